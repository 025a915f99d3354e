using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

public enum UserAct
{
    Role,
    Companies,
    Password,
    Sessions,
    Disable,
    Enable,
}

/// <summary>One decision about one user: what will happen, why, and afterwards what did.</summary>
public sealed partial class UserActDialog
{
    private readonly HashSet<int> companies = [];
    private UserAct? act;
    private Role role;
    private bool all;
    private string why = "";
    private string? refusal;
    private UserPassword? done;
    private bool busy;

    [Parameter, EditorRequired]
    public UserRow User { get; set; } = null!;

    [Parameter]
    public IReadOnlyList<Company> Companies { get; set; } = [];

    [Inject]
    private ChangeUserRole ChangeRole { get; set; } = null!;

    [Inject]
    private GrantCompanies Grant { get; set; } = null!;

    [Inject]
    private ResetPassword Reset { get; set; } = null!;

    [Inject]
    private EndSessions End { get; set; } = null!;

    [Inject]
    private DisableUser Disable { get; set; } = null!;

    [Inject]
    private EnableUser Enable { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ILogger<UserActDialog> Log { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private IEnumerable<UserAct> Choices => Enum.GetValues<UserAct>().Where(a => a != (User.Disabled ? UserAct.Disable : UserAct.Enable));

    private bool NeedsReason => act is UserAct.Role or UserAct.Disable;

    private string Sentence => act switch
    {
        UserAct.Role => $"{User.DisplayName} is {RolePermissions.WordsOf(User.Role)}. With another role open windows end within seconds and a new sign-in is needed.",
        UserAct.Companies => $"{User.DisplayName} sees only facts and cases of these companies. Open windows end within seconds.",
        UserAct.Password => $"The present password of {User.DisplayName} stops working, every session ends, and a one-time password is made.",
        UserAct.Sessions => $"{User.DisplayName} is signed out everywhere and can sign in again.",
        UserAct.Disable => $"{User.DisplayName} can no longer sign in; open windows end within seconds. Everything done so far stays in the trail.",
        _ => $"{User.DisplayName} can sign in again with the password as it was.",
    };

    private static string EffectOf(UserAct act) => act switch
    {
        UserAct.Role => "Change role",
        UserAct.Companies => "Change companies",
        UserAct.Password => "Reset password",
        UserAct.Sessions => "Sign out everywhere",
        UserAct.Disable => "Disable",
        _ => "Enable",
    };

    protected override void OnInitialized()
    {
        role = User.Role;
        all = User.AllCompanies;
        companies.UnionWith(User.Companies);
    }

    private async Task SubmitAsync()
    {
        if (busy)
            return;
        busy = true;
        try
        {
            var result = await RunAsync(await Current.GetAsync());
            if (!result.Outcome.Succeeded)
                refusal = result.Outcome.Message;
            else if (result.OneTimePassword is not null)
                done = result;
            else
                Dialogs.Close(result.Outcome.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            refusal = $"This was not done. Reference: {Trouble.Note(Log, fault, "a change to a user")}";
        }
        finally
        {
            busy = false;
        }
    }

    private async Task<UserPassword> RunAsync(Actor actor)
    {
        var stop = CancellationToken.None;
        if (act == UserAct.Password)
            return await Reset.RunAsync(actor, User.Id, why, stop);
        Outcome outcome = act switch
        {
            UserAct.Role => await ChangeRole.RunAsync(actor, User.Id, User.AccessVersion, role, why, stop),
            UserAct.Companies => await Grant.RunAsync(actor, User.Id, User.AccessVersion, all, companies, why, stop),
            UserAct.Sessions => await End.RunAsync(actor, User.Id, why, stop),
            UserAct.Disable => await Disable.RunAsync(actor, User.Id, User.AccessVersion, why, stop),
            _ => await Enable.RunAsync(actor, User.Id, User.AccessVersion, why, stop),
        };
        return new UserPassword(outcome, null);
    }

    private void Cancel() => Dialogs.Close();

    private void CloseDone() => Dialogs.Close(done?.Outcome.Message);
}
