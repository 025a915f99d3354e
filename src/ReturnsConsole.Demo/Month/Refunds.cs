namespace ReturnsConsole.Demo.Month;

/// <summary>What a refund is made of, as positive minor units; <see cref="Net"/> is what the buyer gets.</summary>
internal sealed record RefundParts
{
    public long Principal { get; init; }

    public long Tax { get; init; }

    public long Shipping { get; init; }

    public long ShippingTax { get; init; }

    public long Promotion { get; init; }

    public long ShippingPromotion { get; init; }

    public long Goodwill { get; init; }

    public long RestockingFee { get; init; }

    public long Net => Principal + Tax + Shipping + ShippingTax + Goodwill - Promotion - ShippingPromotion - RestockingFee;

    /// <summary>The refund that is due for so many units of a line: price and tax less promotion.</summary>
    /// <param name="shippingBack">Shipping too; shipping that was free comes and goes with its promotion.</param>
    public static RefundParts Due(OrderLine line, int quantity, bool shippingBack)
    {
        shippingBack = quantity == line.Quantity && (shippingBack || line.ShippingPromotion > 0);
        return new RefundParts
        {
            Principal = line.UnitPrice * quantity,
            Tax = line.UnitTax * quantity,
            Promotion = line.UnitPromotion * quantity,
            Shipping = shippingBack ? line.Shipping : 0,
            ShippingTax = shippingBack ? line.ShippingTax : 0,
            ShippingPromotion = shippingBack ? line.ShippingPromotion : 0,
        };
    }
}

/// <summary>One refund as the settlement shows it.</summary>
internal sealed record PlannedRefund(OrderLine Line, DateTime PostedUtc, RefundParts Parts, string AdjustmentId, string AdjustmentItemId);

/// <summary>One row of the seller-fulfilled returns report.</summary>
internal sealed class PlannedReturn
{
    public required OrderLine Line { get; init; }

    public required int Quantity { get; init; }

    public required DateTime RequestedUtc { get; init; }

    public required string RmaId { get; init; }

    public required string Reason { get; set; }

    public bool PrepaidLabel { get; init; }

    public bool FirstScanRefund { get; init; }

    public string Status { get; set; } = "Approved";

    public string? Carrier { get; init; }

    public string? TrackingId { get; init; }

    public DateTime? ReceivedUtc { get; set; }

    public long? Refunded { get; set; }

    public bool WithoutOrderId { get; init; }

    public string? ClaimId { get; set; }

    public long ClaimPaid { get; set; }

    public DateTime ClaimedUtc { get; set; }

    public bool SellerFault => ReturnReasons.IsSellerFault(Reason);

    /// <summary>Shipping is due back whatever else of the order comes back: the seller is at fault, or Amazon refunds at the first scan.</summary>
    public bool ShippingBack => SellerFault || FirstScanRefund;
}

/// <summary>One unit that came back to Amazon's own warehouse.</summary>
internal sealed record PlannedFbaReturn(
    OrderLine Line, DateTime ReceivedUtc, string FulfillmentCenter, string Disposition, string Reason, string Status, string LicensePlate, string Comment);

/// <summary>One row of the reimbursements report; its amount is also a settlement line when it falls into a period.</summary>
internal sealed record PlannedReimbursement(
    DateTime ApprovedUtc, string Id, string CaseId, string OrderId, string Reason, string LineDescription, Article Article, int Quantity, long AmountPerUnit);

/// <summary>One row of the receipts CSV.</summary>
internal sealed record PlannedReceipt(
    string OrderId, string RmaId, string Sku, int Quantity, string TrackingId, DateTime ReceivedUtc, string Grade, string Disposition, string Source, string Reference);
