using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ApiKeys;

/// <summary>Which programs may ask, what, and since when they have not.</summary>
public sealed partial class ApiKeysPage
{
    private readonly CancellationTokenSource left = new();
    private ApiKeyOverview? list;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private string said = "";
    private IDisposable? changes;

    [Inject]
    private ApiKeyList List { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ApiKeysPage> Log { get; set; } = null!;

    private static DialogOptions Narrow => new() { Width = "min(520px, calc(100vw - 32px))", CloseDialogOnEsc = true };

    protected override async Task OnInitializedAsync()
    {
        changes = Feed.Subscribe(ChangeTopic.ApiKeys, () => _ = InvokeAsync(LoadAsync));
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), left.Token);
            (list, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The keys could not be read.");
        }
        StateHasChanged();
    }

    private async Task AddAsync()
    {
        var outcome = await Dialogs.OpenAsync<NewApiKeyDialog>("New API key", new Dictionary<string, object?> { [nameof(NewApiKeyDialog.Companies)] = list?.Companies ?? [] }, Narrow);
        said = outcome as string ?? "";
    }

    private async Task RevokeAsync(ApiKeyRow key)
    {
        var outcome = await Dialogs.OpenAsync<RevokeApiKeyDialog>($"Revoke the key of {key.Name}", new Dictionary<string, object?> { [nameof(RevokeApiKeyDialog.Key)] = key }, Narrow);
        said = (outcome as Outcome)?.Message ?? "";
    }

    public void Dispose()
    {
        changes?.Dispose();
        left.Cancel();
        left.Dispose();
    }
}
