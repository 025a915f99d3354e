using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Access.People;

public sealed record UserRow(
    int Id, string UserName, string DisplayName, Role Role, bool Disabled, DateTime? LockedUntil, bool AllCompanies, IReadOnlyList<int> Companies,
    DateTime? LastSignInAt, int OpenSessions, bool HasOneTimePassword, int AccessVersion);

/// <param name="Refusal">Why there are no rows for this actor; null when allowed.</param>
public sealed record UserListResult(string? Refusal, IReadOnlyList<UserRow> Users, IReadOnlyList<Company> Companies);

public sealed class UserList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock, IOptions<AccessOptions> options)
{
    /// <summary>More people than this do not use one console; the page says so if they do.</summary>
    public const int Most = 1_000;

    public async Task<UserListResult> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManageUsers, ct) is { } refusal)
            return new UserListResult(refusal, [], []);
        var now = clock.GetUtcNow().UtcDateTime;
        var limits = options.Value.Session;
        var youngest = now.AddHours(-limits.AbsoluteHours);
        var awake = now.AddMinutes(-limits.IdleMinutes);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var users = await db.Users.AsNoTracking().OrderBy(u => u.Disabled).ThenBy(u => u.DisplayName).Take(Most).ToListAsync(ct);
        var granted = (await db.UserCompanies.AsNoTracking().ToListAsync(ct)).ToLookup(c => c.UserId, c => c.CompanyId);
        var open = await (from s in db.SignInSessions
                          join u in db.Users on s.UserId equals u.Id
                          where s.EndedAt == null && s.AccessVersion == u.AccessVersion && !u.Disabled && s.CreatedAt > youngest && s.LastSeenAt > awake
                          group s by s.UserId into g
                          select new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var rows = users.Select(u => new UserRow(u.Id, u.UserName ?? "", u.DisplayName, u.Role, u.Disabled, u.LockoutEnd > now ? u.LockoutEnd.Value.UtcDateTime : null,
            u.AllCompanies, [.. granted[u.Id]], u.LastSignInAt, open.GetValueOrDefault(u.Id), u.PasswordChangedAt is null, u.AccessVersion)).ToList();
        return new UserListResult(null, rows, await db.Companies.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct));
    }
}
