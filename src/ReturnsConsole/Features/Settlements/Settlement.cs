using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Features.Settlements;

/// <summary>One settlement period of one account. Invariant: the sum of its lines is its declared total, or an open SettlementBreak says by how much.</summary>
public sealed class Settlement
{
    public int Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>Amazon's settlement-id.</summary>
    public required string SettlementId { get; init; }

    public required string Currency { get; init; }

    public DateTime? StartAt { get; init; }

    public DateTime? EndAt { get; init; }

    public DateTime? DepositAt { get; init; }

    /// <summary>Minor units; null when the file declares none.</summary>
    public long? DeclaredTotal { get; init; }

    public long SummedTotal { get; set; }

    public int LineCount { get; set; }

    /// <summary>Lines of a type we do not know: summed, and raise a SettlementBreak.</summary>
    public int UnclassifiedLines { get; set; }

    /// <summary>Order-independent sum of the lines' content hashes: tells a re-export from a different file.</summary>
    public long ContentHash { get; set; }

    public long FirstLineId { get; set; }

    public long LastLineId { get; set; }

    public string Marketplace { get; set; } = "";

    public required int FileId { get; init; }

    public required long Line { get; init; }
}

/// <summary>One amount of a settlement.</summary>
public sealed class SettlementLine
{
    /// <summary>Ascending in file order; a settlement's lines are contiguous unless its file interleaves settlements.</summary>
    public long Id { get; private set; }

    public required int SettlementPk { get; init; }

    public required int FileId { get; init; }

    public required long Line { get; init; }

    public int Part { get; init; }

    public SettlementLineKind Kind { get; init; }

    public AmountRole Role { get; init; }

    public string TransactionType { get; init; } = "";

    public long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public string MerchantOrderId { get; init; } = "";

    public string AdjustmentId { get; init; } = "";

    public string ShipmentId { get; init; } = "";

    public string Marketplace { get; init; } = "";

    public string AmountType { get; init; } = "";

    public string AmountDescription { get; init; } = "";

    public long Amount { get; init; }

    public DateTime? PostedAt { get; init; }

    public string OrderItemCode { get; init; } = "";

    public string MerchantOrderItemId { get; init; } = "";

    public string MerchantAdjustmentItemId { get; init; } = "";

    public string Sku { get; init; } = "";

    public int? Quantity { get; init; }

    public string PromotionId { get; init; } = "";
}

public enum RefundOrigin : byte
{
    Settlement = 1,
    DeferredTransaction = 2,
    ReleasedTransaction = 3,
}

/// <summary>
/// A refund to a buyer as one source saw it: refund rows of a settlement with the same order, adjustment and item, or a finance transaction. Several
/// sightings may be one refund; the rules count it once. Amounts in minor units, negative as the money flows from the seller.
/// </summary>
public sealed class RefundSighting
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>Identity within the account of what finance transactions tell; empty for settlement lines, which have their own.</summary>
    public string NaturalKey { get; init; } = "";

    public required long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public required RefundOrigin Origin { get; init; }

    public required SettlementLineKind Kind { get; init; }

    public int SettlementPk { get; init; }

    public string AdjustmentId { get; init; } = "";

    public string MerchantAdjustmentItemId { get; init; } = "";

    public string OrderItemId { get; init; } = "";

    public string Sku { get; init; } = "";

    public string Marketplace { get; init; } = "";

    public required string Currency { get; init; }

    public DateTime? PostedAt { get; init; }

    public long Principal { get; init; }

    public long Tax { get; init; }

    public long Shipping { get; init; }

    public long RestockingFee { get; init; }

    /// <summary>Gift wrap, goodwill, return shipping and whatever else is buyer-facing.</summary>
    public long OtherBuyer { get; init; }

    public long Promotion { get; init; }

    /// <summary>What the buyer got: the sum of the six above; ≤ 0.</summary>
    public long BuyerTotal { get; init; }

    public long Hash { get; init; }

    public required int FileId { get; init; }

    public required long Line { get; init; }
}

/// <summary>Amazon to the seller: one row of the reimbursements report.</summary>
public sealed class Reimbursement
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required string NaturalKey { get; init; }

    public required string ReimbursementId { get; init; }

    public string CaseId { get; set; } = "";

    public required long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public string Reason { get; set; } = "";

    public string Sku { get; set; } = "";

    public string Currency { get; set; } = "";

    public long Total { get; set; }

    public int? QuantityCash { get; set; }

    public int? QuantityInventory { get; set; }

    public DateTime? ApprovedAt { get; set; }

    public long Hash { get; set; }

    public int FileId { get; set; }

    public long Line { get; set; }
}
