using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Access.Me;

public sealed record OwnSession(Guid Id, string Device, DateTime CreatedAt, DateTime LastSeenAt, bool IsThis);

/// <param name="Theme">"light", "dark" or "" for the system's.</param>
/// <param name="Density">"compact", "comfortable" or "" for the page's own.</param>
public sealed record Preferences(string TimeZone, string Theme, string Density);

public sealed record OwnAccount(string UserName, string DisplayName, Role Role, IReadOnlyList<string>? Companies, Preferences Preferences, DateTime? PasswordChangedAt, IReadOnlyList<OwnSession> Sessions);

/// <summary>What a person may know of the own account.</summary>
public sealed class OwnSettings(IDbContextFactory<ConsoleContext> contexts, AccessGuard guard, SessionActivity activity)
{
    /// <summary>Null when not signed in.</summary>
    public async Task<OwnAccount?> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.StandingAsync(actor, ct) is not { Over: null } standing)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == actor.UserId, ct);
        var sessions = await db.SignInSessions.AsNoTracking().Where(s => s.UserId == user.Id && s.EndedAt == null && s.AccessVersion == user.AccessVersion)
            .OrderByDescending(s => s.LastSeenAt).Take(50).ToListAsync(ct);
        var companies = standing.AllCompanies ? null : await db.Companies.Where(c => standing.Companies.Contains(c.Id)).OrderBy(c => c.Name).Select(c => c.Name).ToListAsync(ct);
        return new OwnAccount(user.UserName!, user.DisplayName, user.Role, companies, new Preferences(user.TimeZone, user.Theme, user.Density), user.PasswordChangedAt,
            [.. sessions.Select(s => new OwnSession(s.Id, s.Device, s.CreatedAt, activity.LastSeen(s.Id) ?? s.LastSeenAt, s.Id == actor.SessionId))]);
    }
}
