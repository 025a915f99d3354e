using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>What partners pushed and nobody understood: read it once more, or set it aside.</summary>
public sealed partial class IncomingPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(2);

    private readonly LoadSeries loads = new();
    private IDisposable? subscription;
    private int? shown;
    private PagedResult<InboxRow>? rows;
    private string? refusal;
    private string? said;
    private Trouble? trouble;
    private bool maySteer;
    private DateTime? asOf;
    private Throttle? live;

    [SupplyParameterFromQuery]
    public int Page { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private InboxList List { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<IncomingPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // Oldest first: what comes new stands at the end and moves nothing.
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscription = Feed.Subscribe(ChangeTopic.Sync, live.Signal);
        maySteer = await Current.MayAsync(Permission.ManagePartners);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Page)
            return;
        shown = Page;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), Page, ct);
            ct.ThrowIfCancellationRequested();
            (rows, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The deliveries could not be read.");
        }
        StateHasChanged();
    }

    private async Task DecideAsync((InboxRow Row, bool Again) asked)
    {
        var done = await Dialogs.OpenAsync<DeliveryDialog>(asked.Again ? "Read again" : "Set aside",
            new Dictionary<string, object?> { [nameof(DeliveryDialog.Row)] = asked.Row, [nameof(DeliveryDialog.Again)] = asked.Again },
            new DialogOptions { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        said = done as string;
        await LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
    }
}
