using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Ledger;

/// <summary>What the ledger has taken in of an order's SKU, and the row that says so.</summary>
internal readonly record struct PostedStock(long Id, StockStanding Standing);

/// <summary>Pieces of a SKU that went on sale, less those that were taken out of it again, by one posting.</summary>
/// <param name="LastMovement">Place in the ledger up to which this is true.</param>
/// <param name="Sellable">What the bucket holds with it.</param>
internal readonly record struct SellableChange(int AccountId, string Sku, int Change, long LastMovement, int Sellable);

/// <summary>
/// Brings the ledger to what the facts say: movements, balances and what was taken in, all in the caller's transaction. Doing it again with the same facts
/// writes nothing.
/// </summary>
internal sealed class StockPosting
{
    private const int Stretch = 500;
    private readonly Dictionary<(int, long, string), StockCounts> before = [];
    private readonly Dictionary<(int Account, long Order, string Sku), StockCounts> after;
    private readonly Dictionary<(int, long, string), long> rows = [];
    private readonly Dictionary<(int, string), (int Change, long Last)> onSale = [];
    private readonly List<StockMovement> movements;
    private readonly DateTime now;

    /// <param name="posted">What the ledger has taken in of the orders that were decided on.</param>
    /// <param name="found">What the facts of these orders say now.</param>
    /// <param name="corrections">People's corrections of these orders.</param>
    /// <param name="now">UTC.</param>
    /// <param name="correction">The correction that the movements come from; 0: the facts.</param>
    /// <param name="held">Components inside kits in quarantine.</param>
    public StockPosting(IReadOnlyList<PostedStock> posted, IEnumerable<StockStanding> found, IEnumerable<PostedCorrection> corrections, DateTime now, long correction = 0, IEnumerable<HeldPart>? held = null)
    {
        this.now = now;
        foreach (var (id, s) in posted)
            (before[(s.AccountId, s.OrderKey, s.Sku)], rows[(s.AccountId, s.OrderKey, s.Sku)]) = (s.Counts, id);
        after = PostedCorrections.Over(found, corrections, held ?? []);
        movements = StockChange.Between(before, after, now, correction);
    }

    public bool IsNothing => movements.Count == 0;

    /// <param name="db">With an open transaction that keeps other writers out.</param>
    /// <returns>What came on sale or left it: what partners are told.</returns>
    public async Task<List<SellableChange>> WriteAsync(ConsoleContext db, CancellationToken ct)
    {
        await RememberAsync(db, ct);
        using (var table = new EntityRows<StockMovement>(db))
        {
            var next = db.NextId(typeof(StockMovement));
            foreach (var movement in movements)
            {
                if (movement.From != movement.To && (movement.To == StockBucket.Sellable || movement.From == StockBucket.Sellable))
                {
                    var known = onSale.GetValueOrDefault((movement.AccountId, movement.Sku));
                    onSale[(movement.AccountId, movement.Sku)] = (known.Change + (movement.To == StockBucket.Sellable ? movement.Quantity : -movement.Quantity), next);
                }
                table.Add(movement, next++);
            }
            table.Flush();
        }
        var told = new List<SellableChange>();
        foreach (var account in movements.GroupBy(m => m.AccountId))
            await BalanceAsync(db, account.Key, [.. account], told, ct);
        return told;
    }

    private async Task RememberAsync(ConsoleContext db, CancellationToken ct)
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

    private async Task BalanceAsync(ConsoleContext db, int account, IReadOnlyList<StockMovement> moved, List<SellableChange> told, CancellationToken ct)
    {
        var changes = new Dictionary<string, StockCounts>(StringComparer.Ordinal);
        foreach (var m in moved)
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
                if (onSale.TryGetValue((account, sku), out var sale) && sale.Change != 0)
                    told.Add(new(account, sku, sale.Change, sale.Last, balance.Sellable));
            }
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }
}
