using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Ledger;

/// <summary>What facts say of a SKU of an order, or what the ledger has taken in of it.</summary>
internal readonly record struct StockStanding(int AccountId, long OrderKey, string Sku, StockCounts Counts);

/// <summary>Turns what changed into movements. Pure.</summary>
internal static class StockChange
{
    /// <summary>Movements that bring the ledger from what it has taken in to what the facts say.</summary>
    /// <param name="before">What the ledger has taken in, by account, order and SKU.</param>
    /// <param name="after">What the facts say of the same orders; what is not named has nothing anywhere.</param>
    /// <param name="at">UTC.</param>
    /// <param name="correction">The correction that moves them; 0: the facts do.</param>
    public static List<StockMovement> Between(IReadOnlyDictionary<(int Account, long Order, string Sku), StockCounts> before, IReadOnlyDictionary<(int Account, long Order, string Sku), StockCounts> after, DateTime at, long correction = 0)
    {
        var movements = new List<StockMovement>();
        var changes = before.Keys.Union(after.Keys).Select(k => (Key: k, Change: after.GetValueOrDefault(k).Minus(before.GetValueOrDefault(k)))).Where(c => c.Change != default)
            .GroupBy(c => (c.Key.Account, c.Key.Sku)).OrderBy(g => g.Key.Account).ThenBy(g => g.Key.Sku, StringComparer.Ordinal);
        foreach (var group in changes)
        {
            var orders = group.OrderBy(c => c.Key.Order).Select(c => (c.Key.Order, c.Change)).ToArray();
            Reattribute(movements, group.Key, orders, at, correction);
            foreach (var (order, change) in orders)
                Move(movements, group.Key, order, change, at, correction);
        }
        return movements;
    }

    /// <summary>Pieces that stay where they are and only change the order they are counted under are no goods that move: above all, they are not put on sale again.</summary>
    private static void Reattribute(List<StockMovement> movements, (int Account, string Sku) of, (long Order, StockCounts Change)[] orders, DateTime at, long correction)
    {
        foreach (var bucket in StockCounts.Buckets)
        {
            var giver = 0;
            for (var taker = 0; taker < orders.Length; taker++)
            {
                while (orders[taker].Change[bucket] > 0)
                {
                    while (giver < orders.Length && orders[giver].Change[bucket] >= 0)
                        giver++;
                    if (giver == orders.Length)
                        break;
                    var pieces = Math.Min(orders[taker].Change[bucket], -orders[giver].Change[bucket]);
                    orders[taker].Change[bucket] -= pieces;
                    orders[giver].Change[bucket] += pieces;
                    movements.Add(Movement(of, orders[taker].Order, bucket, bucket, pieces, at, correction));
                }
            }
        }
    }

    private static void Move(List<StockMovement> movements, (int Account, string Sku) of, long order, StockCounts change, DateTime at, long correction)
    {
        foreach (var to in StockCounts.Buckets)
        {
            foreach (var from in StockCounts.Buckets)
                Take(from, to);
            if (change[to] > 0)
                movements.Add(Movement(of, order, StockBucket.Customer, to, change[to], at, correction));
        }
        foreach (var from in StockCounts.Buckets)
        {
            if (change[from] < 0)
                movements.Add(Movement(of, order, from, StockBucket.Customer, -change[from], at, correction));
        }

        void Take(StockBucket from, StockBucket to)
        {
            if (change[to] <= 0 || change[from] >= 0)
                return;
            var pieces = Math.Min(change[to], -change[from]);
            change[to] -= pieces;
            change[from] += pieces;
            movements.Add(Movement(of, order, from, to, pieces, at, correction));
        }
    }

    private static StockMovement Movement((int Account, string Sku) of, long order, StockBucket from, StockBucket to, int pieces, DateTime at, long correction) =>
        new() { AccountId = of.Account, Sku = of.Sku, From = from, To = to, Quantity = pieces, OrderKey = order, At = at, CorrectionId = correction };
}
