using System.Runtime.InteropServices;

namespace ReturnsConsole.Reconciliation.Stock;

/// <summary>
/// Turns kits on returns and receipts into their components. Pure. One recipe counts for all that an order tells of a kit: the one of the day on which its return was
/// first asked for; of goods that nobody announced, the day on which they came. So what was announced and what arrives always add up, and a recipe of
/// a later day changes nothing that was there before.
/// </summary>
public static class KitRules
{
    /// <summary>The order tells of a return or of goods that may be a kit.</summary>
    public static bool Concern(OrderFacts order, KitBook kits)
    {
        foreach (ref readonly var item in CollectionsMarshal.AsSpan(order.Returns))
        {
            if (kits.Has(item.Sku))
                return true;
        }
        foreach (ref readonly var goods in CollectionsMarshal.AsSpan(order.Receipts))
        {
            if (kits.Has(goods.Sku))
                return true;
        }
        return false;
    }

    /// <summary>What a SKU is made of in this order; null: it is no kit.</summary>
    public static IReadOnlyList<KitPart>? PartsIn(OrderFacts order, KitBook kits, in FactText sku) => kits.Has(sku) ? kits.Of(sku, DayOf(order, sku)) : null;

    /// <summary>What the ledger counts: the order's returns and goods, with components in the place of kits. A component inherits all that is known of its kit.</summary>
    /// <param name="into">Is filled anew.</param>
    public static void Unpack(OrderFacts order, KitBook kits, OrderFacts into)
    {
        into.Clear();
        into.Key = order.Key;
        foreach (var item in order.Returns)
        {
            if (PartsIn(order, kits, item.Sku) is not { } parts)
            {
                into.Returns.Add(item);
                continue;
            }
            foreach (var part in parts)
                into.Returns.Add(item with { Sku = part.Sku, Quantity = Pieces(item.Quantity, part) });
        }
        foreach (var goods in order.Receipts)
        {
            if (PartsIn(order, kits, goods.Sku) is not { } parts)
            {
                into.Receipts.Add(goods);
                continue;
            }
            foreach (var part in parts)
                into.Receipts.Add(goods with { Sku = part.Sku, Quantity = Pieces(goods.Quantity, part) });
        }
    }

    /// <summary>Pieces of a component in so many kits.</summary>
    public static int Pieces(int kits, KitPart part) => (int)Math.Min(int.MaxValue / 64, (long)kits * part.Pieces);

    /// <summary>"2 × A, 1 × B".</summary>
    public static string Say(IEnumerable<KitPart> parts) => string.Join(", ", parts.Select(p => $"{p.Pieces} × {p.Sku}"));

    private static DateTime? DayOf(OrderFacts order, in FactText sku)
    {
        DateTime? day = null;
        foreach (ref readonly var item in CollectionsMarshal.AsSpan(order.Returns))
        {
            if (item.Sku == sku && (item.RequestedAt ?? item.FirstScanAt ?? item.DeliveredAt) is { } asked && !(asked >= day))
                day = asked;
        }
        if (day is not null)
            return day;
        foreach (ref readonly var goods in CollectionsMarshal.AsSpan(order.Receipts))
        {
            if (goods.Sku == sku && !(goods.ReceivedAt >= day))
                day = goods.ReceivedAt;
        }
        return day;
    }
}
