using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>What is fetched from whom, how it goes, and when next.</summary>
public sealed partial class JobsPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<(int PartnerId, string Stream), DateTime> NoTimes = [];

    private readonly LoadSeries loads = new();
    private readonly List<IDisposable> subscriptions = [];
    private readonly HashSet<(int, string)> kept = [];
    private (string?, string?)? filtered;
    private JobBoardView? view;
    private IReadOnlyList<PartnerStanding> standings = [];
    private string? refusal;
    private string? said;
    private Trouble? trouble;
    private bool maySteer;
    private DateTime? asOf;
    private Throttle? live;

    [SupplyParameterFromQuery]
    public string? Partner { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private JobBoard Board { get; set; } = null!;

    [Inject]
    private RunStreamNow RunNow { get; set; } = null!;

    [Inject]
    private PauseStream Pauses { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<JobsPage> Log { get; set; } = null!;

    private IReadOnlyList<StreamRow> Shown => view is null ? [] : [.. view.Overview.Streams.Where(Fits)];

    private IEnumerable<string> PartnerNames => standings.Select(s => s.Partner);

    private string Summary
    {
        get
        {
            if (view is null)
                return "";
            var trouble = standings.Count(s => s.NeedsSomebody);
            var well = trouble == 0 ? "Every partner is heard." : $"{trouble} of {standings.Count} {(standings.Count == 1 ? "partner" : "partners")} {(trouble == 1 ? "needs" : "need")} a look.";
            return standings.Count == 0 ? "" : view.Overview.Received == 0 ? well : $"{well} {view.Overview.Received:N0} pushed messages wait to be read.";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Sync, live.Signal));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Partners, live.Signal));
        maySteer = await Current.MayAsync(Permission.ManagePartners);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (filtered == (Partner, State))
            return;
        filtered = (Partner, State);
        kept.Clear();
        said = null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Board.RunAsync(await Current.GetAsync(), ct);
            ct.ThrowIfCancellationRequested();
            (view, refusal, trouble) = (answer.Value, answer.Refusal, null);
            standings = PartnerStanding.Of(view?.Overview.Streams ?? []);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The jobs could not be read.");
        }
        StateHasChanged();
    }

    /// <summary>A row that was shown under a filter stays until the filter changes: a run that begins or ends does not take it away from under the hand.</summary>
    private bool Fits(StreamRow row)
    {
        if (Partner is not null && row.Partner != Partner)
            return false;
        var key = (row.PartnerId, row.Stream);
        if (JobLinks.StateOf(State) is { } wanted && StreamStates.Of(row) != wanted)
            return kept.Contains(key);
        kept.Add(key);
        return true;
    }

    private void PartnerChosen(ChangeEventArgs e) => Navigation.NavigateTo(JobLinks.JobsOf(e.Value as string, JobLinks.StateOf(State)));

    private void StateChosen(ChangeEventArgs e) => Navigation.NavigateTo(JobLinks.JobsOf(Partner, JobLinks.StateOf(e.Value as string)));

    private async Task RunNowAsync(StreamRow row)
    {
        said = (await RunNow.RunAsync(await Current.GetAsync(), row.PartnerId, row.Stream, CancellationToken.None)).Message;
        await LoadAsync();
    }

    private async Task PauseAsync((StreamRow Row, bool Pause) asked)
    {
        said = (await Pauses.RunAsync(await Current.GetAsync(), asked.Row.PartnerId, asked.Row.Stream, asked.Pause, CancellationToken.None)).Message;
        await LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
    }
}
