using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Ledger;

/// <summary>What the ledger has taken in of an order's SKU, and the row that says so.</summary>
internal readonly record struct PostedStock(long Id, StockStanding Standing);

/// <summary>
/// Brings the ledger to what the facts say: movements, balances and what was taken in, all in the caller's transaction. Doing it again with the same facts
/// writes nothing.
/// </summary>
internal static class StockPosting
{
    private const int Stretch = 500;

    /// <param name="db">With an open transaction that keeps other writers out.</param>
    /// <param name="posted">What the ledger has taken in of the orders that were decided on.</param>
    /// <param name="found">What the facts of these orders say now.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Movements written.</returns>
    public static async Task<int> WriteAsync(ConsoleContext db, IReadOnlyList<PostedStock> posted, IReadOnlyList<StockStanding> found, DateTime now, CancellationToken ct)
    {
        var before = new Dictionary<(int, long, string), StockCounts>(posted.Count);
        var rows = new Dictionary<(int, long, string), long>(posted.Count);
        foreach (var (id, s) in posted)
            (before[(s.AccountId, s.OrderKey, s.Sku)], rows[(s.AccountId, s.OrderKey, s.Sku)]) = (s.Counts, id);
        var after = new Dictionary<(int, long, string), StockCounts>(found.Count);
        foreach (var s in found)
            after[(s.AccountId, s.OrderKey, s.Sku)] = after.GetValueOrDefault((s.AccountId, s.OrderKey, s.Sku)).Plus(s.Counts);
        var movements = StockChange.Between(before, after, now);
        if (movements.Count == 0)
            return 0;
        await RememberAsync(db, before, after, rows, ct);
        using (var table = new EntityRows<StockMovement>(db))
        {
            var next = db.NextId(typeof(StockMovement));
            foreach (var movement in movements)
                table.Add(movement, next++);
            table.Flush();
        }
        foreach (var account in movements.GroupBy(m => m.AccountId))
            await BalanceAsync(db, account.Key, [.. account], now, ct);
        return movements.Count;
    }

    private static async Task RememberAsync(ConsoleContext db, Dictionary<(int, long, string), StockCounts> before, Dictionary<(int, long, string), StockCounts> after, Dictionary<(int, long, string), long> rows, CancellationToken ct)
    {
        var outdated = before.Where(b => after.GetValueOrDefault(b.Key) != b.Value).Select(b => rows[b.Key]).ToList();
        foreach (var ids in outdated.Chunk(Stretch))
            await db.StockPositions.Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(ct);
        using var table = new EntityRows<StockPosition>(db);
        var next = db.NextId(typeof(StockPosition));
        foreach (var ((account, order, sku), c) in after.Where(a => a.Value != default && before.GetValueOrDefault(a.Key) != a.Value))
        {
            table.Add(new StockPosition
            {
                AccountId = account,
                OrderKey = order,
                Sku = sku,
                InTransit = c.InTransit,
                OnHandUninspected = c.OnHandUninspected,
                Sellable = c.Sellable,
                Quarantine = c.Quarantine,
                Scrap = c.Scrap,
                Lost = c.Lost,
            }, next++);
        }
        table.Flush();
    }

    private static async Task BalanceAsync(ConsoleContext db, int account, IReadOnlyList<StockMovement> movements, DateTime now, CancellationToken ct)
    {
        var changes = new Dictionary<string, StockCounts>(StringComparer.Ordinal);
        foreach (var m in movements)
        {
            var change = changes.GetValueOrDefault(m.Sku);
            change[m.From] -= m.Quantity;
            change[m.To] += m.Quantity;
            changes[m.Sku] = change;
        }
        foreach (var skus in changes.Keys.Chunk(Stretch))
        {
            var known = await db.StockBalances.Where(b => b.AccountId == account && skus.Contains(b.Sku)).ToDictionaryAsync(b => b.Sku, StringComparer.Ordinal, ct);
            foreach (var sku in skus)
            {
                if (!known.TryGetValue(sku, out var balance))
                    db.StockBalances.Add(balance = new StockBalance { AccountId = account, Sku = sku });
                balance.Counts = balance.Counts.Plus(changes[sku]);
                balance.ChangedAt = now;
            }
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }
}
