namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>Who gave money back for an order line, and how far that is.</summary>
public enum MoneySource : byte
{
    /// <summary>Ours, proven.</summary>
    OursConfirmed = 1,

    /// <summary>Ours, asked for and not at an end; an unknown outcome counts.</summary>
    OursInFlight = 2,

    /// <summary>Amazon by itself at the first carrier scan.</summary>
    AmazonAtFirstScan = 3,

    /// <summary>Amazon, an A-to-z claim, a chargeback, or somebody in Seller Central.</summary>
    Elsewhere = 4,

    /// <summary>The shop's own records.</summary>
    Shop = 5,

    /// <summary>Only the returns report says so: evidence, not truth.</summary>
    ReportOnly = 6,

    /// <summary>A returns portal took the goods and pays by itself where it is set so; no payment shows it: evidence, not truth.</summary>
    Portal = 7,
}

/// <summary>Money that a buyer got, or is getting, for the order line.</summary>
/// <param name="Key">Names it: adjustment id, our key.</param>
/// <param name="At">When; null when nobody said.</param>
public sealed record MoneyBack(MoneySource Source, string Key, RefundAmounts Amounts, long Total, string Currency, DateTime? At);

/// <summary>What the guard decides on. The order of the lists means nothing.</summary>
public sealed record GuardFacts
{
    /// <summary>False: nobody ever told of the order line.</summary>
    public required bool OrderIsKnown { get; init; }

    /// <summary>What the buyer paid; null when a price is hidden.</summary>
    public RefundAmounts? Paid { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>Pieces ordered.</summary>
    public int Ordered { get; init; }

    /// <summary>Pieces that are being cancelled or were.</summary>
    public int Cancelled { get; init; }

    public IReadOnlyList<MoneyBack> Back { get; init; } = [];
}

/// <summary>What somebody wants to give.</summary>
public sealed record GuardWish(RefundAmounts Amounts, string Currency);

/// <summary>What the settings allow.</summary>
/// <param name="ApprovalFrom">The least total that needs a second person.</param>
/// <param name="TaxOnTop">The marketplace's prices do not hold the tax.</param>
public sealed record GuardSettings(long ApprovalFrom, bool AllowOverRefund, bool TaxOnTop);

public enum GuardDecision : byte
{
    Allowed = 1,
    NeedsApproval = 2,
    Refused = 3,
}

/// <summary>One line of the arithmetic: "Paid 120.00", "Refunded by Amazon at first scan −20.00".</summary>
public sealed record GuardLine(string Label, long Minor, string Currency);

/// <summary>What the guard says, and why.</summary>
/// <param name="Left">What may still be given, minor units; below zero when others gave too much.</param>
/// <param name="OverBy">By how much the wish exceeds that; 0 when it does not.</param>
/// <param name="Why">In words; empty when allowed.</param>
public sealed record GuardAnswer(GuardDecision Decision, IReadOnlyList<GuardLine> Arithmetic, long Left, long OverBy, IReadOnlyList<string> Why);
