using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>What a run has to look at.</summary>
/// <param name="All">Every order: asked for, or so much changed that reading everything is the shorter way.</param>
/// <param name="Keys">Changed orders and those whose time has come, each once.</param>
/// <param name="UpTo">Last entry of the list of changes that is taken.</param>
internal sealed record RunWork(bool All, IReadOnlyCollection<long> Keys, long UpTo)
{
    /// <summary>Above this many, seeking order by order costs more than reading all, unless there are far more facts than that.</summary>
    private const int Many = 60_000;

    public bool IsNothing => !All && Keys.Count == 0;

    public static async Task<RunWork> FindAsync(IDbContextFactory<ConsoleContext> contexts, bool full, DateTime now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var upTo = await db.OrderChanges.MaxAsync(c => (long?)c.Seq, ct) ?? 0;
        if (full)
            return new RunWork(true, [], upTo);
        var keys = new HashSet<long>();
        using (var changes = RowReader.Open(db.Database.GetDbConnection(), null, $"SELECT OrderKey FROM OrderChanges WHERE Seq <= {FactLinks.Text(upTo)}", new TextBlock()))
        {
            while (changes.Read())
                keys.Add(changes.Number(0));
        }
        foreach (var due in await db.OrderRechecks.Where(r => r.At <= now).Select(r => r.OrderKey).ToListAsync(ct))
            keys.Add(due);
        var all = keys.Count > Many && keys.Count * 3L > await FactsAsync(db, ct);
        return new RunWork(all, keys, upTo);
    }

    private static async Task<long> FactsAsync(ConsoleContext db, CancellationToken ct) =>
        (await db.RefundSightings.MaxAsync(r => (long?)r.Id, ct) ?? 0) + (await db.ReturnItems.MaxAsync(r => (long?)r.Id, ct) ?? 0) + (await db.GoodsReceipts.MaxAsync(r => (long?)r.Id, ct) ?? 0);
}
