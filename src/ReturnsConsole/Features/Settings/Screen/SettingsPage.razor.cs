using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settings.Screen;

/// <summary>What an administrator decides, with what holds, who decided it and when.</summary>
public sealed partial class SettingsPage
{
    private readonly LoadSeries loads = new();
    private IDisposable? changes;
    private SettingsView? view;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private string said = "";
    private bool mayAudit;

    [Inject]
    private SettingsList List { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<SettingsPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        changes = Feed.Subscribe(ChangeTopic.Settings, () => _ = InvokeAsync(LoadAsync));
        mayAudit = await Current.MayAsync(Permission.ViewAudit);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), ct);
            ct.ThrowIfCancellationRequested();
            (view, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The settings could not be read.");
        }
        StateHasChanged();
    }

    private async Task ChangeAsync(SettingRow row, SettingCell cell)
    {
        var title = cell.AccountId == SettingValue.AllAccounts ? row.Setting.Title : $"{row.Setting.Title}: {cell.Account}";
        var outcome = await Dialogs.OpenAsync<SettingDialog>(title,
            new Dictionary<string, object?> { [nameof(SettingDialog.Row)] = row, [nameof(SettingDialog.Cell)] = cell },
            new DialogOptions { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        if (outcome is Outcome result)
            said = result.Message;
    }

    public void Dispose()
    {
        changes?.Dispose();
        loads.Dispose();
    }
}
