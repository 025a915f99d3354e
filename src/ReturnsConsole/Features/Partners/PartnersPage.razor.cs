using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <summary>All partners and how they do.</summary>
public sealed partial class PartnersPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(2);

    private readonly LoadSeries loads = new();
    private readonly List<IDisposable> subscriptions = [];
    private IReadOnlyList<PartnerRow>? rows;
    private IReadOnlyList<PartnerStanding> standings = [];
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private Throttle? live;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private PartnerList List { get; set; } = null!;

    [Inject]
    private SyncBoard Board { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<PartnersPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Partners, live.Signal));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Sync, live.Signal));
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var answer = await List.RunAsync(actor, ct);
            var board = await Board.RunAsync(actor, ct);
            ct.ThrowIfCancellationRequested();
            (rows, standings, refusal, trouble) = (answer.Value?.Partners, PartnerStanding.Of(board.Value?.Streams ?? []), answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The partners could not be read.");
        }
        StateHasChanged();
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
