namespace ReturnsConsole.Features.Returns;

/// <summary>One returned item (a unit where the partner tells units apart, else a line), as authorised by Amazon or received by its fulfilment centre.</summary>
public sealed class ReturnItem
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>0 when the partner gave no order id (MissingOrderKey).</summary>
    public required long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public required ReturnChannel Channel { get; init; }

    /// <summary>Identity within account and channel: RMA, SKU or order item, occurrence; for FBA the licence plate.</summary>
    public required string NaturalKey { get; init; }

    public string RmaId { get; init; } = "";

    public string MerchantRmaId { get; set; } = "";

    public string Sku { get; set; } = "";

    public string Asin { get; set; } = "";

    public string ItemName { get; set; } = "";

    public string OrderItemId { get; set; } = "";

    public int Quantity { get; set; }

    public string ReasonCode { get; set; } = "";

    public string RequestStatus { get; set; } = "";

    public string Resolution { get; set; } = "";

    public string ReturnType { get; set; } = "";

    public string LabelType { get; set; } = "";

    public string LabelPaidBy { get; set; } = "";

    public long? LabelCost { get; set; }

    public string Currency { get; set; } = "";

    public string Carrier { get; set; } = "";

    public string TrackingId { get; set; } = "";

    public bool? InPolicy { get; set; }

    public bool? AToZClaim { get; set; }

    public DateTime? OrderedAt { get; set; }

    public DateTime? RequestedAt { get; set; }

    /// <summary>Amazon's "return delivery date"; for FBA the receipt at the fulfilment centre.</summary>
    public DateTime? DeliveredAt { get; set; }

    public long? OrderAmount { get; set; }

    public int? OrderQuantity { get; set; }

    /// <summary>The report's own "Refunded Amount": evidence, not truth.</summary>
    public long? ReportedRefund { get; set; }

    public string SafeTClaimId { get; set; } = "";

    public string SafeTClaimState { get; set; } = "";

    public string FulfillmentCenter { get; set; } = "";

    /// <summary>FBA detailed disposition as written.</summary>
    public string DetailedDisposition { get; set; } = "";

    public string LicensePlate { get; set; } = "";

    public string Marketplace { get; set; } = "";

    /// <summary>The platform's own id of the return; empty for Amazon's reports.</summary>
    public string PlatformReturnId { get; set; } = "";

    /// <summary>refund, exchange, credit; as it came.</summary>
    public string Wish { get; set; } = "";

    /// <summary>hub, dtr, return-bar, mail; as it came.</summary>
    public string Flow { get; set; } = "";

    /// <summary>Bag barcode or label id.</summary>
    public string LabelId { get; set; } = "";

    /// <summary>Consolidated shipment or pallet it travels on.</summary>
    public string ShipmentId { get; set; } = "";

    /// <summary>First scan by a carrier or at a drop-off: on the way, not received.</summary>
    public DateTime? FirstScanAt { get; set; }

    public DateTime? AtHubAt { get; set; }

    public DateTime? ProcessedAt { get; set; }

    public DateTime? CancelledAt { get; set; }

    /// <summary>When the platform last changed it, by its own clock.</summary>
    public DateTime? UpdatedAt { get; set; }

    /// <summary>The hub's final disposition as it came: shown, never acted on. What moves stock and money is the <see cref="GoodsReceipt"/> told beside it.</summary>
    public string FinalDisposition { get; set; } = "";

    /// <summary>Expected and found in the parcel; null when nobody said.</summary>
    public bool? Found { get; set; }

    public MappingStatus Mapping { get; set; }

    public long Hash { get; set; }

    public int FileId { get; set; }

    public long Line { get; set; }

    public int Part { get; set; }
}

/// <summary>
/// Goods that a dock, hub or warehouse reported, with grading where it was done: the only fact that moves stock or lets money go. A hub's final disposition becomes
/// one receipt per item, however often and by whichever way it is told.
/// </summary>
public sealed class GoodsReceipt
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    /// <summary>Identity within the account: source and reference, else a hash of the row's identifying fields.</summary>
    public required string NaturalKey { get; init; }

    public string RmaId { get; set; } = "";

    public string Sku { get; set; } = "";

    public int Quantity { get; set; }

    public string TrackingId { get; set; } = "";

    public DateTime ReceivedAt { get; set; }

    /// <summary>When this word about the goods was written down; null: with the receipt. The word written down last holds.</summary>
    public DateTime? RecordedAt { get; set; }

    /// <summary>When the grade was told, where a hub tells grade and disposition in different messages; null: with the receipt.</summary>
    public DateTime? GradedAt { get; set; }

    public ConditionGrade Grade { get; set; }

    public Disposition Disposition { get; set; }

    public required string Source { get; init; }

    public string Reference { get; init; } = "";

    public long Hash { get; set; }

    public int FileId { get; set; }

    public long Line { get; set; }
}
