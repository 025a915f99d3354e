using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>One stream: how it does, its runs, and what one of them brought.</summary>
public sealed partial class StreamPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private readonly List<IDisposable> subscriptions = [];
    private (string, string, int, int?)? shown;
    private StreamDetail? detail;
    private RunTrace? trace;
    private string? traceRefusal;
    private string? refusal;
    private string? said;
    private Trouble? trouble;
    private bool maySteer;
    private bool follow;
    private int? newest;
    private DateTime? asOf;
    private Throttle? live;

    [Parameter]
    public string Partner { get; set; } = "";

    [Parameter]
    public string Stream { get; set; } = "";

    [SupplyParameterFromQuery]
    public int Page { get; set; }

    /// <summary>The run that stands open.</summary>
    [SupplyParameterFromQuery]
    public int? Run { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private StreamDetails Details { get; set; } = null!;

    [Inject]
    private RunTraces Traces { get; set; } = null!;

    [Inject]
    private RunStreamNow Runs { get; set; } = null!;

    [Inject]
    private PauseStream Pauses { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<StreamPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Sync, live.Signal));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Partners, live.Signal));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Cases, live.Signal));
        maySteer = await Current.MayAsync(Permission.ManagePartners);
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Partner, Stream, Page, Run);
        if (shown == asked)
            return;
        if (shown is not { } before || (before.Item1, before.Item2) != (Partner, Stream))
            (detail, newest, said) = (null, null, null);
        if (shown?.Item4 != Run)
            (trace, traceRefusal) = (null, null);
        shown = asked;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var answer = await Details.RunAsync(actor, Partner, Stream, Page, follow ? null : newest, ct);
            var traced = Run is { } run ? await Traces.RunAsync(actor, run, ct) : null;
            ct.ThrowIfCancellationRequested();
            (detail, refusal, trouble) = (answer.Value, answer.Refusal, null);
            (trace, traceRefusal) = (traced?.Value, traced?.Refusal);
            if (Page == 0 && (follow || newest is null) && detail is { Runs.Items: [var first, ..] })
                newest = first.Id;
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The job could not be read.");
        }
        StateHasChanged();
    }

    private async Task ShowNewerAsync()
    {
        newest = null;
        await LoadAsync();
    }

    /// <summary>Whoever starts a run wants to see it: from now on new runs come in by themselves.</summary>
    private async Task RunNowAsync()
    {
        if (detail is null)
            return;
        follow = true;
        said = (await Runs.RunAsync(await Current.GetAsync(), detail.Row.PartnerId, Stream, CancellationToken.None)).Message;
        await LoadAsync();
    }

    private async Task PauseAsync(bool pause)
    {
        if (detail is null)
            return;
        said = (await Pauses.RunAsync(await Current.GetAsync(), detail.Row.PartnerId, Stream, pause, CancellationToken.None)).Message;
        await LoadAsync();
    }

    private static string LongestOf(StreamRow row) => row.Recent.Count == 0 ? "–" : StreamStates.Length(TimeSpan.FromSeconds(row.Recent.Max(r => r.Seconds)));

    private static string N(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan time) => StreamStates.Rhythm(time)["every ".Length..];

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
    }
}
