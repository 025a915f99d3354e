namespace ReturnsConsole.Features.Returns;

/// <summary>One line of an order as the partner's order report tells it. Amounts are for the whole line, in minor units; null = hidden or unknown.</summary>
public sealed class OrderLine
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required long OrderKey { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Alias (SellerOrderId); empty when the same or absent.</summary>
    public string MerchantOrderId { get; set; } = "";

    public required string Sku { get; init; }

    /// <summary>0, 1, … for equal SKUs within one order.</summary>
    public required int Occurrence { get; init; }

    public string OrderItemId { get; set; } = "";

    public string Asin { get; set; } = "";

    public string ItemName { get; set; } = "";

    public int Quantity { get; set; }

    public string Currency { get; set; } = "";

    public long? ItemPrice { get; set; }

    public long? ItemTax { get; set; }

    public long? Shipping { get; set; }

    public long? ShippingTax { get; set; }

    public long? GiftWrap { get; set; }

    public long? GiftWrapTax { get; set; }

    /// <summary>Positive: what the buyer did not pay.</summary>
    public long? ItemPromotion { get; set; }

    public long? ShipPromotion { get; set; }

    public string Status { get; set; } = "";

    public string FulfilledBy { get; set; } = "";

    public string Marketplace { get; set; } = "";

    public DateTime? PurchasedAt { get; set; }

    public DateTime? UpdatedAt { get; set; }

    /// <summary>By when Amazon promised to deliver; null where no source tells. Not the delivery itself.</summary>
    public DateTime? LatestDeliveryAt { get; set; }

    /// <summary>The buyer asked to cancel: the time of the order's update that told of it. Null: nobody asked.</summary>
    public DateTime? CancelWantedAt { get; set; }

    public long Hash { get; set; }

    public int FileId { get; set; }

    public long Line { get; set; }
}
