namespace ReturnsConsole.Reconciliation;

/// <summary>What the buyer paid for some units of an item, by part, in minor units. With tax inside the price, the tax part is 0.</summary>
internal readonly record struct Paid(long Item, long Tax, long Shipping, long Other, int Units)
{
    public bool IsKnown => Units > 0;

    /// <summary>Goods and their tax, without shipping.</summary>
    public long Goods => Item + Tax;

    public long Total => Item + Tax + Shipping + Other;

    /// <summary>The part of some of the units, halves rounded away from zero.</summary>
    public Paid For(int units) => units == Units ? this : new(Share(Item, units), Share(Tax, units), Share(Shipping, units), Share(Other, units), units);

    private long Share(long amount, int units) => Units == 0 ? 0 : (long)Math.Round((decimal)amount * units / Units, MidpointRounding.AwayFromZero);

    /// <summary>Of all lines of an item: by order item id where the order tells it, else by SKU. Unknown when there is no line or a price is hidden.</summary>
    public static Paid Of(List<OrderLineFact> lines, in FactText orderItemId, in FactText sku, ReconciliationSettings settings)
    {
        var byItem = false;
        foreach (ref readonly var line in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines))
            byItem |= line.OrderItemId.Agrees(orderItemId);
        var paid = default(Paid);
        foreach (ref readonly var line in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines))
        {
            if (!(byItem ? line.OrderItemId.Agrees(orderItemId) : line.Sku.Agrees(sku)))
                continue;
            if (!line.PriceIsKnown || line.Quantity <= 0)
                return default;
            paid = paid.Plus(Of(line, settings));
        }
        return paid;
    }

    /// <summary>Of the whole order; unknown when one price is hidden.</summary>
    public static Paid OfAll(List<OrderLineFact> lines, ReconciliationSettings settings)
    {
        var paid = default(Paid);
        foreach (ref readonly var line in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines))
        {
            if (!line.PriceIsKnown || line.Quantity <= 0)
                return default;
            paid = paid.Plus(Of(line, settings));
        }
        return paid;
    }

    /// <summary>Of one line whose price is known.</summary>
    public static Paid Of(in OrderLineFact l, ReconciliationSettings settings)
    {
        var onTop = settings.TaxComesOnTop(l.Marketplace);
        return new(l.ItemPrice - l.ItemPromotion, onTop ? l.ItemTax : 0, l.Shipping + (onTop ? l.ShippingTax : 0) - l.ShipPromotion, l.GiftWrap + (onTop ? l.GiftWrapTax : 0), l.Quantity);
    }

    /// <summary>The part of these units that is not the part of others.</summary>
    public Paid Less(Paid other) => new(Item - other.Item, Tax - other.Tax, Shipping - other.Shipping, Other - other.Other, Units - other.Units);

    private Paid Plus(Paid other) => new(Item + other.Item, Tax + other.Tax, Shipping + other.Shipping, Other + other.Other, Units + other.Units);
}
