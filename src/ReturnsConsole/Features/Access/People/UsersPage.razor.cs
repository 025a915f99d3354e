using System.Globalization;
using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Features.Access.Me;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

/// <summary>Who may sign in, as what, and what can be done about it.</summary>
public sealed partial class UsersPage : IDisposable
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly CancellationTokenSource left = new();
    private UserListResult? list;
    private IDisposable? changes;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private string find = "";
    private string? failure;
    private string said = "";
    private int me;

    [SupplyParameterFromQuery(Name = "user")]
    private string? User { get; set; }

    [Inject]
    private UserList List { get; set; } = null!;

    [Inject]
    private OwnSettings Own { get; set; } = null!;

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

    private IReadOnlyList<UserRow> Shown => list is null ? []
        : [.. list.Users.Where(u => u.DisplayName.Contains(find, StringComparison.CurrentCultureIgnoreCase) || u.UserName.Contains(find, StringComparison.CurrentCultureIgnoreCase))];

    protected override async Task OnInitializedAsync()
    {
        find = User ?? "";
        changes = Feed.Subscribe(ChangeTopic.Users, () => _ = InvokeAsync(LoadAsync));
        var actor = await Current.GetAsync();
        me = actor.UserId;
        if (await Own.ExecuteAsync(actor, left.Token) is { } own && TimeZoneInfo.TryFindSystemTimeZoneById(own.Preferences.TimeZone, out var found))
            zone = found;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            list = await List.ExecuteAsync(await Current.GetAsync(), left.Token);
            failure = null;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            failure = Guid.NewGuid().ToString("N")[..12];
            Log.LogError(fault, "Fault {Reference} reading the users", failure);
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

    private async Task OpenAsync(UserRow user, UserAct act)
    {
        var result = await Dialogs.OpenAsync<UserActDialog>(UserActDialog.TitleOf(user, act),
            new Dictionary<string, object?> { [nameof(UserActDialog.User)] = user, [nameof(UserActDialog.Act)] = act, [nameof(UserActDialog.Companies)] = list!.Companies }, Narrow);
        Say(result);
    }

    private static DialogOptions Narrow => new() { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true };

    private void Say(object? result) => said = result as string ?? "";

    private void Find(ChangeEventArgs e) => find = e.Value as string ?? "";

    private void ShowAll() => find = "";

    private string CompaniesOf(UserRow user) => user.AllCompanies ? "All"
        : user.Companies.Count == 0 ? "None"
        : string.Join(", ", list!.Companies.Where(c => user.Companies.Contains(c.Id)).Select(c => c.Name));

    private string StateOf(UserRow user) => user.Disabled ? "Disabled"
        : user.LockedUntil is { } until ? $"Locked until {TimeOf(until)}"
        : user.HasOneTimePassword ? "One-time password"
        : "Active";

    private string TimeOf(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return local.ToString(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), zone).Year == local.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm", Invariant);
    }

    public void Dispose()
    {
        changes?.Dispose();
        left.Cancel();
        left.Dispose();
    }
}
