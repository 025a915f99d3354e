namespace ReturnsConsole.Connectors.Files;

/// <summary>Where a row stands in its file.</summary>
/// <param name="Line">1-based physical line of the row's first character (for XML: of the element's start).</param>
/// <param name="Hash">64-bit content hash of the row's fields by column name, independent of column order, delimiter and quoting.</param>
public readonly record struct RowRef(long Line, long Hash);

/// <summary>A row that was not taken. The rest of the file goes on.</summary>
/// <param name="Line">1-based physical line.</param>
/// <param name="Field">Column name as written in the file, or "row".</param>
/// <param name="Found">What stands there, at most 200 characters.</param>
/// <param name="Expected">What was expected, in words.</param>
/// <param name="Raw">The row as it came (decoded), at most 16 KB, so that it can be mended and imported again.</param>
public sealed record RejectedRow(long Line, string Field, string Found, string Expected, string Raw);

/// <summary>Amazon's declared head of one settlement. Source: settlement V1/V2, first row of each settlement-id.</summary>
/// <param name="Row">The summary row, or the first row when the file has no summary.</param>
/// <param name="SettlementId">settlement-id.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="StartUtc">settlement-start-date, UTC; null when absent.</param>
/// <param name="EndUtc">settlement-end-date.</param>
/// <param name="DepositUtc">deposit-date.</param>
/// <param name="DeclaredTotalMinor">total-amount in minor units; null when the file declares none.</param>
public sealed record SettlementHead(RowRef Row, string SettlementId, string Currency, DateTime? StartUtc, DateTime? EndUtc, DateTime? DepositUtc, long? DeclaredTotalMinor);

/// <summary>What a settlement line is about. Unclassified values are still summed and raise a SettlementBreak.</summary>
public enum SettlementLineKind : byte
{
    Unclassified = 0,
    Order = 1,
    Refund = 2,
    Chargeback = 3,
    GuaranteeClaim = 4,
    Retrocharge = 5,
    ServiceFee = 6,
    Adjustment = 7,
    Transfer = 8,

    /// <summary>Carry-over between periods: "Payable to Amazon", "Successful charge", reserves.</summary>
    CarryOver = 9,
    Reimbursement = 10,
    Advertising = 11,
    Other = 12,
}

/// <summary>What part of a price one settlement amount is. Buyer-facing roles add up to what the buyer was paid or refunded.</summary>
public enum AmountRole : byte
{
    Unclassified = 0,
    Principal = 1,
    Tax = 2,
    Shipping = 3,
    ShippingTax = 4,
    GiftWrap = 5,
    GiftWrapTax = 6,
    Goodwill = 7,
    RestockingFee = 8,
    ReturnShipping = 9,
    Promotion = 10,

    /// <summary>Tax that Amazon collected and remitted (ItemWithheldTax): not the buyer's, not ours.</summary>
    WithheldTax = 11,
    Fee = 12,
    OtherBuyer = 13,
    Other = 14,
}

/// <summary>One amount of one settlement row, as UTF-8 fields of the reader's buffer: valid only inside the call. Empty span = empty cell.</summary>
public readonly ref struct SettlementLineRow
{
    public required RowRef Row { get; init; }

    /// <summary>0 for V2; for V1 the ordinal of the amount column within the row.</summary>
    public required int Part { get; init; }

    public required ReadOnlySpan<byte> SettlementId { get; init; }

    public required SettlementLineKind Kind { get; init; }

    public required AmountRole Role { get; init; }

    public required ReadOnlySpan<byte> TransactionType { get; init; }

    public ReadOnlySpan<byte> OrderId { get; init; }

    public ReadOnlySpan<byte> MerchantOrderId { get; init; }

    public ReadOnlySpan<byte> AdjustmentId { get; init; }

    public ReadOnlySpan<byte> ShipmentId { get; init; }

    public ReadOnlySpan<byte> MarketplaceName { get; init; }

    public required ReadOnlySpan<byte> AmountType { get; init; }

    public required ReadOnlySpan<byte> AmountDescription { get; init; }

    /// <summary>Signed, in minor units of the settlement's currency.</summary>
    public required long AmountMinor { get; init; }

    public ReadOnlySpan<byte> FulfillmentId { get; init; }

    /// <summary>posted-date-time, else posted-date at 00:00 UTC; default when absent.</summary>
    public DateTime PostedUtc { get; init; }

    public ReadOnlySpan<byte> OrderItemCode { get; init; }

    public ReadOnlySpan<byte> MerchantOrderItemId { get; init; }

    public ReadOnlySpan<byte> MerchantAdjustmentItemId { get; init; }

    public ReadOnlySpan<byte> Sku { get; init; }

    /// <summary>quantity-purchased; null when empty (always on refunds).</summary>
    public int? Quantity { get; init; }

    public ReadOnlySpan<byte> PromotionId { get; init; }
}

/// <summary>One seller-fulfilled return item of Amazon's returns report, flat or XML. Dates UTC, money in minor units of <see cref="Currency"/>. Evidence, not truth, for money.</summary>
public sealed record ReturnRow
{
    public required RowRef Row { get; init; }

    /// <summary>Null when the report has none: becomes MissingOrderKey.</summary>
    public string? OrderId { get; init; }

    public DateTime? OrderedUtc { get; init; }

    public DateTime? RequestedUtc { get; init; }

    public string? RequestStatus { get; init; }

    public string? AmazonRmaId { get; init; }

    public string? MerchantRmaId { get; init; }

    public string? LabelType { get; init; }

    public long? LabelCostMinor { get; init; }

    public string? Currency { get; init; }

    public string? Carrier { get; init; }

    public string? TrackingId { get; init; }

    public string? LabelPaidBy { get; init; }

    public bool? AToZClaim { get; init; }

    public bool? IsPrime { get; init; }

    public string? Asin { get; init; }

    public string? Sku { get; init; }

    public string? ItemName { get; init; }

    public required int Quantity { get; init; }

    public string? ReasonCode { get; init; }

    public bool? InPolicy { get; init; }

    public string? ReturnType { get; init; }

    public string? Resolution { get; init; }

    public string? InvoiceNumber { get; init; }

    public DateTime? DeliveredUtc { get; init; }

    public long? OrderAmountMinor { get; init; }

    public int? OrderQuantity { get; init; }

    public string? SafeTActionReason { get; init; }

    public string? SafeTClaimId { get; init; }

    public string? SafeTClaimState { get; init; }

    public DateTime? SafeTClaimCreatedUtc { get; init; }

    public long? SafeTReimbursementMinor { get; init; }

    public long? RefundedMinor { get; init; }

    public string? Category { get; init; }

    public string? OrderItemId { get; init; }
}

/// <summary>One unit row of Amazon's FBA customer returns report. Customer comments are personal data and are not handed out.</summary>
public sealed record FbaReturnRow(
    RowRef Row, DateTime? ReceivedUtc, string? OrderId, string? Sku, string? Asin, string? Fnsku, string? ItemName, int Quantity,
    string? FulfillmentCenterId, string? DetailedDisposition, string? ReasonCode, string? Status, string? LicensePlate);

/// <summary>One row of Amazon's FBA reimbursements report. Money in minor units of <paramref name="Currency"/>.</summary>
public sealed record ReimbursementRow(
    RowRef Row, DateTime? ApprovedUtc, string ReimbursementId, string? CaseId, string? OrderId, string? Reason, string? Sku, string? Fnsku, string? Asin,
    string? Condition, string Currency, long? AmountPerUnitMinor, long AmountTotalMinor, int? QuantityCash, int? QuantityInventory, int? QuantityTotal,
    string? OriginalReimbursementId, string? OriginalReimbursementType);

/// <summary>One item row of Amazon's all-orders report. Prices are for the whole line, in minor units of <see cref="Currency"/>. Addresses are not read.</summary>
public sealed record OrderLineRow
{
    public required RowRef Row { get; init; }

    public required string OrderId { get; init; }

    public string? MerchantOrderId { get; init; }

    public DateTime? PurchasedUtc { get; init; }

    public DateTime? UpdatedUtc { get; init; }

    public string? OrderStatus { get; init; }

    /// <summary>"Amazon" or "Merchant" as written.</summary>
    public string? FulfillmentChannel { get; init; }

    /// <summary>"Amazon.de" and the like: names the marketplace.</summary>
    public string? SalesChannel { get; init; }

    public string? ItemName { get; init; }

    public required string Sku { get; init; }

    public string? Asin { get; init; }

    public string? ItemStatus { get; init; }

    public required int Quantity { get; init; }

    /// <summary>Null for pending and cancelled orders, whose prices are hidden.</summary>
    public string? Currency { get; init; }

    public long? ItemPriceMinor { get; init; }

    public long? ItemTaxMinor { get; init; }

    public long? ShippingPriceMinor { get; init; }

    public long? ShippingTaxMinor { get; init; }

    public long? GiftWrapPriceMinor { get; init; }

    public long? GiftWrapTaxMinor { get; init; }

    public long? ItemPromotionMinor { get; init; }

    public long? ShipPromotionMinor { get; init; }

    public string? OrderItemId { get; init; }

    public bool? BuyerRequestedCancellation { get; init; }

    /// <summary>The promise, not the delivery: no Amazon order tells when it really arrived.</summary>
    public DateTime? LatestDeliveryUtc { get; init; }
}

/// <summary>One goods receipt or grading of the console's own CSV.</summary>
/// <param name="Reference">The sender's own id of the event; a later row with the same source and reference corrects the earlier one.</param>
/// <param name="Grade">A, B, C or D; null when not graded yet.</param>
/// <param name="Disposition">Restocked, Quarantined, Scrapped, ReturnedToCustomer or Lost; null when not decided.</param>
public sealed record ReceiptRow(
    RowRef Row, string? OrderId, string? RmaId, string? Sku, int Quantity, string? TrackingId, DateTime ReceivedUtc, string? Grade, string? Disposition,
    string Source, string? Reference)
{
    /// <summary>When the row was written down; null: with the receipt. Of two rows about the same goods the one written down later holds.</summary>
    public DateTime? RecordedUtc { get; init; }

    /// <summary>Identity of goods that came without a reference, when this row corrects them.</summary>
    public string? Corrects { get; init; }
}

/// <summary>One item of a return as a returns platform or shop tells it. What it says of progress is what was known when it was told: milestones may be missing and come in any order.</summary>
public sealed record PlatformReturnRow
{
    public required RowRef Row { get; init; }

    /// <summary>"rebound", "happy-returns", "commercetools": also the source system of the reason code.</summary>
    public required string Platform { get; init; }

    /// <summary>The platform's id of the return.</summary>
    public required string ReturnId { get; init; }

    /// <summary>Identity of the item within the return: the physical item's id where the platform tells units apart, else the line's.</summary>
    public required string ItemId { get; init; }

    /// <summary>
    /// True: tells of a parcel, a bag or the whole return, and with it of every item that shares its <see cref="ReturnId"/>, <see cref="TrackingId"/> or <see cref="LabelId"/>;
    /// <see cref="ItemId"/> then names the parcel and <see cref="Quantity"/> is 0.
    /// </summary>
    public bool WholeParcel { get; init; }

    /// <summary>What people read and scan: display id, express code.</summary>
    public string? DisplayId { get; init; }

    /// <summary>The order as the platform knows it: for Amazon's channel Amazon's order id. Null: MissingOrderKey.</summary>
    public string? OrderId { get; init; }

    public string? OrderItemId { get; init; }

    public string? RmaId { get; init; }

    public string? Sku { get; init; }

    public string? ItemName { get; init; }

    /// <summary>Pieces; 0: not told here (a parcel's scan, a later state of an item that was told of before).</summary>
    public required int Quantity { get; init; }

    /// <summary>Reason code as it came.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Status as it came.</summary>
    public string? Status { get; init; }

    /// <summary>refund, exchange, credit as it came.</summary>
    public string? Wish { get; init; }

    /// <summary>hub, dtr, rlib, return-bar, mail … as it came.</summary>
    public string? Flow { get; init; }

    public string? Carrier { get; init; }

    public string? TrackingId { get; init; }

    /// <summary>Bag barcode or label id.</summary>
    public string? LabelId { get; init; }

    /// <summary>Consolidated shipment or pallet it travels on.</summary>
    public string? ShipmentId { get; init; }

    public DateTime? RegisteredUtc { get; init; }

    /// <summary>First scan by a carrier or at a drop-off: the goods are on their way, not received.</summary>
    public DateTime? FirstScanUtc { get; init; }

    public DateTime? AtHubUtc { get; init; }

    /// <summary>The hub is done with it: found and judged.</summary>
    public DateTime? ProcessedUtc { get; init; }

    public DateTime? DeliveredUtc { get; init; }

    public DateTime? CancelledUtc { get; init; }

    /// <summary>The platform's own time of the last change; null when it tells none.</summary>
    public DateTime? UpdatedUtc { get; init; }

    /// <summary>The hub's final disposition as it came; null until there is one.</summary>
    public string? FinalDisposition { get; init; }

    /// <summary>Expected by the platform and found in the parcel; null when it does not say.</summary>
    public bool? Found { get; init; }

    /// <summary>Value of the item for the customer, in minor units of <see cref="Currency"/>, as the platform has it.</summary>
    public long? ValueMinor { get; init; }

    public string? Currency { get; init; }
}

/// <summary>A refund of an order item as Amazon's finance data shows it. Amounts in minor units, negative as the money flows from the seller. Source: listTransactions 2024-06-19, listFinancialEvents v0.</summary>
public sealed record RefundRow
{
    public required RowRef Row { get; init; }

    /// <summary>True: held back (DEFERRED); false: let go or of a source that does not know deferral.</summary>
    public required bool Deferred { get; init; }

    public required SettlementLineKind Kind { get; init; }

    /// <summary>transactionId; the same transaction told again is a repeat.</summary>
    public required string TransactionId { get; init; }

    public string? OrderId { get; init; }

    /// <summary>REFUND_ID, else the adjustment's id.</summary>
    public string? AdjustmentId { get; init; }

    /// <summary>ORDER_ADJUSTMENT_ITEM_ID, or our own refund id where we gave one.</summary>
    public string? MerchantAdjustmentItemId { get; init; }

    public string? OrderItemId { get; init; }

    public string? Sku { get; init; }

    /// <summary>Marketplace name ("Amazon.de") or marketplace id as it came.</summary>
    public string? Marketplace { get; init; }

    public required string Currency { get; init; }

    public DateTime? PostedUtc { get; init; }

    public long PrincipalMinor { get; init; }

    public long TaxMinor { get; init; }

    public long ShippingMinor { get; init; }

    public long RestockingFeeMinor { get; init; }

    /// <summary>Gift wrap, goodwill, return shipping.</summary>
    public long OtherBuyerMinor { get; init; }

    public long PromotionMinor { get; init; }
}

/// <summary>One item on a consolidated shipment. Source: Happy Returns outbound shipments, Rebound pallets.</summary>
public sealed record ShipmentItemRow
{
    public required RowRef Row { get; init; }

    public required string Platform { get; init; }

    public required string ShipmentId { get; init; }

    public required string ItemId { get; init; }

    public string? ReturnId { get; init; }

    public string? OrderId { get; init; }

    public string? OrderItemId { get; init; }

    public string? RmaId { get; init; }

    public string? Sku { get; init; }

    public int Quantity { get; init; } = 1;

    public string? Carrier { get; init; }

    public string? TrackingId { get; init; }

    public string? PalletNumber { get; init; }

    public string? BoxBarcode { get; init; }

    public string? LabelId { get; init; }

    public DateTime? DepartedUtc { get; init; }

    /// <summary>What the hub said of the item, as it came.</summary>
    public string? InspectionOutcome { get; init; }
}

/// <summary>What a partner says it has in stock.</summary>
/// <param name="Location">Supply channel or warehouse; empty for the only one.</param>
public sealed record StockLevelRow(RowRef Row, string Platform, string Sku, string Location, long OnStock, long? Available, DateTime? UpdatedUtc);

/// <summary>A vendor's paper line: goods that Amazon returns to the vendor, money it takes or pays. Source: Vendor Central's CSV downloads, see AmazonVendor/README.md.</summary>
public sealed record VendorPaperRow
{
    public required RowRef Row { get; init; }

    /// <summary>"return", "remittance", "debit-note", "dispute", "purchase-order".</summary>
    public required string Paper { get; init; }

    /// <summary>Number of the line's document: return id, payment number, debit note number, dispute id.</summary>
    public required string Number { get; init; }

    /// <summary>Identity within the document.</summary>
    public required string LineId { get; init; }

    /// <summary>Returns reference (VRET) that credit notes must name; null when the paper has none.</summary>
    public string? ReturnsReference { get; init; }

    public string? PurchaseOrder { get; init; }

    public string? InvoiceNumber { get; init; }

    public string? Asin { get; init; }

    public string? Ean { get; init; }

    public string? Sku { get; init; }

    public int? Quantity { get; init; }

    public long? UnitCostMinor { get; init; }

    public long? AmountMinor { get; init; }

    public string? Currency { get; init; }

    public string? Type { get; init; }

    public string? Status { get; init; }

    public string? Carrier { get; init; }

    public string? TrackingId { get; init; }

    public DateTime? DateUtc { get; init; }
}

/// <summary>Takes what a reader finds, in file order. Called on the reading thread; an exception stops the reading.</summary>
public interface IPartnerFileSink
{
    /// <summary>A settlement begins: called once per settlement-id of the file, before its lines.</summary>
    void SettlementBegins(SettlementHead head);

    void SettlementLine(in SettlementLineRow row);

    void Return(ReturnRow row);

    void FbaReturn(FbaReturnRow row);

    void Reimbursement(ReimbursementRow row);

    void OrderLine(OrderLineRow row);

    void Receipt(ReceiptRow row);

    void PlatformReturn(PlatformReturnRow row);

    void Refund(RefundRow row);

    void ShipmentItem(ShipmentItemRow row);

    void StockLevel(StockLevelRow row);

    void VendorPaper(VendorPaperRow row);

    /// <summary>A status, type or event that the partner's documents do not name. The row it stands in is handed out all the same; the value is kept and raises a case.</summary>
    /// <param name="field">"rebound return/current_tracking_status": partner, document and field.</param>
    void Unknown(RowRef row, string field, string value);

    void Rejected(RejectedRow row);

    /// <summary>A row that carries nothing: a repeated header, a blank line inside the data.</summary>
    void Ignored(RowRef row, string why);

    /// <summary>A row of the partner's that was understood and says nothing to keep as a fact: a V1 quantity without an amount. It is part of the report, not noise.</summary>
    void Noted(RowRef row, string why) => Ignored(row, why);
}

/// <summary>How far a reader is.</summary>
public readonly record struct ReadProgress(long Rows, long BytesRead, long BytesTotal);
