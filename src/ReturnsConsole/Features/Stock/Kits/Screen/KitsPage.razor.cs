using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Kits.Screen;

/// <summary>The kit table. What is looked for stands in the address.</summary>
public sealed partial class KitsPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private (string?, int)? shown;
    private string text = "";
    private string? said;
    private KitPage? page;
    private IReadOnlyList<VisibleAccount> accounts = [];
    private bool mayEdit;
    private bool mayExport;
    private IDisposable? subscription;
    private Throttle? live;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public int Page { get; set; }

    [Inject]
    private KitList List { get; set; } = null!;

    [Inject]
    private VisibleAccounts Accounts { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<KitsPage> Log { get; set; } = null!;

    private int Number => Math.Max(1, Page);

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscription = Feed.Subscribe(ChangeTopic.Stock, live.Signal);
        (mayEdit, mayExport) = (await Current.MayAsync(Permission.CorrectStock), await Current.MayAsync(Permission.Export));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Q, Page))
            return;
        shown = (Q, Page);
        text = Q ?? "";
        await LoadAsync();
    }

    private void Find() => Navigation.NavigateTo(text.Trim().Length == 0 ? "stock/kits" : $"stock/kits?q={Uri.EscapeDataString(text.Trim())}");

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var answer = await List.RunAsync(actor, Q ?? "", Number, ct);
            accounts = await Accounts.RunAsync(actor, ct);
            ct.ThrowIfCancellationRequested();
            (page, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The kits could not be read.");
        }
        StateHasChanged();
    }

    private Task EditAsync(KitRow? row) => OpenAsync<KitDialog>(row is null ? "Add a kit" : $"Change kit {row.Sku}", new() { [nameof(KitDialog.Row)] = row, [nameof(KitDialog.Accounts)] = accounts });

    private Task DeleteAsync(KitRow row) => OpenAsync<DeleteKitDialog>("Delete the recipe", new() { [nameof(DeleteKitDialog.Row)] = row });

    private Task ImportAsync() => OpenAsync<KitImportDialog>("Import kits", new() { [nameof(KitImportDialog.Accounts)] = accounts });

    private async Task OpenAsync<T>(string title, Dictionary<string, object?> parameters)
        where T : ComponentBase
    {
        var done = await Dialogs.OpenAsync<T>(title, parameters, new DialogOptions { Width = "min(680px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
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
