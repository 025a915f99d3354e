using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes.Review;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Screen;

/// <summary>What partners' codes mean: unmapped ones first, the draft and what it would do, the whole matrix, the versions.</summary>
public sealed partial class ReasonCodesPage
{
    private const int MostRows = 150;
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(500);

    private readonly LoadSeries loads = new();
    private readonly LoadSeries reckonings = new();
    private MatrixView view = new();
    private BoardView? board;
    private HeldPage? held;
    private Comparison? comparison;
    private string? comparisonRefusal;
    private Impact? impact;
    private string sought = "";
    private readonly HashSet<string> sent = new(StringComparer.Ordinal);
    private Trouble? impactTrouble;
    private ReviewStanding? standing;
    private ReviewList? review;
    private string? refusal;
    private Trouble? trouble;
    private Outcome? said;
    private MatrixCell? editing;
    private MatrixCell? left;
    private DateOnly from;
    private int most = MostRows;
    private bool mayEdit;
    private bool mayExport;
    private bool pointAt;
    private DateTime? asOf;
    private Throttle? live;
    private readonly List<IDisposable> subscriptions = [];
    private PageScript<ReasonCodesPage>? script;

    [SupplyParameterFromQuery(Name = "source")]
    private string? SourceQuery { get; set; }

    [SupplyParameterFromQuery(Name = "held")]
    private string? HeldQuery { get; set; }

    [SupplyParameterFromQuery(Name = "compare")]
    private string? CompareQuery { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private Board Boards { get; set; } = null!;

    [Inject]
    private HeldReturns Held { get; set; } = null!;

    [Inject]
    private CompareVersions Compare { get; set; } = null!;

    [Inject]
    private ImpactPreview Preview { get; set; } = null!;

    [Inject]
    private Reviews Standings { get; set; } = null!;

    [Inject]
    private ReadReview ReadReview { get; set; } = null!;

    [Inject]
    private EditMappings Edit { get; set; } = null!;

    [Inject]
    private WithdrawVersion Withdrawing { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ReasonCodesPage> Log { get; set; } = null!;

    private IReadOnlyList<RowDifference> Filtered => board is null ? [] : MatrixFilter.Of(board.Rows, view, review);

    private IReadOnlyList<RowDifference> Shown => Filtered.Count <= most ? Filtered : [.. Filtered.Take(most)];

    private List<RowDifference> Unconfirmed => [.. Filtered.Where(r => r.Change == RowChange.Same && r.Shown.Values.ToBeConfirmed).Take(EditMappings.Most)];

    protected override async Task OnInitializedAsync()
    {
        from = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.ReasonCodes, live.Signal));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Cases, live.Signal));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Figures, () => _ = InvokeAsync(CountAsync)));
        mayEdit = await Current.MayAsync(Permission.EditReasonCodes);
        mayExport = await Current.MayAsync(Permission.Export);
    }

    protected override async Task OnParametersSetAsync()
    {
        var before = view;
        view = ReasonCodeLinks.Read(Navigation.Uri);
        TakeFromAddress(view.Text ?? "", before.Text ?? "");
        if (board is null)
        {
            pointAt = view.Code is not null;
            await LoadAsync();
            return;
        }
        pointAt = view.Code is not null && view.Code != before.Code;
        if (view.Held != before.Held || view.HeldAfter != before.HeldAfter || (view.Before, view.After) != (before.Before, before.After))
            await LoadPartsAsync(CancellationToken.None);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (board is null)
            return;
        if (script is null)
        {
            script = new(Js, "./js/reason-codes.js", this);
            await script.StartAsync("start", script.Self);
            // Counting reads all returns: the page stands before it begins.
            _ = InvokeAsync(CountAsync);
        }
        if (!script.IsRunning)
            return;
        await script.CallAsync("sync", editing is not null, left is { } cell ? cell.Key.ToString() : null, left?.Column.ToString(), pointAt);
        (left, pointAt) = (null, false);
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var answer = await Boards.RunAsync(actor, ct);
            standing = (await Standings.RunAsync(actor, ct)).Value;
            ct.ThrowIfCancellationRequested();
            (board, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
            await LoadPartsAsync(ct);
            _ = InvokeAsync(ReckonAsync);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The reason codes could not be read.");
        }
    }

    private async Task LoadPartsAsync(CancellationToken ct)
    {
        var actor = await Current.GetAsync();
        held = view.Held is { } key ? (await Held.RunAsync(actor, key, view.HeldAfter, ct)).Value : null;
        (comparison, comparisonRefusal) = (null, null);
        if (view is { Before: { } one, After: { } two })
        {
            var answer = await Compare.RunAsync(actor, one, two, ct);
            (comparison, comparisonRefusal) = (answer.Value, answer.Refusal);
        }
    }

    private async Task ReckonAsync()
    {
        var ct = reckonings.Next();
        if (board?.Draft is null)
        {
            impact = null;
            return;
        }
        try
        {
            if (board.Newest is { } newest && from < DateOnly.FromDateTime(newest.From))
                from = DateOnly.FromDateTime(newest.From);
            var answer = await Preview.RunAsync(await Current.GetAsync(), from, ct);
            ct.ThrowIfCancellationRequested();
            (impact, impactTrouble) = (answer.Value, null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            impactTrouble = Trouble.Of(Log, fault, "What it would do could not be reckoned.");
        }
        StateHasChanged();
    }

    private async Task CountAsync()
    {
        try
        {
            review = (await ReadReview.RunAsync(await Current.GetAsync(), CancellationToken.None)).Value;
        }
        catch (Exception fault)
        {
            said = Outcome.Refused($"How often codes are used could not be counted. Reference: {Trouble.Note(Log, fault, "the use of reason codes")}");
        }
        StateHasChanged();
    }

    private Task FromAsync(DateOnly day)
    {
        (from, impact) = (day, null);
        return ReckonAsync();
    }

    private void Find()
    {
        sent.Add(sought.Trim());
        Go(view with { Text = sought, Code = null });
    }

    /// <summary>An address that this box asked for is older than what has been typed since; any other is a link, and the box shows it.</summary>
    private void TakeFromAddress(string now, string before)
    {
        if (!sent.Contains(now))
            sought = now != before ? now : sought;
        else if (now == sought.Trim())
            sent.Clear();
    }

    private void PickSource(ChangeEventArgs e) => Go(view with { Source = e.Value is string { Length: > 0 } source ? source : null, Code = null });

    private void PickFilter(ChangeEventArgs e) => Go(view with { Filter = Enum.TryParse<RowFilter>(e.Value as string, out var filter) ? filter : RowFilter.All, Code = null });

    private void Go(MatrixView to)
    {
        (view, most) = (to, MostRows);
        Navigation.NavigateTo(ReasonCodeLinks.Write(to), replace: true);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
        reckonings.Dispose();
        if (script is not null)
            await script.LeaveAsync("stop");
    }
}
