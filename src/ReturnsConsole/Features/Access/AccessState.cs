using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Access;

/// <summary>What a session is worth right now.</summary>
/// <param name="Over">Why the session is over, in words; null while it holds.</param>
/// <param name="MustChangePassword">Signed in with a one-time or outdated password: may do nothing but choose a new one.</param>
public sealed record SessionStanding(int UserId, Role Role, bool AllCompanies, IReadOnlySet<int> Companies, bool MustChangePassword, string? Over);

/// <summary>The present state of sessions and their users, at most two seconds old. Shared by the cookie check, every command and every open window.</summary>
public sealed class AccessState(IDbContextFactory<ConsoleContext> contexts, SessionActivity activity, TimeProvider clock, IOptions<AccessOptions> options)
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private static readonly IReadOnlySet<int> NoCompanies = new HashSet<int>();
    private static readonly SessionStanding Unknown = new(0, Role.None, false, NoCompanies, false, "You are signed out.");

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (DateTime ReadAt, SessionStanding Standing)> known = [];

    /// <summary>Raised by <see cref="Forget"/>, so that a read begun before a change does not bring the old state back.</summary>
    private long generation;

    public async Task<SessionStanding> OfAsync(Guid sessionId, CancellationToken ct)
    {
        lock (gate)
        {
            if (known.TryGetValue(sessionId, out var entry) && clock.GetUtcNow().UtcDateTime - entry.ReadAt < MaxAge)
                return entry.Standing;
        }
        return (await ReadAsync([sessionId], ct))[sessionId];
    }

    /// <summary>Reads all of them anew, with one query.</summary>
    public async Task<IReadOnlyDictionary<Guid, SessionStanding>> ReadAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken ct)
    {
        long before;
        lock (gate)
            before = generation;
        var now = clock.GetUtcNow().UtcDateTime;
        var ids = sessionIds.Distinct().ToArray();
        var result = new Dictionary<Guid, SessionStanding>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var some in ids.Chunk(500))
        {
            var rows = await (from s in db.SignInSessions.AsNoTracking()
                              join u in db.Users on s.UserId equals u.Id
                              where some.Contains(s.Id)
                              select new { Session = s, User = u }).ToListAsync(ct);
            var users = rows.Where(r => !r.User.AllCompanies).Select(r => r.User.Id).Distinct().ToArray();
            var companies = (await db.UserCompanies.AsNoTracking().Where(c => users.Contains(c.UserId)).ToListAsync(ct)).ToLookup(c => c.UserId, c => c.CompanyId);
            foreach (var row in rows)
                result[row.Session.Id] = StandingOf(row.Session, row.User, companies[row.User.Id], now);
        }
        foreach (var id in ids)
            result.TryAdd(id, Unknown);
        Keep(result, before, now);
        return result;
    }

    /// <summary>Called after a commit that changes somebody's access: the next look reads the database.</summary>
    public void Forget()
    {
        lock (gate)
        {
            generation++;
            known.Clear();
        }
    }

    private void Keep(Dictionary<Guid, SessionStanding> result, long before, DateTime now)
    {
        lock (gate)
        {
            if (generation != before)
                return;
            if (known.Count > 5_000)
                known.Clear();
            foreach (var (id, standing) in result)
                known[id] = (now, standing);
        }
    }

    private SessionStanding StandingOf(SignInSession session, ConsoleUser user, IEnumerable<int> companies, DateTime now) =>
        new(user.Id, user.Role, user.AllCompanies, companies.ToHashSet(), PasswordRules.MustChange(user, options.Value.Password, now), OverOf(session, user, now));

    private string? OverOf(SignInSession session, ConsoleUser user, DateTime now)
    {
        var limits = options.Value.Session;
        var seen = activity.LastSeen(session.Id) is { } inMemory && inMemory > session.LastSeenAt ? inMemory : session.LastSeenAt;
        return user.Disabled ? "This account is disabled. Ask an administrator."
            : session.EndedAt is not null ? "This session was ended. Sign in again."
            : session.AccessVersion != user.AccessVersion ? "Your access was changed. Sign in again."
            : now - session.CreatedAt >= TimeSpan.FromHours(limits.AbsoluteHours) ? $"Sessions last {limits.AbsoluteHours} hours. Sign in again."
            : now - seen >= TimeSpan.FromMinutes(limits.IdleMinutes) ? $"Nothing was done for {limits.IdleMinutes} minutes. Sign in again."
            : null;
    }
}
