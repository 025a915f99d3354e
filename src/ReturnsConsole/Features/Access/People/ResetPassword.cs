using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

/// <summary>A new one-time password, shown once; the old one and every open session are void, a lock is lifted.</summary>
public sealed class ResetPassword(UserChange users, ConsoleUsers identity, PasswordRules rules)
{
    public async Task<UserPassword> RunAsync(Actor actor, int userId, string? why, CancellationToken ct)
    {
        string? password = null;
        var outcome = await users.ApplyAsync(actor, userId, null, "user.password-reset", why, async changing =>
        {
            password = OneTimePasswords.New(rules, changing.User.UserName!);
            using var manager = identity.Over(changing.Db);
            await manager.RemovePasswordAsync(changing.User);
            var set = await manager.AddPasswordAsync(changing.User, password);
            if (!set.Succeeded)
                return Outcome.Refused(ConsoleUsers.WordsOf(set));
            changing.User.PasswordChangedAt = null;
            changing.User.AccessFailedCount = 0;
            changing.User.LockoutEnd = null;
            changing.EndSessionsByVersion();
            return Outcome.Done($"{changing.User.DisplayName} has a one-time password and must choose an own one at the next sign-in.");
        }, ct);
        return new UserPassword(outcome, outcome.Succeeded ? password : null);
    }
}
