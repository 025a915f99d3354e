using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

public sealed class DisableUser(UserChange users)
{
    public Task<Outcome> RunAsync(Actor actor, int userId, int expectedAccessVersion, string why, CancellationToken ct) =>
        users.ApplyAsync(actor, userId, expectedAccessVersion, "user.disabled", why, changing =>
        {
            if (string.IsNullOrWhiteSpace(why))
                return Task.FromResult(Outcome.Refused("Say why the user is disabled: it stands in the audit trail."));
            if (changing.User.Disabled)
                return Task.FromResult(Outcome.Refused($"{changing.User.DisplayName} is disabled already."));
            changing.User.Disabled = true;
            changing.EndSessionsByVersion();
            return Task.FromResult(Outcome.Done($"{changing.User.DisplayName} is disabled; open windows end within seconds."));
        }, ct);
}

public sealed class EnableUser(UserChange users)
{
    public Task<Outcome> RunAsync(Actor actor, int userId, int expectedAccessVersion, string? why, CancellationToken ct) =>
        users.ApplyAsync(actor, userId, expectedAccessVersion, "user.enabled", why, changing =>
        {
            if (!changing.User.Disabled)
                return Task.FromResult(Outcome.Refused($"{changing.User.DisplayName} is not disabled."));
            changing.User.Disabled = false;
            changing.User.AccessFailedCount = 0;
            changing.User.LockoutEnd = null;
            changing.EndSessionsByVersion();
            return Task.FromResult(Outcome.Done($"{changing.User.DisplayName} can sign in again."));
        }, ct);
}
