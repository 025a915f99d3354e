using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>What is to be told to partners, what was told, and what nobody knows.</summary>
public sealed partial class OutgoingPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private IDisposable? subscription;
    private (OutgoingFilter, int)? shown;
    private OutgoingPageRows? rows;
    private string? refusal;
    private Trouble? trouble;
    private bool newer;
    private DateTime? asOf;
    private Throttle? live;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public string? Partner { get; set; }

    [SupplyParameterFromQuery]
    public string? Key { get; set; }

    [SupplyParameterFromQuery]
    public int Page { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private OutboxList List { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<OutgoingPage> Log { get; set; } = null!;

    private OutgoingFilter Filter => new() { Show = JobLinks.ShowOf(Show), Partner = string.IsNullOrEmpty(Partner) ? null : Partner, Key = string.IsNullOrEmpty(Key) ? null : Key };

    protected override void OnInitialized()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(NoticeAsync));
        subscription = Feed.Subscribe(ChangeTopic.Sync, live.Signal);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Filter, Page))
            return;
        shown = (Filter, Page);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), Filter, Page, ct);
            ct.ThrowIfCancellationRequested();
            (rows, refusal, trouble, newer) = (answer.Value, answer.Refusal, null, false);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The messages could not be read.");
        }
        StateHasChanged();
    }

    /// <summary>A message that changes would move in the order: the rows stay, and a button says that there is something to see.</summary>
    private async Task NoticeAsync()
    {
        if (trouble is not null || rows is null)
            return;
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), Filter, Page, ct);
            ct.ThrowIfCancellationRequested();
            if (answer.Value is not { } now)
                return;
            if (now.Items.Select(i => i.Id).SequenceEqual(rows.Items.Select(i => i.Id)))
                (rows, asOf) = (now, Clock.GetUtcNow().UtcDateTime);
            else
                newer = true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The messages could not be read.");
        }
        StateHasChanged();
    }

    private long CountOf(OutgoingShow show) => rows?.Counts is not { } counts ? 0 : show switch
    {
        OutgoingShow.Troubled => counts.Troubled,
        OutgoingShow.Unknown => counts.Unknown,
        OutgoingShow.Underway => counts.Underway,
        OutgoingShow.Told => counts.Told,
        OutgoingShow.Cancelled => counts.Cancelled,
        _ => counts.All,
    };

    private void PartnerChosen(ChangeEventArgs e) => Navigation.NavigateTo(JobLinks.ToMessages(Filter with { Partner = e.Value as string }));

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
    }
}
