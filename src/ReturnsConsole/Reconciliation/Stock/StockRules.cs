using System.Runtime.InteropServices;

namespace ReturnsConsole.Reconciliation.Stock;

/// <summary>Pieces of one SKU of one order, by bucket.</summary>
public readonly record struct SkuCounts(FactText Sku, StockCounts Counts);

/// <summary>
/// Says where the goods of one order are, from its facts alone. Pure: the same facts give the same counts in whatever order they came, so a ledger that follows
/// these counts ends the same whatever came late, twice or not at all. Nothing is sellable without a grade.
/// </summary>
public static class StockRules
{
    /// <param name="order">Facts of one order, or one receipt that no order is known of.</param>
    /// <param name="trustsHub">A hub's final disposition counts as grading for this account. Else its goods are on their way until our own dock has them.</param>
    /// <param name="to">Gets one entry per SKU that has pieces anywhere.</param>
    public static void Place(OrderFacts order, bool trustsHub, List<SkuCounts> to)
    {
        var receipts = CollectionsMarshal.AsSpan(order.Receipts);
        var returns = CollectionsMarshal.AsSpan(order.Returns);
        var first = to.Count;
        foreach (ref readonly var receipt in receipts)
            Once(order, receipt.Sku, first, trustsHub, to);
        foreach (ref readonly var item in returns)
        {
            if (IsOnItsWay(item))
                Once(order, item.Sku, first, trustsHub, to);
        }
        to.RemoveAll(s => s.Counts == default);
    }

    private static void Once(OrderFacts order, FactText sku, int first, bool trustsHub, List<SkuCounts> to)
    {
        for (var i = first; i < to.Count; i++)
        {
            if (to[i].Sku == sku)
                return;
        }
        to.Add(new(sku, Of(order, sku, trustsHub)));
    }

    private static StockCounts Of(OrderFacts order, FactText sku, bool trustsHub)
    {
        var counts = default(StockCounts);
        var mayBeSold = order.Returns.TrueForAll(r => !r.FaultIsUnknown || r.Sku != sku);
        var (own, hub) = (0, 0);
        foreach (ref readonly var receipt in CollectionsMarshal.AsSpan(order.Receipts))
        {
            if (receipt.Sku != sku || receipt.Place == GoodsPlace.NeverCame)
                continue;
            if (receipt.IsHub)
            {
                hub += receipt.Quantity;
                continue;
            }
            own += receipt.Quantity;
            Put(ref counts, Seen(receipt.Place, mayBeSold), receipt.Quantity);
        }
        hub = Hub(order, sku, trustsHub, mayBeSold, replaced: own, hub, ref counts);
        counts.InTransit += Math.Max(0, Scanned(order, sku) - own - hub);
        return counts;
    }

    /// <summary>What our own dock has replaces, piece by piece, what a hub said of the same goods.</summary>
    /// <returns>Pieces that only the hub knows of.</returns>
    private static int Hub(OrderFacts order, FactText sku, bool trustsHub, bool mayBeSold, int replaced, int all, ref StockCounts counts)
    {
        if (all <= replaced)
            return 0;
        var told = order.Receipts.FindAll(r => r.IsHub && r.Sku == sku && r.Place != GoodsPlace.NeverCame);
        told.Sort((a, b) => a.NaturalKey.CompareTo(b.NaturalKey));
        var left = replaced;
        foreach (var receipt in told)
        {
            var stays = Math.Max(0, receipt.Quantity - left);
            left = Math.Max(0, left - receipt.Quantity);
            Put(ref counts, AtHub(receipt.Place, trustsHub, mayBeSold), stays);
        }
        return all - replaced;
    }

    private static StockBucket Seen(GoodsPlace place, bool mayBeSold) => place switch
    {
        GoodsPlace.Sellable when mayBeSold => StockBucket.Sellable,
        GoodsPlace.Quarantine => StockBucket.Quarantine,
        GoodsPlace.Scrap => StockBucket.Scrap,
        GoodsPlace.Lost => StockBucket.Lost,
        GoodsPlace.WentBack => StockBucket.Customer,
        _ => StockBucket.OnHandUninspected,
    };

    private static StockBucket AtHub(GoodsPlace place, bool trustsHub, bool mayBeSold) => place switch
    {
        GoodsPlace.Lost => StockBucket.Lost,
        GoodsPlace.Uninspected => StockBucket.InTransit,
        GoodsPlace.Sellable when !mayBeSold => StockBucket.InTransit,
        _ => trustsHub ? Seen(place, mayBeSold) : StockBucket.InTransit,
    };

    /// <summary>Of several sources that tell of the same parcel the one that tells of most pieces.</summary>
    private static int Scanned(OrderFacts order, FactText sku)
    {
        var most = 0;
        Span<int> bySource = stackalloc int[256];
        foreach (ref readonly var item in CollectionsMarshal.AsSpan(order.Returns))
        {
            if (item.Sku == sku && IsOnItsWay(item))
                most = Math.Max(most, bySource[item.Platform] += item.Quantity);
        }
        return most;
    }

    private static bool IsOnItsWay(in ReturnFact item) => item.FirstScanAt is not null && !item.IsFba && !item.ExpectsNoGoods;

    private static void Put(ref StockCounts counts, StockBucket bucket, int pieces) => counts[bucket] += pieces;
}
