using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Screen;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>One case: what is wrong, what to do, the sources side by side, evidence, timeline, comments. Reads again when <see cref="Turn"/> moves on.</summary>
public sealed partial class CasePanel
{
    private readonly LoadSeries loads = new();
    private long shownId;
    private int shownTurn;
    private CaseDetail? detail;
    private string? refusal;
    private Trouble? trouble;
    private Outcome? said;
    private (string Href, string Words)? refundPlace;
    private bool mayExport;
    private bool busy;
    private IDisposable? here;
    private IDisposable? others;

    [Parameter, EditorRequired]
    public long CaseId { get; set; }

    /// <summary>Raised by the page when cases changed.</summary>
    [Parameter]
    public int Turn { get; set; }

    [Parameter]
    public string CloseHref { get; set; } = "";

    [Parameter]
    public string? PreviousHref { get; set; }

    [Parameter]
    public string? NextHref { get; set; }

    /// <summary>Word for the foot line.</summary>
    [Parameter]
    public EventCallback<CaseSaid> Said { get; set; }

    [CascadingParameter]
    public Viewer? Who { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private CaseDetails Details { get; set; } = null!;

    [Inject]
    private AssignCase Assign { get; set; } = null!;

    [Inject]
    private CommentOnCase Comment { get; set; } = null!;

    [Inject]
    private WithdrawWriteOff Withdraw { get; set; } = null!;

    [Inject]
    private CaseUndo Undo { get; set; } = null!;

    [Inject]
    private CasePresence Presence { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ILogger<CasePanel> Log { get; set; } = null!;

    private List<TimelineEntry> Comments => detail is null ? [] : [.. detail.Timeline.Where(e => e.Event == CaseEventKind.Comment)];

    private bool IsMine => detail is not null && Who is not null && detail.Row.AssigneeId == Who.UserId && Who.UserId != 0;

    protected override void OnInitialized() => others = Feed.Subscribe(ChangeTopic.Presence, () => _ = InvokeAsync(StateHasChanged));

    protected override async Task OnParametersSetAsync()
    {
        if (CaseId != shownId)
        {
            here?.Dispose();
            here = Who is { UserId: not 0 } ? Presence.Enter(CaseId, Who.UserId, Who.Name) : null;
            shownId = CaseId;
            shownTurn = Turn;
            detail = null;
            refusal = null;
            said = null;
            await LoadAsync();
        }
        else if (Turn != shownTurn)
        {
            shownTurn = Turn;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Details.RunAsync(await Current.GetAsync(), CaseId, ct);
            ct.ThrowIfCancellationRequested();
            (detail, refusal, trouble) = (answer.Value, answer.Refusal, null);
            refundPlace = await RefundPlaceAsync(ct);
            mayExport = detail?.Row is { } shown && ShipmentLinks.OfCase(shown.Kind, detail.Subject) is not null && await Current.MayAsync(Permission.Export, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The case could not be read.");
        }
    }

    /// <summary>Where the case's money is acted on; null where nothing is to be done, or not by this person.</summary>
    private async Task<(string Href, string Words)?> RefundPlaceAsync(CancellationToken ct)
    {
        if (detail is not { Row: { OrderId.Length: > 0 } row } || !CaseWords.IsOpen(row.Status))
            return null;
        return row.Kind switch
        {
            CaseKind.RefundDue or CaseKind.RefundAmountBreak when await Current.MayAsync(Permission.RequestRefunds, ct) => (RefundLinks.ToRequest(row.AccountId, row.OrderId), "Request refund…"),
            CaseKind.InspectionOverdue when await Current.MayAsync(Permission.GradeItems, ct) => ($"receiving?scan={Uri.EscapeDataString(row.OrderId)}", "Grade it…"),
            CaseKind.CancellationRequested when await Current.MayAsync(Permission.RequestCancellations, ct) => (RefundLinks.ToCancel(row.AccountId, row.OrderId), "Cancel order…"),
            CaseKind.RefundUnconfirmed or CaseKind.RefundRejected => (RefundLinks.ToList(new RefundListRequest(RefundView.All, OrderId: row.OrderId)), "Look at our refund"),
            _ => null,
        };
    }

    private IEnumerable<(Resolution Action, int Index)> Buttons()
    {
        var actions = detail!.Actions.Where(a => a is not Resolution.Comment and not Resolution.MapCode).ToList();
        // The usual action leads; once the case is mine, giving it to myself is none.
        return actions.Select((action, index) => (action, index));
    }

    private string WordsOf(Resolution action) => action switch
    {
        Resolution.Assign => IsMine ? "Assign…" : "Assign to me",
        Resolution.ForceMatch => "Match…",
        Resolution.Wait => "Wait…",
        Resolution.Dismiss => "Dismiss…",
        Resolution.WriteOff => "Write off…",
        Resolution.ApproveWriteOff => "Approve write-off…",
        Resolution.RefuseWriteOff => "Refuse…",
        Resolution.WithdrawWriteOff => "Take the request back",
        Resolution.Reopen => detail!.Row.Status == CaseStatus.Waiting ? "Back to the queue…" : "Reopen…",
        _ => action.ToString(),
    };

    private string? KeyOf(Resolution action) => action switch
    {
        Resolution.Assign when !IsMine => "A",
        Resolution.ForceMatch => "M",
        Resolution.Wait => "Z",
        Resolution.Dismiss => "D",
        Resolution.WriteOff => "W",
        _ => null,
    };

    private Task DoAsync(Resolution action) => action switch
    {
        Resolution.Assign => IsMine ? AssignToAsync() : AssignToMeAsync(),
        Resolution.ForceMatch => MatchAsync(),
        Resolution.Wait => AskAsync<WaitDialog>("Set this case aside", action),
        Resolution.Dismiss => AskAsync<DismissDialog>("Dismiss this case", action),
        Resolution.Reopen => AskAsync<ReopenDialog>("Reopen this case", action),
        Resolution.WriteOff => AskAsync<WriteOffDialog>("Write this case off", action),
        Resolution.ApproveWriteOff => AskAsync<DecideWriteOffDialog>("Approve a write-off", action, new() { ["Approve"] = true, ["Request"] = detail!.WriteOff }),
        Resolution.RefuseWriteOff => AskAsync<DecideWriteOffDialog>("Refuse a write-off", action, new() { ["Approve"] = false, ["Request"] = detail!.WriteOff }),
        Resolution.WithdrawWriteOff => RunAsync(action, actor => Withdraw.RunAsync(actor, CaseId, detail!.Row.Version, CancellationToken.None)),
        _ => Task.CompletedTask,
    };

    public Task AssignToMeAsync() => RunAsync(Resolution.Assign, actor => Assign.RunAsync(actor, CaseId, detail!.Row.Version, actor.UserId, CancellationToken.None));

    public Task AssignToAsync() => AskAsync<AssignDialog>("Give this case to somebody", Resolution.Assign);

    public Task MatchAsync() => OfferedAsync(Resolution.ForceMatch, () => AskAsync<ForceMatchDialog>("Match by hand", Resolution.ForceMatch));

    /// <summary>What a key asks for, if the case offers it.</summary>
    public Task ActAsync(Resolution action) => OfferedAsync(action, () => DoAsync(action));

    private Task OfferedAsync(Resolution action, Func<Task> act) => detail?.Actions.Contains(action) == true ? act() : Task.CompletedTask;

    private async Task<bool> CommentAsync(string text)
    {
        var sent = false;
        await RunAsync(Resolution.Comment, async actor =>
        {
            var outcome = await Comment.RunAsync(actor, CaseId, detail!.Row.Version, text, CancellationToken.None);
            sent = outcome.Succeeded;
            return outcome;
        });
        return sent;
    }

    private async Task FilesChangedAsync(Outcome outcome)
    {
        said = outcome;
        await LoadAsync();
        await Said.InvokeAsync(new CaseSaid(outcome, null));
        StateHasChanged();
    }

    private async Task AskAsync<TDialog>(string title, Resolution action, Dictionary<string, object?>? more = null)
        where TDialog : ComponentBase
    {
        if (detail is null)
            return;
        var before = detail.Row;
        var answer = await Dialogs.OpenAsync<TDialog>(title, new Dictionary<string, object?>(more ?? []) { ["Case"] = before }, new DialogOptions { CloseDialogOnEsc = true, ShowClose = true, Width = "min(560px, 94vw)" });
        if (answer is Outcome outcome)
            await SayAsync(outcome, action, before);
    }

    private async Task RunAsync(Resolution action, Func<Actor, Task<Outcome>> command)
    {
        if (detail is null || busy)
            return;
        busy = true;
        try
        {
            var before = detail.Row;
            await SayAsync(await command(await Current.GetAsync()), action, before);
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "This was not done.");
        }
        finally
        {
            busy = false;
        }
    }

    private async Task SayAsync(Outcome outcome, Resolution action, CaseRow before)
    {
        said = outcome;
        await LoadAsync();
        await Said.InvokeAsync(new CaseSaid(outcome, outcome.Succeeded ? Undo.Of(action, [before]) : null));
        StateHasChanged();
    }

    public void Dispose()
    {
        others?.Dispose();
        here?.Dispose();
        loads.Dispose();
    }
}
