using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>One message to a partner: what it says, what became of it, and what a person can decide.</summary>
public sealed partial class MessagePage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private IDisposable? subscription;
    private long shown;
    private OutboxDetail? detail;
    private string? refusal;
    private string? said;
    private Trouble? trouble;
    private bool maySteer;
    private DateTime? asOf;
    private Throttle? live;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private OutboxDetails Details { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<MessagePage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscription = Feed.Subscribe(ChangeTopic.Sync, live.Signal);
        maySteer = await Current.MayAsync(Permission.ManagePartners);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        (shown, detail, said) = (Id, null, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Details.RunAsync(await Current.GetAsync(), Id, ct);
            ct.ThrowIfCancellationRequested();
            (detail, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The message could not be read.");
        }
        StateHasChanged();
    }

    private async Task DecideAsync(bool again)
    {
        if (detail is null)
            return;
        var done = await Dialogs.OpenAsync<DecideDialog>(again ? "Send again" : "Take back",
            new Dictionary<string, object?> { [nameof(DecideDialog.Row)] = detail.Row, [nameof(DecideDialog.Again)] = again },
            new DialogOptions { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        said = (done as Outcome)?.Message ?? "";
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
