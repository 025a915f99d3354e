using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Articles;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Screen;

/// <summary>The dock's screen: one field, one answer, at most three touches.</summary>
public sealed partial class IntakePage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(500);

    private readonly LoadSeries loads = new();
    private IntakeView? view;
    private IntakeToday? day;
    private IReadOnlyList<string> reasons = [];
    private bool mayReceive;
    private bool busy;
    private string said = "";
    private string spoken = "";
    private Trouble? trouble;
    private (Guid ScanId, string Code) last;
    private Throttle? live;
    private readonly List<IDisposable> subscriptions = [];
    private PageScript<IntakePage>? script;

    /// <summary>A code to look up at once: links from elsewhere.</summary>
    [SupplyParameterFromQuery]
    public string? Scan { get; set; }

    [CascadingParameter]
    public Viewer? Who { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private LookUpParcel LookUp { get; set; } = null!;

    [Inject]
    private TakeScan Take { get; set; } = null!;

    [Inject]
    private PutScanAside Aside { get; set; } = null!;

    [Inject]
    private RememberArticle Remember { get; set; } = null!;

    [Inject]
    private AuthorizePostHoc Authorize { get; set; } = null!;

    [Inject]
    private UndoAuthorization Undoing { get; set; } = null!;

    [Inject]
    private ShelveParcel Shelving { get; set; } = null!;

    [Inject]
    private IntakeDay Day { get; set; } = null!;

    [Inject]
    private ReasonChoices Choices { get; set; } = null!;

    [Inject]
    private IOptions<IntakeOptions> Options { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<IntakePage> Log { get; set; } = null!;

    private IReadOnlyList<ParcelOrder> OtherOrders => view?.Answer is { Orders.Count: > 1 } answer ? answer.Orders : [];

    protected override async Task OnInitializedAsync()
    {
        mayReceive = await Current.MayAsync(Permission.AddReceipt) && await Current.MayAsync(Permission.AuthorizePostHoc);
        reasons = await Choices.RunAsync(CancellationToken.None);
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadDayAsync();
            StateHasChanged();
        }));
        // A parcel on the shelf is found by an import; the rules tell of it when they have run.
        foreach (var topic in (ChangeTopic[])[ChangeTopic.Intake, ChangeTopic.Cases])
            subscriptions.Add(Feed.Subscribe(topic, live.Signal));
        await LoadDayAsync();
        if (!string.IsNullOrWhiteSpace(Scan))
            await ShowAsync(Guid.NewGuid(), Scan);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        script = new(Js, "./js/intake.js", this);
        await script.StartAsync("start", script.Self, (await Current.GetAsync()).UserId, mayReceive);
    }

    /// <summary>From the browser: one scan, live or waited. True when the server has it and the browser may forget it.</summary>
    /// <param name="alone">No other scan waits behind it: its answer is shown.</param>
    [JSInvokable]
    public async Task<string?> Scanned(string scanId, string code, double at, bool alone)
    {
        if (!Guid.TryParse(scanId, out var id) || string.IsNullOrWhiteSpace(code))
            return "refused";
        var actor = await Current.GetAsync();
        try
        {
            var answer = await LookUp.RunAsync(actor, code, CancellationToken.None);
            if (answer.Value is not { } found)
            {
                said = answer.Refusal!;
                StateHasChanged();
                return "refused";
            }
            if (alone)
                Show(id, code, found);
            var recorded = await Take.RunAsync(actor, id, code, WhenOf(at), found, CancellationToken.None);
            if (!recorded.Succeeded)
                said = recorded.Message;
            return !recorded.Succeeded ? "refused" : alone ? ToneOf(found) : "kept";
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The parcel could not be looked up.");
            last = (id, code);
            StateHasChanged();
            // The browser keeps the scan and sends it again.
            return null;
        }
    }

    [JSInvokable]
    public void ConnectionIsBack() => live?.Signal();

    private static string ToneOf(ParcelAnswer answer) => answer.Result switch { ScanResult.Known or ScanResult.OnShelf => "known", ScanResult.Near => "near", _ => "unknown" };

    private DateTime WhenOf(double milliseconds)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        return double.IsFinite(milliseconds) && milliseconds > 0 && milliseconds < 4e12 ? DateTime.UnixEpoch.AddMilliseconds(milliseconds) : now;
    }

    private void Show(Guid id, string code, ParcelAnswer answer)
    {
        (trouble, said) = (null, "");
        // A second code of a parcel that is still unknown: both are kept with it.
        var codes = view is { Step: IntakeStep.Answer or IntakeStep.Shelf, Answer.Result: ScanResult.Near or ScanResult.Unknown } before && before.ScanId != id ? (IReadOnlyList<string>)[.. before.OtherCodes, before.Code] : [];
        view = new IntakeView(id, answer.Code.Length > 0 ? answer.Code : code, answer, IntakeStep.Answer) { OtherCodes = answer.Result is ScanResult.Near or ScanResult.Unknown ? codes : [], Learn = answer is { ByProduct: true, Article: null } && view?.Answer?.Article is { Sku: "" } barcode ? new(barcode.Code, answer.Code) : null };
        spoken = answer.Result switch
        {
            ScanResult.Known => $"Known. {(answer.Orders.Count > 0 ? IntakeWords.Short(answer.Orders[0]) : "")}",
            ScanResult.Near => "Near match. Is it one of these?",
            ScanResult.OnShelf => $"This parcel lies on shelf {answer.Shelved?.ShelfCode}.",
            _ when answer.Article is { Sku: "" } => "An article's barcode. Scan the parcel's label, or the SKU.",
            _ => $"Unknown. Put it on shelf {answer.SuggestedShelf}.",
        };
        StateHasChanged();
    }

    private async Task ShowAsync(Guid id, string code)
    {
        try
        {
            var answer = await LookUp.RunAsync(await Current.GetAsync(), code, loads.Next());
            if (answer.Value is { } found)
                Show(id, code, found);
            else
                said = answer.Refusal!;
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The parcel could not be looked up.");
            last = (id, code);
        }
    }

    private Task AgainAsync()
    {
        trouble = null;
        return ShowAsync(last.ScanId, last.Code);
    }

    private void Go(IntakeStep step)
    {
        if (view is not null)
            view = view with { Step = step };
        said = "";
    }

    private void ShowOrder(int order)
    {
        if (view is not null)
            view = view with { Order = order, Step = IntakeStep.Answer, Round = view.Round + 1 };
        said = "";
    }

    private async Task ChooseNearAsync(NearMatch near)
    {
        if (view is { } open)
            await ShowAsync(open.ScanId, near.Value);
    }

    private async Task LoadDayAsync()
    {
        try
        {
            var viewer = Who ?? Viewer.Utc;
            var midnight = viewer.Local(Clock.GetUtcNow().UtcDateTime).Date;
            var since = TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(midnight, DateTimeKind.Unspecified), viewer.Zone);
            day = (await Day.RunAsync(await Current.GetAsync(), since, CancellationToken.None)).Value;
        }
        catch (Exception fault)
        {
            // The list is a convenience: the field goes on working without it.
            Trouble.Note(Log, fault, "the day's list of the dock");
        }
    }

    public async ValueTask DisposeAsync()
    {
        subscriptions.ForEach(s => s.Dispose());
        loads.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        if (script is not null)
            await script.LeaveAsync("stop");
    }
}
