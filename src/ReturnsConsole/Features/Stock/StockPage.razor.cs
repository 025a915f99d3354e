using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Stock;

/// <summary>Where returned pieces are, by SKU. What is looked for stands in the address.</summary>
public sealed partial class StockPage
{
    private readonly LoadSeries loads = new();
    private (string?, string?, int)? shown;
    private string text = "";
    private StockPageRows? page;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    /// <summary>Last SKU of the page before.</summary>
    [SupplyParameterFromQuery]
    public string? After { get; set; }

    /// <summary>And its account.</summary>
    [SupplyParameterFromQuery]
    public int Of { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private StockList List { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<StockPage> Log { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Q, After, Of))
            return;
        shown = (Q, After, Of);
        text = Q ?? "";
        await LoadAsync();
    }

    private void Find() => Navigation.NavigateTo(text.Trim().Length == 0 ? "stock" : $"stock?q={Uri.EscapeDataString(text.Trim())}");

    private string Address(StockPlace? after)
    {
        string[] parts = [.. string.IsNullOrWhiteSpace(Q) ? [] : new[] { $"q={Uri.EscapeDataString(Q)}" }, .. after is null ? [] : new[] { $"after={Uri.EscapeDataString(after.Sku)}", $"of={after.AccountId.ToString(CultureInfo.InvariantCulture)}" }];
        return parts.Length == 0 ? "stock" : $"stock?{string.Join('&', parts)}";
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), Q ?? "", After is null ? null : new StockPlace(After, Of), ct);
            ct.ThrowIfCancellationRequested();
            (page, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The stock could not be read.");
        }
    }

    public void Dispose() => loads.Dispose();
}
