namespace ReturnsConsole.Reconciliation;

/// <summary>The exception catalogue. Values are stored; never renumber.</summary>
public enum CaseKind : byte
{
    /// <summary>A refund has no return, or no goods, after the waiting time of its marketplace.</summary>
    OrphanedRefund = 1,

    /// <summary>Refunds of a line exceed what was paid, or two refunds point at one item.</summary>
    DuplicateRefund = 2,

    /// <summary>The refund is not what was expected for what came back.</summary>
    RefundAmountBreak = 3,

    /// <summary>Goods accepted, the marketplace's refund deadline is near.</summary>
    RefundDue = 4,

    /// <summary>Lines do not sum to the total, unknown line type, carry-over does not chain, gap between periods.</summary>
    SettlementBreak = 5,

    /// <summary>A settlement's refund of no known refund or order.</summary>
    UnmatchedSettlementLine = 6,

    /// <summary>An Amazon prepaid-label return, or a parcel at the dock, with no record in the returns platform.</summary>
    DarkReturn = 7,

    /// <summary>Goods that fit no order.</summary>
    ReceiptWithoutOrder = 8,

    /// <summary>Another SKU than authorised.</summary>
    SkuMismatch = 9,

    /// <summary>Another count than authorised.</summary>
    QuantityMismatch = 10,

    /// <summary>A reason code without an active mapping.</summary>
    UnmappedReasonCode = 11,

    /// <summary>A return without order id.</summary>
    MissingOrderKey = 12,

    /// <summary>A partner has been silent too long, or is no longer called.</summary>
    StaleSync = 13,

    /// <summary>A message to a partner gave up, was refused, or nobody knows whether it arrived.</summary>
    FailedUpdate = 14,

    /// <summary>A partner uses a status, type or event that its documents do not name.</summary>
    UnknownPartnerValue = 15,

    /// <summary>A refund of ours was sent and nothing shows that it happened.</summary>
    RefundUnconfirmed = 20,

    /// <summary>Amazon refuses a refund or cancellation of ours.</summary>
    RefundRejected = 21,

    /// <summary>The buyer asked to cancel; 48 hours.</summary>
    CancellationRequested = 22,

    /// <summary>A vendor return is processed and no accepted credit came in time, or what was credited is not what arrived.</summary>
    CreditUnacknowledged = 23,

    /// <summary>A return waits for its order, or somebody asked for an order or return that no connected system has told of yet.</summary>
    OrderNotSynced = 30,

    /// <summary>The order changed after the return was priced.</summary>
    OrderChanged = 31,

    /// <summary>Accepted although Amazon's policy would refuse it, or the reverse.</summary>
    PolicyConflict = 32,

    /// <summary>Received, not graded.</summary>
    InspectionOverdue = 40,

    /// <summary>Scanned on its way, or on a shipment that left, and not here after the account's waiting time.</summary>
    LostInTransit = 41,

    /// <summary>On the manifest of a closed shipment, not unloaded.</summary>
    ManifestShortage = 42,

    /// <summary>Unloaded with a closed shipment, not on its manifest.</summary>
    ManifestSurplus = 43,

    /// <summary>A partner's stock is not what the ledger told it.</summary>
    InventoryDrift = 44,

    /// <summary>Of a returned kit some components came, others did not.</summary>
    KitIncomplete = 45,
}
