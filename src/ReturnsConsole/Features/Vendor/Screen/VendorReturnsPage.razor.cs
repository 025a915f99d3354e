using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Vendor.Screen;

/// <summary>Vendor returns side by side: told, received, credited. What is looked for stands in the address.</summary>
public sealed partial class VendorReturnsPage
{
    private readonly LoadSeries loads = new();
    private (string?, string?, string?, int)? shown;
    private VendorFilter filter = new();
    private VendorReturnRows? rows;
    private string text = "";
    private string week = "";
    private bool weekIsWrong;
    private bool mayExport;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public string? Week { get; set; }

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public int Page { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private VendorReturnList List { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<VendorReturnsPage> Log { get; set; } = null!;

    private DateOnly ThisWeek => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime) is var today ? today.AddDays(-(((int)today.DayOfWeek + 6) % 7)) : default;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Show, Week, Q, Page))
            return;
        shown = (Show, Week, Q, Page);
        filter = VendorLinks.Read(Show, Week, Q);
        (text, week) = (filter.Search, filter.Week is { } monday ? VendorFilter.NameOf(monday) : "");
        mayExport = await Current.MayAsync(Permission.Export);
        await LoadAsync();
    }

    private void Find()
    {
        weekIsWrong = week.Trim().Length > 0 && VendorFilter.WeekOf(week.Trim()) is null;
        if (!weekIsWrong)
            Navigation.NavigateTo(VendorLinks.To(filter with { Search = text.Trim(), Week = VendorFilter.WeekOf(week.Trim()) }));
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), filter, Page, ct);
            ct.ThrowIfCancellationRequested();
            (rows, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The vendor returns could not be read.");
        }
    }

    public void Dispose() => loads.Dispose();
}
