namespace ReturnsConsole.Demo.Month;

/// <summary>The kinds of exception that the month holds; the names are the console's.</summary>
public enum PlantedKind
{
    OrphanedRefund,
    DuplicateRefund,
    RefundAmountBreak,
    RefundDue,
    SettlementBreak,
    UnmatchedSettlementLine,
    DarkReturn,
    ReceiptWithoutOrder,
    SkuMismatch,
    QuantityMismatch,
    UnmappedReasonCode,
    MissingOrderKey,
}

/// <summary>One exception that was put into the files on purpose.</summary>
/// <param name="Kind">The case that must open.</param>
/// <param name="Account">"Amazon US", "Amazon UK" or "Amazon DE".</param>
/// <param name="Subject">
/// What the case is about: the order id; for SettlementBreak the settlement id; for ReceiptWithoutOrder the receipt's reference;
/// for UnmappedReasonCode the code; for MissingOrderKey the RMA id.
/// </param>
/// <param name="Sku">The article concerned; empty where there is none.</param>
/// <param name="AmountMinor">
/// Money of the case in minor units: the refund (OrphanedRefund, UnmatchedSettlementLine), what was refunded too much (DuplicateRefund), refunded minus due
/// (RefundAmountBreak), due (RefundDue), lines minus declared total or the amount of the unknown line (SettlementBreak), value of the goods (all others); 0 where no money is known.
/// </param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Story">What happened, in words.</param>
public sealed record PlantedCase(PlantedKind Kind, string Account, string Subject, string Sku, long AmountMinor, string Currency, string Story);

/// <summary>The ways in which the month goes wrong.</summary>
internal enum Mishap
{
    OrphanWithoutReturn,
    OrphanOfFba,
    OrphanWithoutGoods,
    RefundedTwice,
    RefundedTooMuch,
    TaxNotRefunded,
    ShippingRefundedUnasked,
    ShippingNotRefunded,
    UnexplainedDeduction,
    UnitNotRefunded,
    RefundDue,
    RefundOfUnknownOrder,
    LabelWithoutGoods,
    ParcelWithoutReturn,
    ReceiptOfUnknownOrder,
    ReceiptOfNoOrder,
    OtherArticleReceived,
    UnitMissing,
    UnmappedReason,
    OrderIdMissing,
}

/// <summary>How many of each mishap are planted where. The two settlement breaks are planted by <see cref="SettlementFile"/>.</summary>
internal static class PlantedCases
{
    /// <summary>By how much the lines of one UK settlement miss its declared total, in minor units.</summary>
    public const long SettlementDifference = 1_234;

    /// <summary>Amount of the German line of unknown type, in minor units.</summary>
    public const long UnknownLineAmount = -8_750;

    public const string UnknownLineType = "CarbonNeutralSurcharge";

    public static IReadOnlyList<(Mishap Mishap, int Us, int Uk, int De)> Plan { get; } =
    [
        (Mishap.OrphanWithoutReturn, 15, 11, 9),
        (Mishap.OrphanOfFba, 5, 3, 3),
        (Mishap.OrphanWithoutGoods, 6, 4, 4),
        (Mishap.RefundedTwice, 1, 1, 1),
        (Mishap.RefundedTooMuch, 1, 1, 1),
        (Mishap.TaxNotRefunded, 6, 0, 0),
        (Mishap.ShippingRefundedUnasked, 4, 0, 0),
        (Mishap.ShippingNotRefunded, 2, 3, 3),
        (Mishap.UnexplainedDeduction, 4, 7, 6),
        (Mishap.UnitNotRefunded, 3, 4, 3),
        (Mishap.RefundDue, 7, 5, 5),
        (Mishap.RefundOfUnknownOrder, 16, 12, 10),
        (Mishap.LabelWithoutGoods, 9, 7, 6),
        (Mishap.ParcelWithoutReturn, 3, 3, 2),
        (Mishap.ReceiptOfUnknownOrder, 2, 2, 1),
        (Mishap.ReceiptOfNoOrder, 1, 1, 1),
        (Mishap.OtherArticleReceived, 4, 3, 2),
        (Mishap.UnitMissing, 3, 2, 2),
        (Mishap.UnmappedReason, 8, 7, 5),
        (Mishap.OrderIdMissing, 2, 2, 1),
    ];

    public static int Count(this (Mishap Mishap, int Us, int Uk, int De) plan, Marketplace market) =>
        market.Code switch { "US" => plan.Us, "UK" => plan.Uk, _ => plan.De };
}
