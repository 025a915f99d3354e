using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>Refunds and cancellations by where they stand. The address is the view.</summary>
public sealed partial class RefundsPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(2);

    private readonly LoadSeries loads = new();
    private readonly HashSet<long> selected = [];
    private IReadOnlyList<VisibleAccount> accounts = [];
    private IReadOnlyList<RefundCount>? counts;
    private IReadOnlyList<RefundSum> sums = [];
    private RefundListPage? rows;
    private RefundListRequest? shown;
    private string? refusal;
    private Trouble? trouble;
    private Outcome? said;
    private DateTime? asOf;
    private string text = "";
    private string auto = "";
    private bool loading;
    private bool newer;
    private bool mayApprove;
    private bool maySend;
    private int me;
    private Throttle? live;
    private IDisposable? subscription;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "account")]
    public int? AccountId { get; set; }

    [SupplyParameterFromQuery]
    public string? Order { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private RefundList Refunds { get; set; } = null!;

    [Inject]
    private RefundCounts Counts { get; set; } = null!;

    [Inject]
    private BatchList Batches { get; set; } = null!;

    [CascadingParameter]
    private Viewer? Who { get; set; }

    [Inject]
    private IRefundPolicies Policies { get; set; } = null!;

    [Inject]
    private VisibleAccounts Accounts { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<RefundsPage> Log { get; set; } = null!;

    private RefundListRequest List => new(RefundScreenWords.ViewOf(Show), KindOf(Kind), AccountId, Order ?? "", null, After);

    private bool Pickable => List.View is RefundView.ToApprove or RefundView.Queued;

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(NoticeAsync));
        subscription = Feed.Subscribe(ChangeTopic.Refunds, live.Signal);
        var actor = await Current.GetAsync();
        me = actor.UserId;
        mayApprove = await Current.MayAsync(Permission.ApproveRefunds);
        maySend = await Current.MayAsync(Permission.SendRefunds);
        accounts = await Accounts.RunAsync(actor, CancellationToken.None);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == List)
            return;
        if (shown is not null)
            said = null;
        shown = List;
        text = List.OrderId;
        selected.Clear();
        await LoadAsync();
    }

    private Task LoadAsync() => ReadAsync(always: true);

    /// <summary>Rows that change in their place are shown; where they would move, a button says that there is something to see.</summary>
    private Task NoticeAsync() => ReadAsync(always: false);

    private async Task ReadAsync(bool always)
    {
        var ct = loads.Next();
        loading = always;
        try
        {
            var actor = await Current.GetAsync();
            var answer = await Refunds.RunAsync(actor, List, ct);
            var tally = await Counts.RunAsync(actor, ct);
            var money = await Counts.SumsAsync(actor, ct);
            ct.ThrowIfCancellationRequested();
            (counts, sums) = (tally.Value, money);
            if (always || rows is null || answer.Value is null || answer.Value.Rows.Select(r => r.Id).SequenceEqual(rows.Rows.Select(r => r.Id)))
            {
                (rows, refusal, trouble, newer) = (answer.Value, answer.Refusal, null, false);
                selected.IntersectWith(rows?.Rows.Select(r => r.Id) ?? []);
            }
            else
            {
                newer = true;
            }
            asOf = Clock.GetUtcNow().UtcDateTime;
            auto = await AutoAsync(actor, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The refunds could not be read.");
        }
        loading = false;
        StateHasChanged();
    }

    /// <summary>When the queue leaves by itself next, in words: each account in its own rhythm, counted from its last document.</summary>
    private async Task<string> AutoAsync(Actor actor, CancellationToken ct)
    {
        if (List.View != RefundView.Queued)
            return "";
        var policy = await Policies.OfAsync(AccountId ?? 0, ct);
        if (!policy.AutoSubmit)
            return "Leaves only when somebody processes it.";
        var rhythm = $"Leaves by itself every {policy.AutoSubmitMinutes.ToString(CultureInfo.InvariantCulture)} minutes";
        var waiting = counts?.Where(c => c.State == RefundState.Queued && (AccountId is null || c.AccountId == AccountId)).Select(c => (c.AccountId, c.Kind)).ToHashSet() ?? [];
        if (waiting.Count == 0)
            return $"{rhythm}.";
        var batches = (await Batches.RunAsync(actor, null, 200, ct)).Value ?? [];
        var next = waiting.Min(w => batches.Where(b => (b.AccountId, b.Kind) == w && b.State != BatchState.Dissolved).Select(b => (DateTime?)b.CreatedAt).Max()?.AddMinutes(policy.AutoSubmitMinutes) ?? DateTime.MinValue);
        var now = Clock.GetUtcNow().UtcDateTime;
        return next <= now ? $"{rhythm}, next within a minute." : $"{rhythm}, next at {(Who ?? Viewer.Utc).Local(next).ToString("HH:mm", CultureInfo.InvariantCulture)}.";
    }

    private long CountOf(RefundView view) => counts?.Where(c => (AccountId is null || c.AccountId == AccountId) && (List.Kind is null || c.Kind == List.Kind) && RefundScreenWords.Holds(view, c.State)).Sum(c => c.Count) ?? 0;

    private static InstructionKind? KindOf(string? word) => word switch { "refunds" => InstructionKind.Refund, "cancellations" => InstructionKind.Cancellation, _ => null };

    private void Go(RefundListRequest list) => Navigation.NavigateTo(RefundLinks.ToList(list with { After = null }));

    private static string N(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
