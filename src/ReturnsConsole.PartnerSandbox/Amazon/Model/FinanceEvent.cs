namespace ReturnsConsole.PartnerSandbox.Amazon.Model;

internal enum FinanceKind
{
    Shipment,
    Refund,
    ServiceFee,
    SafeT,
}

/// <summary>One amount, signed as Amazon signs it: money to the seller is positive. Worded as settlement files word it.</summary>
internal readonly record struct Charge(string Type, string Description, long Minor)
{
    public bool IsBuyers => Type is "ItemPrice" or "Promotion";
}

/// <param name="MerchantKey">The merchant's adjustment item id, when the refund came by feed.</param>
internal sealed record FinanceItem(AmazonLine? Line, IReadOnlyList<Charge> Charges, string? AdjustmentItemId = null, string? MerchantKey = null)
{
    public long Total => Charges.Sum(charge => charge.Minor);
}

internal sealed class FinanceEvent
{
    public required FinanceKind Kind { get; init; }

    public required AmazonOrder? Order { get; init; }

    public required IReadOnlyList<FinanceItem> Items { get; init; }

    public required DateTime Posted { get; init; }

    public required string TransactionId { get; init; }

    /// <summary>When a deferred event is paid out; null for one that never was deferred.</summary>
    public DateTime? Release { get; init; }

    public string? ReleaseId { get; init; }

    public bool Released { get; set; }

    /// <summary>The rows that list this event so far.</summary>
    public List<FinanceRow> Rows { get; } = [];

    /// <summary>Amazon's id of a refund (settlement: adjustment-id).</summary>
    public string? RefundId { get; init; }

    public string? SafeTClaimId { get; init; }

    public string? SettlementId { get; set; }

    public long Total => Items.Sum(item => item.Total);

    /// <summary>What the buyer got back, positive.</summary>
    public long ToBuyer => -Items.Sum(item => item.Charges.Where(charge => charge.IsBuyers).Sum(charge => charge.Minor));
}

/// <summary>An event as the finance interfaces list it: once when posted and, if it was deferred, again when released.</summary>
/// <param name="Visible">Finance data lags: before this instant nobody sees the row.</param>
internal sealed record FinanceRow(FinanceEvent Event, bool IsRelease, DateTime Posted, DateTime Visible);
