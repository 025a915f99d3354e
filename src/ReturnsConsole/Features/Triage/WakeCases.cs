using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Brings cases back whose day has come. Running it twice, or in two processes, brings each back once.</summary>
public sealed class WakeCases(IDbContextFactory<ConsoleContext> contexts, ChangeFeed feed, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <returns>How many came back.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var all = 0;
        for (int woken; (woken = await SomeAsync(ct)) > 0; all += woken)
        {
        }
        if (all > 0)
            feed.Publish(ChangeTopic.Cases);
        return all;
    }

    private async Task<int> SomeAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.Cases.AnyAsync(c => c.Status == CaseStatus.Waiting && c.ClearsBy <= now, ct))
            return 0;
        await using var transaction = await db.BeginWriteAsync(ct);
        var cases = await db.Cases.Where(c => c.Status == CaseStatus.Waiting && c.ClearsBy <= now).OrderBy(c => c.ClearsBy).Take(AtOnce).ToListAsync(ct);
        var tallies = new TallyChanges();
        foreach (var c in cases)
        {
            tallies.Left(c);
            (c.Status, c.ClearsBy) = (CaseStatus.Open, null);
            tallies.Entered(c);
            db.CaseEvents.Add(new CaseEvent { CaseId = c.Id, At = now, Kind = CaseEventKind.Reopened, ActorId = 0, ActorName = "system", Text = "The day it waited for has come" });
        }
        await tallies.SaveAsync(db, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return cases.Count;
    }
}
