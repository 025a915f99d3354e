using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>A decision about refunds: runs the command, stays open with the reason when it is refused, closes with the outcome otherwise.</summary>
public abstract class RefundDecision : ComponentBase
{
    [Inject]
    protected DialogService Dialogs { get; set; } = null!;

    [Inject]
    protected CurrentActor Current { get; set; } = null!;

    [Inject]
    private ILogger<RefundDecision> Log { get; set; } = null!;

    protected string Why { get; set; } = "";

    protected bool Busy { get; private set; }

    protected string? Refusal { get; private set; }

    protected async Task DecideAsync(Func<Actor, Task<Outcome>> command)
    {
        if (Busy)
            return;
        Busy = true;
        try
        {
            var outcome = await command(await Current.GetAsync());
            if (outcome.Succeeded)
                Dialogs.Close(outcome);
            else
                Refusal = outcome.Message;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Refusal = $"Whether this was done is not certain: look at the refund before you repeat it. Reference: {Trouble.Note(Log, fault, "a decision about refunds")}";
        }
        finally
        {
            Busy = false;
        }
    }

    protected void Cancel() => Dialogs.Close(null);
}
