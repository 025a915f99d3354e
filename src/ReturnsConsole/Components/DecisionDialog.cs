using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Components;

/// <summary>A dialog in which a person decides: it runs the command, stays open with the reason when it is refused, and closes with the outcome otherwise.</summary>
public abstract class DecisionDialog : ComponentBase
{
    [Inject]
    protected DialogService Dialogs { get; set; } = null!;

    [Inject]
    protected CurrentActor Current { get; set; } = null!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = null!;

    /// <summary>What the person gives as the reason.</summary>
    protected string Why { get; set; } = "";

    protected bool Busy { get; private set; }

    protected string? Refusal { get; set; }

    protected async Task DecideAsync(Func<Actor, Task<Outcome>> command)
    {
        if (Busy)
            return;
        (Busy, Refusal) = (true, null);
        try
        {
            var outcome = await command(await Current.GetAsync());
            if (outcome.Kind == OutcomeKind.Refused)
                Refusal = outcome.Message;
            else
                Dialogs.Close(outcome);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Refusal = $"Whether this was done is not certain: look before you repeat it. Reference: {Trouble.Note(Logs.CreateLogger(GetType()), fault, "a decision")}";
        }
        finally
        {
            Busy = false;
        }
    }

    protected void Cancel() => Dialogs.Close(null);
}
