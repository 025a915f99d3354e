using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;

namespace ReturnsConsole.Features.Access.SigningIn;

/// <summary>Ends the session on the server, so that a kept cookie opens nothing.</summary>
public sealed class SignOut(IDbContextFactory<ConsoleContext> contexts, AuditTrail trail, AccessState state, TimeProvider clock)
{
    public async Task RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.SessionId is not { } id)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var session = await db.SignInSessions.SingleOrDefaultAsync(s => s.Id == id && s.UserId == actor.UserId && s.EndedAt == null, ct);
        if (session is null)
            return;
        session.EndedAt = clock.GetUtcNow().UtcDateTime;
        session.EndedWhy = "signed out";
        var name = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.UserName).SingleOrDefaultAsync(ct);
        await trail.AppendAsync(db, new AuditRecord(actor, "access.signed-out", "user", name ?? actor.Name), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        state.Forget();
    }
}
