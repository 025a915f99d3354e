using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.Me;

/// <summary>One's own password; asks for the old one, and ends every other session of the person.</summary>
public sealed class ChangePassword(
    IDbContextFactory<ConsoleContext> contexts, AccessGuard guard, ConsoleUsers users, IPasswordHasher<ConsoleUser> hasher,
    AuditTrail trail, AccessState state, TimeProvider clock, IOptions<AccessOptions> options)
{
    public async Task<Outcome> RunAsync(Actor actor, string current, string wanted, CancellationToken ct)
    {
        if (await guard.StandingAsync(actor, ct) is not { Over: null })
            return Outcome.Forbidden("You are not signed in.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, ct);
        if (user.LockoutEnd > now || hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", current) == PasswordVerificationResult.Failed)
        {
            CountFailure(user, now);
            await trail.AppendAsync(db, new AuditRecord(actor, "access.password-change-failed", "user", user.UserName!, Why: "the present password was wrong"), ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
            return Outcome.Refused("The present password is not right, or the account is locked for a while after too many tries.");
        }
        if (current == wanted)
            return Outcome.Refused("The new password is the old one. Choose another.");
        if (options.Value.Password.AmazonPolicy && user.PasswordChangedAt is { } changed && now - changed < TimeSpan.FromDays(1))
            return Outcome.Refused("A password must be a day old before it is changed again.");
        using var manager = users.Over(db);
        var set = await manager.ChangePasswordAsync(user, current, wanted);
        if (!set.Succeeded)
            return Outcome.Refused(ConsoleUsers.WordsOf(set));
        user.PasswordChangedAt = now;
        user.AccessFailedCount = 0;
        foreach (var session in await db.SignInSessions.Where(s => s.UserId == user.Id && s.Id != actor.SessionId && s.EndedAt == null).ToListAsync(ct))
        {
            session.EndedAt = now;
            session.EndedWhy = "password changed";
        }
        await trail.AppendAsync(db, new AuditRecord(actor, "access.password-changed", "user", user.UserName!), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        state.Forget();
        return Outcome.Done("The password is changed. Your other sessions are ended.");
    }

    private void CountFailure(ConsoleUser user, DateTime now)
    {
        if (user.LockoutEnd > now || ++user.AccessFailedCount < options.Value.Lockout.Tries)
            return;
        user.AccessFailedCount = 0;
        user.LockoutEnd = new DateTimeOffset(now).AddMinutes(options.Value.Lockout.Minutes);
    }
}
