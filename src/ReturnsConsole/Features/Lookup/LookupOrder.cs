using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>What is known of one order, as the words need it. No name, no address: nothing of it is kept here.</summary>
public sealed record LookupOrder
{
    public required int AccountId { get; init; }

    public required long OrderKey { get; init; }

    public string Account { get; init; } = "";

    /// <summary>Empty: the return names no order.</summary>
    public string OrderId { get; init; } = "";

    public string Alias { get; init; } = "";

    public string Marketplace { get; init; } = "";

    /// <summary>Sold on Amazon: Amazon pays refunds.</summary>
    public bool IsAmazon { get; init; } = true;

    /// <summary>False: no line of the order is known, only what was told about it.</summary>
    public bool LinesAreKnown { get; init; }

    public DateTime? OrderedAt { get; init; }

    /// <summary>Amazon's promise; the real delivery no system tells.</summary>
    public DateTime? LatestDeliveryAt { get; init; }

    /// <summary>The one that was asked for first, then the newest.</summary>
    public IReadOnlyList<LookupReturn> Returns { get; init; } = [];

    /// <summary>Refunds that belong to no return.</summary>
    public IReadOnlyList<LookupRefund> LooseRefunds { get; init; } = [];

    /// <summary>Goods that belong to no return.</summary>
    public IReadOnlyList<LookupReceipt> LooseReceipts { get; init; } = [];
}

public sealed record LookupReturn
{
    public required long Id { get; init; }

    /// <summary>All rows that tell of it: Amazon's, the platform's.</summary>
    public IReadOnlyList<long> Told { get; init; } = [];

    public string Rma { get; init; } = "";

    public string MerchantRma { get; init; } = "";

    public string Sku { get; init; } = "";

    public string ItemName { get; init; } = "";

    public int Quantity { get; init; } = 1;

    /// <summary>Who told of it first: "Amazon", "Rebound".</summary>
    public string ToldBy { get; init; } = "Amazon";

    /// <summary>Empty: no returns platform knows of it.</summary>
    public string Platform { get; init; } = "";

    public bool IsFba { get; init; }

    public string FulfillmentCenter { get; init; } = "";

    public ReturnResolution Resolution { get; init; }

    public ReturnRequestState State { get; init; }

    public bool AmazonPrepaidLabel { get; init; }

    public string Carrier { get; init; } = "";

    public string Tracking { get; init; } = "";

    public bool? InPolicy { get; init; }

    public bool AToZClaim { get; init; }

    public bool Quarantined { get; init; }

    public DateTime? RequestedAt { get; init; }

    public DateTime? FirstScanAt { get; init; }

    public DateTime? AtHubAt { get; init; }

    public DateTime? DeliveredAt { get; init; }

    public DateTime? ProcessedAt { get; init; }

    public DateTime? AcceptedAt { get; init; }

    public string Marketplace { get; init; } = "";

    public string Currency { get; init; } = "";

    /// <summary>What is due when it is accepted; null when a price is not known.</summary>
    public long? Value { get; init; }

    /// <summary>What Amazon's returns report says was refunded; evidence, not proof.</summary>
    public long ReportedRefund { get; init; }

    public IReadOnlyList<LookupReceipt> Receipts { get; init; } = [];

    public IReadOnlyList<LookupRefund> Refunds { get; init; } = [];
}

public sealed record LookupReceipt(DateTime At, string Source, ConditionGrade Grade = ConditionGrade.None, Disposition Disposition = Disposition.None, string Sku = "", string Tracking = "")
{
    public bool IsLost => Disposition == Disposition.Lost;

    public bool IsGraded => Grade != ConditionGrade.None || Disposition is not (Disposition.None or Disposition.Lost);
}

/// <param name="Amount">Minor units, as the buyer got it: positive.</param>
public sealed record LookupRefund(DateTime? At, long Amount, string Currency, RefundKind Kind = RefundKind.Refund, RefundSource Source = RefundSource.Settlement);
