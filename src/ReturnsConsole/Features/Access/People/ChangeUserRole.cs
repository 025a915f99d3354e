using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

public sealed class ChangeUserRole(UserChange users)
{
    public Task<Outcome> RunAsync(Actor actor, int userId, int expectedAccessVersion, Role role, string why, CancellationToken ct) =>
        users.ApplyAsync(actor, userId, expectedAccessVersion, "user.role-changed", why, changing =>
        {
            if (!Enum.IsDefined(role) || role == Role.None)
                return Task.FromResult(Outcome.Refused("Choose a role."));
            if (string.IsNullOrWhiteSpace(why))
                return Task.FromResult(Outcome.Refused("Say why the role changes: it stands in the audit trail."));
            if (changing.User.Role == role)
                return Task.FromResult(Outcome.Refused($"{changing.User.DisplayName} has this role already."));
            changing.User.Role = role;
            changing.EndSessionsByVersion();
            return Task.FromResult(Outcome.Done($"{changing.User.DisplayName} is {RolePermissions.WordsOf(role)} now and must sign in again."));
        }, ct);
}
