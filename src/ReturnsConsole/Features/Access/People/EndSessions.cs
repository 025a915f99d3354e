using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

public sealed class EndSessions(UserChange users)
{
    public Task<Outcome> RunAsync(Actor actor, int userId, string? why, CancellationToken ct) =>
        users.ApplyAsync(actor, userId, null, "user.sessions-ended", why, async changing =>
        {
            var open = await changing.Db.SignInSessions.Where(s => s.UserId == userId && s.EndedAt == null).ToListAsync(ct);
            foreach (var session in open)
            {
                session.EndedAt = changing.Now;
                session.EndedWhy = $"ended by {actor.Name}";
            }
            return Outcome.Done($"{changing.User.DisplayName} is signed out everywhere.");
        }, ct);
}
