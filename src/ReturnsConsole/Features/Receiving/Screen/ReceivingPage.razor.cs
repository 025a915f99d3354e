using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving.Screen;

/// <summary>What the warehouse waits for and what waits for it. The list and what was scanned stand in the address.</summary>
public sealed partial class ReceivingPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private (ReceivingView, int)? shown;
    private string? looked;
    private ReceivingPageRows? page;
    private ScannedGoods? scanned;
    private string? refusal;
    private Trouble? trouble;
    private Trouble? scanTrouble;
    private string said = "";
    private string spoken = "";
    private DateTime? asOf;
    private bool mayGrade;
    private Throttle? live;
    private IDisposable? subscription;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int Number { get; set; }

    /// <summary>A code that was scanned, or that a link from elsewhere carries.</summary>
    [SupplyParameterFromQuery]
    public string? Scan { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ReceivingList List { get; set; } = null!;

    [Inject]
    private ScanGoods Scanning { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ReceivingPage> Log { get; set; } = null!;

    private ReceivingView View => ReceivingLinks.ViewOf(Show);

    private string CountWords
    {
        get
        {
            var from = (Number - 1) * ReceivingList.PageSize;
            var culture = CultureInfo.InvariantCulture;
            return $"{(from + 1).ToString("N0", culture)}–{(from + page!.Goods.Count + page.Expected.Count).ToString("N0", culture)} of {page.Counts.Of(View).ToString("N0", culture)}";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        mayGrade = await Current.MayAsync(Permission.GradeItems);
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        subscription = Feed.Subscribe(ChangeTopic.Intake, live.Signal);
    }

    protected override async Task OnParametersSetAsync()
    {
        Number = Math.Clamp(Number, 1, 1_000_000);
        if (!string.IsNullOrWhiteSpace(Scan) && looked != Scan)
            await ScanAsync(Scan);
        if (shown == (View, Number))
            return;
        shown = (View, Number);
        page = page is null ? null : page with { Goods = [], Expected = [] };
        await LoadAsync();
    }

    private async Task ScanAsync(string code)
    {
        looked = code;
        try
        {
            var answer = await Scanning.RunAsync(await Current.GetAsync(), code, CancellationToken.None);
            (scanTrouble, scanned, said) = (null, answer.Value, answer.Refusal ?? "");
            if (answer.Value is not { } found)
                return;
            if (found.Only is { } only)
            {
                Navigation.NavigateTo(ReceivingLinks.ToGoods(only));
                return;
            }
            spoken = ScanAnswer.HeadOf(found).Words;
        }
        catch (Exception fault)
        {
            scanTrouble = Trouble.Of(Log, fault, "The code could not be looked up.");
        }
    }

    private Task AgainAsync() => looked is null ? Task.CompletedTask : ScanAsync(looked);

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), View, Number, ct);
            ct.ThrowIfCancellationRequested();
            (page, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The list could not be read.");
        }
    }

    private RenderFragment Late(ExpectedRow row) => builder =>
    {
        var days = row.Expected is { } at ? (int)(Clock.GetUtcNow().UtcDateTime.Date - at.Date).TotalDays : 0;
        if (row.IsDelivered)
            builder.AddContent(0, " · delivered, says the partner");
        else if (days > 0)
            builder.AddMarkupContent(1, $" · <b class=\"late\">{days.ToString(CultureInfo.InvariantCulture)} d late</b>");
        else
            builder.AddContent(2, " (estimate)");
    };

    private static string TitleOf(ReceivingView view) => view switch
    {
        ReceivingView.Grade => "To grade",
        ReceivingView.Due => "Due today or overdue",
        ReceivingView.Coming => "On the way",
        _ => "Announced",
    };

    private static string MeaningOf(ReceivingView view) => view switch
    {
        ReceivingView.Grade => "received, oldest first",
        ReceivingView.Due => "by estimate here today or earlier, or delivered as a partner says, and not at our dock",
        ReceivingView.Coming => "scanned on the way, expected after today",
        _ => "asked for, not scanned anywhere yet",
    };

    private static string EmptyOf(ReceivingView view) => view switch
    {
        ReceivingView.Grade => "Nothing waits for a grade. What is received at intake shows here at once.",
        ReceivingView.Due => "Nothing that should be here by now is missing.",
        ReceivingView.Coming => "No parcel has been scanned on its way.",
        _ => "No return has been announced that is not scanned yet.",
    };

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        loads.Dispose();
        if (live is not null)
            await live.DisposeAsync();
    }
}
