using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Screen;

/// <summary>A dialog in which a person decides about stock, with a reason. It closes when it was done and says why when it was not.</summary>
public abstract class StockDecision : ComponentBase
{
    protected string Why { get; set; } = "";

    protected string? Refusal { get; private set; }

    protected bool Busy { get; private set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ILogger<StockDecision> Log { get; set; } = null!;

    protected async Task DecideAsync(Func<Actor, Task<Outcome>> command)
    {
        if (Busy)
            return;
        (Busy, Refusal) = (true, null);
        try
        {
            var outcome = await command(await Current.GetAsync());
            if (outcome.Succeeded)
                Dialogs.Close(outcome.Message);
            else
                Refusal = outcome.Message;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Refusal = $"This was not done. Reference: {Trouble.Note(Log, fault, "a decision about stock")}";
        }
        finally
        {
            Busy = false;
        }
    }

    protected void Cancel() => Dialogs.Close(null);
}
