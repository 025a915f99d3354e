using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
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
    private string draft = "";
    private bool busy;

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
    public EventCallback<Outcome> Said { get; set; }

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
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ILogger<CasePanel> Log { get; set; } = null!;

    private List<TimelineEntry> Comments => detail is null ? [] : [.. detail.Timeline.Where(e => e.Event == CaseEventKind.Comment)];

    private bool IsMine => detail is not null && Who is not null && detail.Row.AssigneeId == Who.UserId && Who.UserId != 0;

    protected override async Task OnParametersSetAsync()
    {
        if (CaseId != shownId)
        {
            shownId = CaseId;
            shownTurn = Turn;
            detail = null;
            refusal = null;
            said = null;
            draft = "";
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
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The case could not be read.");
        }
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
        Resolution.Dismiss => "Dismiss…",
        Resolution.Reopen => "Reopen…",
        _ => action.ToString(),
    };

    private string? KeyOf(Resolution action) => action switch
    {
        Resolution.Assign when !IsMine => "A",
        Resolution.ForceMatch => "M",
        _ => null,
    };

    private Task DoAsync(Resolution action) => action switch
    {
        Resolution.Assign => IsMine ? AssignToAsync() : AssignToMeAsync(),
        Resolution.ForceMatch => MatchAsync(),
        Resolution.Dismiss => AskAsync<DismissDialog>("Dismiss this case"),
        Resolution.Reopen => AskAsync<ReopenDialog>("Reopen this case"),
        _ => Task.CompletedTask,
    };

    public Task AssignToMeAsync() => RunAsync(actor => Assign.RunAsync(actor, CaseId, detail!.Row.Version, actor.UserId, CancellationToken.None));

    public Task AssignToAsync() => AskAsync<AssignDialog>("Give this case to somebody");

    public Task MatchAsync() => detail?.Actions.Contains(Resolution.ForceMatch) == true ? AskAsync<ForceMatchDialog>("Match by hand") : Task.CompletedTask;

    private Task CommentAsync() => RunAsync(async actor =>
    {
        var outcome = await Comment.RunAsync(actor, CaseId, detail!.Row.Version, draft, CancellationToken.None);
        if (outcome.Succeeded)
            draft = "";
        return outcome;
    });

    private async Task AskAsync<TDialog>(string title)
        where TDialog : ComponentBase
    {
        if (detail is null)
            return;
        var answer = await Dialogs.OpenAsync<TDialog>(title, new Dictionary<string, object?> { ["Case"] = detail.Row }, new DialogOptions { CloseDialogOnEsc = true, ShowClose = true, Width = "min(560px, 94vw)" });
        if (answer is Outcome outcome)
            await SayAsync(outcome);
    }

    private async Task RunAsync(Func<Actor, Task<Outcome>> command)
    {
        if (detail is null || busy)
            return;
        busy = true;
        try
        {
            await SayAsync(await command(await Current.GetAsync()));
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

    private async Task SayAsync(Outcome outcome)
    {
        said = outcome;
        await LoadAsync();
        await Said.InvokeAsync(outcome);
        StateHasChanged();
    }

    public void Dispose() => loads.Dispose();
}
