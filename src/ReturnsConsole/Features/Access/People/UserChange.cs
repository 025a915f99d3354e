using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

/// <summary>What every change to a user has in common: the guard, one write transaction, the expected state, the last administrator, the audit entry.</summary>
public sealed class UserChange(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, AccessState state, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="expectedAccessVersion">What the person saw; null when it does not matter.</param>
    /// <param name="change">Changes the loaded user; a refusal undoes everything.</param>
    internal async Task<Outcome> ApplyAsync(
        Actor actor, int userId, int? expectedAccessVersion, string action, string? why, Func<UserChanging, Task<Outcome>> change, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManageUsers, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user is null)
            return Outcome.Refused("There is no such user any more.");
        if (expectedAccessVersion is { } expected && expected != user.AccessVersion)
            return Outcome.Conflict(await WhoChangedAsync(db, user, ct));
        var before = await SnapshotAsync(db, user, ct);
        var outcome = await change(new UserChanging(db, user, clock.GetUtcNow().UtcDateTime));
        if (!outcome.Succeeded)
            return outcome;
        await db.SaveChangesAsync(ct);
        if (!await db.Users.AnyAsync(u => u.Role == Role.Admin && !u.Disabled, ct))
            return Outcome.Refused($"{user.DisplayName} is the last administrator who can sign in. Make somebody else an administrator first.");
        await trail.AppendAsync(db, new AuditRecord(actor, action, "user", user.UserName!, before, await SnapshotAsync(db, user, ct), why), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        state.Forget();
        feed.Publish(ChangeTopic.Users);
        return outcome;
    }

    internal static async Task<string> SnapshotAsync(ConsoleContext db, ConsoleUser user, CancellationToken ct)
    {
        var companies = await (from granted in db.UserCompanies
                               join company in db.Companies on granted.CompanyId equals company.Id
                               where granted.UserId == user.Id
                               orderby company.Name
                               select company.Name).ToListAsync(ct);
        return JsonSerializer.Serialize(new { role = user.Role.ToString(), disabled = user.Disabled, companies = user.AllCompanies ? ["all"] : companies });
    }

    private static async Task<string> WhoChangedAsync(ConsoleContext db, ConsoleUser user, CancellationToken ct)
    {
        var last = await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == "user" && e.SubjectId == user.UserName && e.Action.StartsWith("user."))
            .OrderByDescending(e => e.Id).FirstOrDefaultAsync(ct);
        var by = last is null ? "Somebody" : $"{last.ActorName} (at {last.At:d MMM HH:mm} UTC)";
        return $"{by} changed {user.DisplayName} meanwhile: now {RolePermissions.WordsOf(user.Role)}{(user.Disabled ? ", disabled" : "")}. Look again before you change it.";
    }
}

internal sealed record UserChanging(ConsoleContext Db, ConsoleUser User, DateTime Now)
{
    /// <summary>Every open session of the user is over from here on.</summary>
    public void EndSessionsByVersion() => User.AccessVersion++;
}
