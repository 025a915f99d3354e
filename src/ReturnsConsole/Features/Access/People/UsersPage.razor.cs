using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

/// <summary>Who may sign in, as what, and what can be done about it.</summary>
public sealed partial class UsersPage : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private UserListResult? list;
    private IDisposable? changes;
    private Trouble? trouble;
    private DateTime? asOf;
    private string find = "";
    private string said = "";
    private int me;

    [SupplyParameterFromQuery(Name = "user")]
    private string? User { get; set; }

    [Inject]
    private UserList List { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<UsersPage> Log { get; set; } = null!;

    [CascadingParameter]
    private Viewer? Who { get; set; }

    private IReadOnlyList<UserRow> Shown => list is null ? []
        : [.. list.Users.Where(u => u.DisplayName.Contains(find, StringComparison.CurrentCultureIgnoreCase) || u.UserName.Contains(find, StringComparison.CurrentCultureIgnoreCase))];

    protected override async Task OnInitializedAsync()
    {
        find = User ?? "";
        changes = Feed.Subscribe(ChangeTopic.Users, () => _ = InvokeAsync(LoadAsync));
        me = (await Current.GetAsync()).UserId;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            list = await List.RunAsync(await Current.GetAsync(), left.Token);
            trouble = null;
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            trouble = Trouble.Of(Log, fault, "The users could not be read.");
        }
        StateHasChanged();
    }

    private async Task AddAsync()
    {
        if (list is null)
            return;
        var result = await Dialogs.OpenAsync<AddUserDialog>("Add user", new Dictionary<string, object?> { [nameof(AddUserDialog.Companies)] = list.Companies }, Narrow);
        Say(result);
    }

    private async Task OpenAsync(UserRow user)
    {
        var result = await Dialogs.OpenAsync<UserActDialog>(user.DisplayName,
            new Dictionary<string, object?> { [nameof(UserActDialog.User)] = user, [nameof(UserActDialog.Companies)] = list!.Companies }, Narrow);
        Say(result);
    }

    private static DialogOptions Narrow => new() { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true };

    private void Say(object? result) => said = result as string ?? "";

    private void ShowAll() => find = "";

    private string CompaniesOf(UserRow user) => user.AllCompanies ? "All"
        : user.Companies.Count == 0 ? "None"
        : string.Join(", ", list!.Companies.Where(c => user.Companies.Contains(c.Id)).Select(c => c.Name));

    private string StateOf(UserRow user) => user.Disabled ? "Disabled"
        : user.LockedUntil is { } until ? $"Locked until {(Who ?? Viewer.Utc).Time(until, Clock.GetUtcNow().UtcDateTime)}"
        : user.HasOneTimePassword ? "One-time password"
        : "Active";

    public void Dispose()
    {
        changes?.Dispose();
        left.Cancel();
        left.Dispose();
    }
}
