using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settlements;

/// <summary>Periods, totals and whether they tie out.</summary>
public sealed partial class SettlementsPage
{
    private readonly LoadSeries loads = new();
    private int? shown;
    private PagedResult<SettlementRow>? page;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;

    [SupplyParameterFromQuery]
    public int Page { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private SettlementList List { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<SettlementsPage> Log { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Page)
            return;
        shown = Page;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), Page, ct);
            ct.ThrowIfCancellationRequested();
            (page, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The settlements could not be read.");
        }
    }

    public void Dispose() => loads.Dispose();
}
