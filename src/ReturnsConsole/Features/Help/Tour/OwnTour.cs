using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Help.Tour;

/// <summary>Whether the person is still to be asked about the tour. Nobody else's business, so not audited.</summary>
public sealed class OwnTour(IDbContextFactory<ConsoleContext> contexts, AccessGuard guard, TimeProvider clock)
{
    public async Task<bool> IsOfferedAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.StandingAsync(actor, ct) is not { Over: null })
            return false;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(u => u.Id == actor.UserId && u.TourEndedAt == null, ct);
    }

    /// <summary>Taken or declined: it is not offered again by itself.</summary>
    public async Task<Outcome> EndAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.StandingAsync(actor, ct) is not { Over: null })
            return Outcome.Forbidden("You are not signed in.");
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == actor.UserId && u.TourEndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(u => u.TourEndedAt, now), ct);
        return Outcome.Done("The tour is in the help, whenever you want it.");
    }
}
