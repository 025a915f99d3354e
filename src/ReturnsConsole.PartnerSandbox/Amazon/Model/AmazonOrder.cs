using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Model;

internal enum AmazonOrderStatus
{
    Pending,
    Unshipped,
    Shipped,
    Canceled,
}

internal sealed class AmazonOrder
{
    public required string Id { get; init; }

    public required AmazonMarket Market { get; init; }

    public required DateTime Purchased { get; init; }

    public required bool Prime { get; init; }

    public required List<AmazonLine> Lines { get; init; }

    /// <summary>The seller's own number, once an acknowledgement has set it.</summary>
    public string? SellerOrderId { get; set; }

    public DateTime Updated { get; set; }

    /// <summary>The order's number in its account's line of updates.</summary>
    public int UpdateNumber { get; set; }

    public AmazonOrderStatus Status { get; set; }

    public DateTime? Shipped { get; set; }

    public DateTime? Delivered { get; set; }

    public string? Tracking { get; set; }

    public bool CancelRequested { get; set; }

    public List<FinanceEvent> Events { get; } = [];

    public DateTime LatestShip => Purchased.Date.AddDays(3);

    public DateTime LatestDelivery => Purchased.Date.AddDays(9);

    public AmazonLine? Line(string itemId) => Lines.Find(line => line.ItemId == itemId);
}

/// <summary>One order item. Money is for the whole line, in minor units, before promotions.</summary>
internal sealed class AmazonLine
{
    public required AmazonOrder Order { get; init; }

    public required string ItemId { get; init; }

    public required Article Article { get; init; }

    public required int Quantity { get; init; }

    public required long Price { get; init; }

    public required long Tax { get; init; }

    public required long Shipping { get; init; }

    public required long ShippingTax { get; init; }

    public required long Promotion { get; init; }

    public int Cancelled { get; set; }

    public long Refunded { get; set; }

    public string? MerchantItemId { get; set; }

    /// <summary>What the buyer paid for what was not cancelled.</summary>
    public long Paid => Quantity == 0 ? 0 : (Price + Tax + Shipping + ShippingTax - Promotion) * (Quantity - Cancelled) / Quantity;

    /// <summary>What Amazon would still let us refund.</summary>
    public long Refundable => Paid - Refunded;
}
