using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>The matches of one order as the last run left them.</summary>
public static class StoredMatches
{
    public static async Task<IReadOnlyList<Match>> OfAsync(ConsoleContext db, long orderKey, CancellationToken ct) =>
        MatchPacking.Read(await db.RecentMatches.Where(m => m.OrderKey == orderKey).Select(m => m.Packed).SingleOrDefaultAsync(ct)
            ?? await db.OrderMatches.Where(m => m.OrderKey == orderKey).Select(m => m.Packed).SingleOrDefaultAsync(ct));
}
