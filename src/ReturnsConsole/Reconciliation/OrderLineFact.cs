namespace ReturnsConsole.Reconciliation;

/// <summary>One line of an order: what the buyer paid. Amounts for the whole line in minor units. Source: the all-orders report.</summary>
public struct OrderLineFact
{
    public long Id { readonly get; set; }
    public FactText OrderId { readonly get; set; }
    public FactText Sku { readonly get; set; }
    public FactText OrderItemId { readonly get; set; }
    public int Occurrence { readonly get; set; }
    public int Quantity { readonly get; set; }
    public string Currency { readonly get => field ?? ""; set; }
    public string Marketplace { readonly get => field ?? ""; set; }

    /// <summary>False: the price is hidden, nothing can be expected of a refund.</summary>
    public bool PriceIsKnown { readonly get; set; }

    public long ItemPrice { readonly get; set; }
    public long ItemTax { readonly get; set; }
    public long Shipping { readonly get; set; }
    public long ShippingTax { readonly get; set; }
    public long GiftWrap { readonly get; set; }
    public long GiftWrapTax { readonly get; set; }

    /// <summary>Positive: what the buyer did not pay.</summary>
    public long ItemPromotion { readonly get; set; }

    public long ShipPromotion { readonly get; set; }
}
