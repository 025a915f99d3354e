using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.Me;

/// <summary>Ends one session of one's own, or all but this one.</summary>
public sealed class EndOwnSession(IDbContextFactory<ConsoleContext> contexts, AccessGuard guard, AuditTrail trail, AccessState state, TimeProvider clock)
{
    /// <param name="sessionId">Null: all but the present one.</param>
    public async Task<Outcome> RunAsync(Actor actor, Guid? sessionId, CancellationToken ct)
    {
        if (await guard.StandingAsync(actor, ct) is not { Over: null })
            return Outcome.Forbidden("You are not signed in.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var sessions = await db.SignInSessions.Where(s => s.UserId == actor.UserId && s.EndedAt == null && (sessionId == null ? s.Id != actor.SessionId : s.Id == sessionId)).ToListAsync(ct);
        if (sessions.Count == 0)
            return Outcome.Refused("That session was ended already.");
        foreach (var session in sessions)
        {
            session.EndedAt = clock.GetUtcNow().UtcDateTime;
            session.EndedWhy = "ended by its owner";
        }
        var name = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.UserName).SingleAsync(ct);
        await trail.AppendAsync(db, new AuditRecord(actor, "access.sessions-ended", "user", name!, After: $"{{\"ended\":{sessions.Count}}}"), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        state.Forget();
        return Outcome.Done(sessions.Count == 1 ? "The session is ended." : $"{sessions.Count} sessions are ended.");
    }
}
