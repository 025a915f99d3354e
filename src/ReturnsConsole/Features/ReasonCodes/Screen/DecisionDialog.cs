using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Screen;

/// <summary>A decision about the table: runs the command, stays open with the reason when it is refused, closes with the outcome otherwise.</summary>
public abstract class DecisionDialog : ComponentBase
{
    [Inject]
    protected DialogService Dialogs { get; set; } = null!;

    [Inject]
    protected CurrentActor Current { get; set; } = null!;

    [Inject]
    private ILogger<DecisionDialog> Log { get; set; } = null!;

    protected string Why { get; set; } = "";

    protected bool Busy { get; private set; }

    protected string? Refusal { get; set; }

    protected async Task RunAsync(Func<Actor, Task<Outcome>> command)
    {
        if (Busy)
            return;
        Busy = true;
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
            Refusal = $"This was not done. Reference: {Trouble.Note(Log, fault, "a decision about reason codes")}";
        }
        finally
        {
            Busy = false;
        }
    }

    protected void Cancel() => Dialogs.Close(null);
}
