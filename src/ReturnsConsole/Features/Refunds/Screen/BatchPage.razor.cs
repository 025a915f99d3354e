using System.Globalization;
using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>One document: its ids, its file, what became of each message.</summary>
public sealed partial class BatchPage
{
    private readonly LoadSeries loads = new();
    private BatchRow? batch;
    private RefundListPage? rows;
    private string? refusal;
    private Trouble? trouble;
    private Outcome? said;
    private DateTime? asOf;
    private bool mayExport;
    private bool maySend;
    private Throttle? live;
    private IDisposable? subscription;

    [Parameter]
    public int Id { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private BatchDetails Details { get; set; } = null!;

    [Inject]
    private RefundList Refunds { get; set; } = null!;

    [Inject]
    private WithdrawBatch Withdraw { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<BatchPage> Log { get; set; } = null!;

    private RefundListRequest List => new(RefundView.All, BatchId: Id, After: After);

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, TimeSpan.FromSeconds(1), () => InvokeAsync(LoadAsync));
        subscription = Feed.Subscribe(ChangeTopic.Refunds, live.Signal);
        mayExport = await Current.MayAsync(Permission.Export);
        maySend = await Current.MayAsync(Permission.SendRefunds);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var answer = await Details.RunAsync(actor, Id, ct);
            var list = answer.Value is null ? null : await Refunds.RunAsync(actor, List, ct);
            ct.ThrowIfCancellationRequested();
            (batch, rows, refusal, trouble) = (answer.Value, list?.Value, answer.Refusal ?? list?.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The document could not be read.");
        }
        StateHasChanged();
    }

    private async Task WithdrawAsync()
    {
        var seen = batch!;
        var outcome = await Dialogs.OpenAsync<ReasonDialog>($"Take document {seen.Id.ToString(CultureInfo.InvariantCulture)} back", new Dictionary<string, object?>
        {
            [nameof(ReasonDialog.Words)] = "Amazon is told nothing of it; its instructions are in the queue again.",
            [nameof(ReasonDialog.Effect)] = "Take it back",
            [nameof(ReasonDialog.Command)] = (Func<Actor, string, Task<Outcome>>)((actor, why) => Withdraw.RunAsync(actor, seen.Id, seen.Version, why, CancellationToken.None)),
        }, new DialogOptions { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        if (outcome is not Outcome result)
            return;
        said = result;
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
