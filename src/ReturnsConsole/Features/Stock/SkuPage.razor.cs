using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Stock.Screen;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock;

/// <summary>One SKU: buckets, the movements behind every number, and the orders its pieces belong to.</summary>
public sealed partial class SkuPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private readonly List<IDisposable> subscriptions = [];
    private (int, long?, string?)? shown;
    private StockDetail? detail;
    private StockStoryView? story;
    private SkuKits kits = new([], []);
    private string? said;
    private bool mayCorrect;
    private bool asking;
    private Throttle? live;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;

    [Parameter]
    public int Id { get; set; }

    /// <summary>Last movement of the page before.</summary>
    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    /// <summary>Only movements into or out of this bucket.</summary>
    [SupplyParameterFromQuery]
    public string? Bucket { get; set; }

    [Inject]
    private StockStory Stories { get; set; } = null!;

    [Inject]
    private KitLinks KitLinks { get; set; } = null!;

    [Inject]
    private AskPartner Asking { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private StockDetails Details { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<SkuPage> Log { get; set; } = null!;

    private StockBucket? Only => Enum.TryParse<StockBucket>(Bucket, out var bucket) && StockCounts.Buckets.Contains(bucket) ? bucket : null;

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscriptions.AddRange([Feed.Subscribe(ChangeTopic.Stock, live.Signal), Feed.Subscribe(ChangeTopic.Sync, live.Signal), Feed.Subscribe(ChangeTopic.Cases, live.Signal)]);
        mayCorrect = await Current.MayAsync(Permission.CorrectStock);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Id, Before, Bucket))
            return;
        if (shown?.Item1 != Id)
            (story, said) = (null, null);
        shown = (Id, Before, Bucket);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var answer = await Details.RunAsync(actor, Id, Before, Only, ct);
            var told = await Stories.RunAsync(actor, Id, ct);
            var inKits = answer.Value is { } found ? await KitLinks.RunAsync(actor, found.Stock.AccountId, found.Stock.Sku, ct) : kits;
            ct.ThrowIfCancellationRequested();
            kits = inKits;
            (detail, story, refusal, trouble) = (answer.Value, told.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The stock of this SKU could not be read.");
        }
        StateHasChanged();
    }

    private async Task AskAsync(PartnerStanding partner)
    {
        if (asking)
            return;
        (asking, said) = (true, $"Asking {partner.Partner}…");
        try
        {
            said = (await Asking.RunAsync(await Current.GetAsync(), partner.Newest.Id, CancellationToken.None)).Message;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            said = $"{partner.Partner} could not be asked. Reference: {Trouble.Note(Log, fault, "asking a partner for its stock")}";
        }
        finally
        {
            asking = false;
        }
        await LoadAsync();
    }

    private Task AgainAsync(PartnerStanding partner) => OpenAsync<AgainDialog>($"Tell {partner.Partner} again", new() { [nameof(AgainDialog.Standing)] = partner });

    private Task ReleaseAsync(HeldRow row) => OpenAsync<ReleaseDialog>("Release from quarantine", new()
    {
        [nameof(ReleaseDialog.Row)] = row,
        [nameof(ReleaseDialog.Sku)] = detail!.Stock.Sku,
        [nameof(ReleaseDialog.BalanceId)] = story!.BalanceId,
        [nameof(ReleaseDialog.Version)] = story.Version,
    });

    private Task CorrectAsync() => OpenAsync<CorrectDialog>("Correct stock", new()
    {
        [nameof(CorrectDialog.Holdings)] = detail!.Holdings,
        [nameof(CorrectDialog.BalanceId)] = story!.BalanceId,
        [nameof(CorrectDialog.Version)] = story.Version,
    });

    private async Task OpenAsync<T>(string title, Dictionary<string, object?> parameters)
        where T : ComponentBase
    {
        var done = await Dialogs.OpenAsync<T>(title, parameters, new DialogOptions { Width = "min(600px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        said = (done as Outcome)?.Message ?? "";
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
