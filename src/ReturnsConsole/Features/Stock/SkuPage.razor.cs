using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Stock;

/// <summary>One SKU: buckets, the movements behind every number, and the orders its pieces belong to.</summary>
public sealed partial class SkuPage
{
    private readonly LoadSeries loads = new();
    private (int, long?)? shown;
    private StockDetail? detail;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;

    [Parameter]
    public int Id { get; set; }

    /// <summary>Last movement of the page before.</summary>
    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private StockDetails Details { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<SkuPage> Log { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Id, Before))
            return;
        shown = (Id, Before);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Details.RunAsync(await Current.GetAsync(), Id, Before, ct);
            ct.ThrowIfCancellationRequested();
            (detail, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The stock of this SKU could not be read.");
        }
    }

    public void Dispose() => loads.Dispose();
}
