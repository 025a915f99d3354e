using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Screen;

/// <summary>Parcels nobody could identify, and those the console has found since.</summary>
public sealed partial class ShelfPage
{
    private static readonly string[] Whys = ["Sent back", "Not ours", "Put there by mistake"];
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private PagedResult<ShelfRow>? page;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private string said = "";
    private int? undoing;
    private bool mayReceive;
    private Throttle? live;
    private readonly List<IDisposable> subscriptions = [];

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ShelfList List { get; set; } = null!;

    [Inject]
    private UndoShelving Undoing { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ShelfPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        mayReceive = await Current.MayAsync(Permission.AddReceipt);
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        // A parcel on the shelf is found by an import; the rules tell of it when they have run.
        foreach (var topic in (ChangeTopic[])[ChangeTopic.Intake, ChangeTopic.Cases])
            subscriptions.Add(Feed.Subscribe(topic, live.Signal));
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), ct);
            ct.ThrowIfCancellationRequested();
            (page, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The shelf could not be read.");
        }
    }

    private async Task UndoAsync(ShelfRow row, string why)
    {
        try
        {
            var outcome = await Undoing.RunAsync(await Current.GetAsync(), row.Id, row.Version, why, CancellationToken.None);
            (said, undoing) = (outcome.Message, null);
            await LoadAsync();
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The parcel could not be taken back.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        subscriptions.ForEach(s => s.Dispose());
        loads.Dispose();
        if (live is not null)
            await live.DisposeAsync();
    }
}
