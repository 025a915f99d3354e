using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Audit;

public sealed record AuditActor(int Id, string Name);

/// <summary>What the filters offer: everybody who may have acted, every action that occurs.</summary>
public sealed class AuditChoices(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<(IReadOnlyList<AuditActor> Actors, IReadOnlyList<string> Actions)> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewAudit, ct) is not null)
            return ([], []);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Users.AsNoTracking().OrderBy(u => u.DisplayName).Take(1_000).Select(u => new AuditActor(u.Id, u.DisplayName)).ToListAsync(ct);
        // From one action to the next along the index: a handful of looks instead of a scan of the trail.
        var actions = new List<string>();
        while (actions.Count < 200)
        {
            var last = actions.Count == 0 ? "" : actions[^1];
#pragma warning disable CA1309 // The database compares, not .NET.
            var next = await db.AuditEntries.Where(e => string.Compare(e.Action, last) > 0).OrderBy(e => e.Action).Select(e => e.Action).FirstOrDefaultAsync(ct);
#pragma warning restore CA1309
            if (next is null)
                break;
            actions.Add(next);
        }
        return ([new AuditActor(0, "System and terminal"), new AuditActor(-1, "Nobody signed in"), .. people], actions);
    }
}
