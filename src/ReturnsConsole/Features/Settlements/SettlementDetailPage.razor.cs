using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Settlements;

/// <summary>One settlement: totals, check, lines.</summary>
public sealed partial class SettlementDetailPage
{
    private readonly LoadSeries loads = new();
    private (int, long)? shown;
    private SettlementPage? page;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;

    [Parameter]
    public int Id { get; set; }

    /// <summary>Last line of the page before.</summary>
    [SupplyParameterFromQuery]
    public long After { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private SettlementLines Lines { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<SettlementDetailPage> Log { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Id, After))
            return;
        shown = (Id, After);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Lines.RunAsync(await Current.GetAsync(), Id, After, ct);
            ct.ThrowIfCancellationRequested();
            (page, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The settlement could not be read.");
        }
    }

    public void Dispose() => loads.Dispose();
}
