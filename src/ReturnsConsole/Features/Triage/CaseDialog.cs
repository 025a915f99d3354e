using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>A decision about one case: asks, runs the command, stays open with the reason when it is refused, closes with the outcome when it is done.</summary>
public abstract class CaseDialog : ComponentBase
{
    [Parameter, EditorRequired]
    public CaseRow Case { get; set; } = null!;

    [Inject]
    protected DialogService Dialogs { get; set; } = null!;

    [Inject]
    protected CurrentActor Current { get; set; } = null!;

    [Inject]
    private ILogger<CaseDialog> Log { get; set; } = null!;

    protected string Reason { get; set; } = "";

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
        catch (Exception fault)
        {
            Refusal = $"This was not done. Reference: {Trouble.Note(Log, fault, "a decision about a case")}";
        }
        finally
        {
            Busy = false;
        }
    }

    protected void Cancel() => Dialogs.Close(null);
}
