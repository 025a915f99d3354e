namespace ReturnsConsole.Demo.Month;

internal enum OrderState
{
    Shipped,
    Unshipped,
    Pending,
    Cancelled,
}

/// <summary>One order of the month, with what only the generator knows: when it was shipped and delivered.</summary>
internal sealed class DemoOrder
{
    public required Marketplace Market { get; init; }

    public required string OrderId { get; init; }

    public required DateTime PurchasedUtc { get; init; }

    public required DateTime ShippedUtc { get; init; }

    public required DateTime DeliveredUtc { get; init; }

    public required OrderState State { get; init; }

    public required bool Fba { get; init; }

    public required Destination Destination { get; init; }

    public bool Business { get; init; }

    public required string ShipmentId { get; init; }

    public List<OrderLine> Lines { get; } = [];
}

/// <summary>One line of an order. Amounts in minor units; unit amounts times quantity are exact, so part of a line can be refunded to the cent.</summary>
internal sealed class OrderLine
{
    public required DemoOrder Order { get; init; }

    public required Article Article { get; init; }

    public required string ItemId { get; init; }

    public required int Quantity { get; init; }

    /// <summary>Contains tax in the UK and Germany.</summary>
    public required long UnitPrice { get; init; }

    /// <summary>Tax on top; 0 where the price contains it.</summary>
    public required long UnitTax { get; init; }

    public required long UnitPromotion { get; init; }

    public required long Shipping { get; init; }

    public required long ShippingTax { get; init; }

    public required long ShippingPromotion { get; init; }

    public required long GiftWrap { get; init; }

    /// <summary>A return, a refund or a planted case has been made of this line.</summary>
    public bool Taken { get; set; }

    public string Sku => Article.Sku;

    public Marketplace Market => Order.Market;

    /// <summary>What the buyer paid for shipping this line after promotions.</summary>
    public long PaidShipping => Shipping + ShippingTax - ShippingPromotion;

    /// <summary>What the buyer paid for the whole line.</summary>
    public long Paid => ((UnitPrice + UnitTax - UnitPromotion) * Quantity) + PaidShipping + GiftWrap;

    public string PromotionIds => string.Join(',', new[] { UnitPromotion > 0 ? Market.ItemPromotion : "", ShippingPromotion > 0 ? Market.ShippingPromotion : "" }.Where(id => id.Length > 0));
}
