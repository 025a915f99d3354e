namespace ReturnsConsole.Reconciliation;

/// <summary>What was announced on a shipment against what was unloaded of it. Always: expected = scanned + missing.</summary>
/// <param name="Expected">Items on the manifest.</param>
/// <param name="Scanned">Of these, unloaded here.</param>
/// <param name="Surplus">Unloaded here, not on the manifest.</param>
public readonly record struct ManifestCount(int Expected, int Scanned, int Surplus)
{
    /// <summary>On the manifest, not unloaded here.</summary>
    public int Missing => Expected - Scanned;
}

/// <summary>A manifest item that was not unloaded with its shipment.</summary>
/// <param name="Id">Of the manifest item.</param>
/// <param name="ItemId">The hub's own number of the item.</param>
/// <param name="OrderKey">0: the hub named no order.</param>
/// <param name="Sku">Empty: the hub named none.</param>
/// <param name="DepartedAt">Goods that came before cannot be this item; null: nobody said when it left.</param>
public sealed record MissingItem(long Id, string ItemId, long OrderKey, string Sku, int Quantity, DateTime? DepartedAt);

/// <summary>Goods that our dock took in by another way than unloading: a parcel of its own, a receipts file.</summary>
public sealed record ArrivedGoods(long OrderKey, string Sku, int Quantity, DateTime At);

/// <summary>Manifest against unloaded. Pure: the same scans give the same counts in whatever order, however often and by however many people they came.</summary>
public static class ManifestRules
{
    /// <param name="manifest">Identities of the items that the hub announced.</param>
    /// <param name="unloaded">Identities of what was scanned; one that comes twice counts once.</param>
    public static ManifestCount Count(IEnumerable<string> manifest, IEnumerable<string> unloaded)
    {
        var expected = manifest.ToHashSet(StringComparer.Ordinal);
        var seen = unloaded.ToHashSet(StringComparer.Ordinal);
        var scanned = seen.Count(expected.Contains);
        return new(expected.Count, scanned, seen.Count - scanned);
    }

    /// <summary>
    /// Missing items that came all the same, by an order and SKU that fit. Each piece of goods stands for one item; which of several equal items it stands for
    /// is decided by the item's number, so that every run says the same.
    /// </summary>
    /// <returns>Ids of manifest items that are here.</returns>
    public static HashSet<long> CameOtherwise(IEnumerable<MissingItem> missing, IEnumerable<ArrivedGoods> goods)
    {
        var pool = goods.Where(g => g.OrderKey != 0 && g.Quantity > 0).OrderBy(g => g.At).ThenBy(g => g.Sku, StringComparer.Ordinal)
            .GroupBy(g => g.OrderKey).ToDictionary(g => g.Key, g => g.Select(x => (Goods: x, Left: x.Quantity)).ToArray());
        var found = new HashSet<long>();
        // Items that say what they are choose before those that fit anything.
        foreach (var item in missing.OrderBy(m => m.Sku.Length == 0).ThenBy(m => m.ItemId, StringComparer.Ordinal).ThenBy(m => m.Id))
        {
            if (pool.TryGetValue(item.OrderKey, out var arrived) && Take(arrived, item))
                found.Add(item.Id);
        }
        return found;
    }

    private static bool Take((ArrivedGoods Goods, int Left)[] arrived, MissingItem item)
    {
        var pieces = Math.Max(1, item.Quantity);
        bool Fits((ArrivedGoods Goods, int Left) g) => g.Left > 0 && !(item.DepartedAt > g.Goods.At)
            && (g.Goods.Sku.Length == 0 || item.Sku.Length == 0 || string.Equals(g.Goods.Sku, item.Sku, StringComparison.OrdinalIgnoreCase));
        if (arrived.Where(Fits).Sum(g => g.Left) < pieces)
            return false;
        for (var i = 0; i < arrived.Length && pieces > 0; i++)
        {
            if (!Fits(arrived[i]))
                continue;
            var taken = Math.Min(pieces, arrived[i].Left);
            arrived[i].Left -= taken;
            pieces -= taken;
        }
        return true;
    }

    /// <summary>Value of some pieces of an order line: their share of what was charged for it, promotion taken off, rounded to the minor unit away from zero.</summary>
    /// <param name="paid">For the whole line, in minor units; null: nobody says.</param>
    public static long? ValueOf(long? paid, long? promotion, int ordered, int pieces)
    {
        if (paid is not { } charged || ordered <= 0 || pieces <= 0)
            return null;
        var net = Math.Max(0, charged - (promotion ?? 0));
        return (long)Math.Round((decimal)net * Math.Min(pieces, ordered) / ordered, MidpointRounding.AwayFromZero);
    }
}
