using System.Globalization;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// The documented rules of OrderAdjustment and OrderAcknowledgement, checked before anything is sent: what breaks one is never part of a document.
/// Sources: the XSDs of the feeds (OrderAdjustment revision 12, amzn-base, OrderAcknowledgement); item codes have 14 digits there and 15 in live orders.
/// </summary>
internal static class InstructionRules
{
    private const int LongestKey = 50;

    /// <summary>The currencies that the schema lists.</summary>
    private static readonly HashSet<string> Known =
        ["USD", "GBP", "EUR", "JPY", "CAD", "CNY", "INR", "MXN", "BRL", "AUD", "TRY", "SGD", "SEK", "PLN", "AED", "SAR", "EGP"];

    private static readonly HashSet<string> AdjustmentReasons = [.. RefundReasons.Adjustment];
    private static readonly HashSet<string> CancelReasons = [.. RefundReasons.Cancellation];

    /// <summary>Decimals of an amount; the schema allows at most two and knows no currency with three.</summary>
    public static int Places(string currency) => currency == "JPY" ? 0 : 2;

    /// <summary>The United States and Canada take tax as parts of their own; elsewhere the price holds the tax, and a Tax part is refused or unverified.</summary>
    public static bool TaxStandsApart(string marketplace) => marketplace is "US" or "CA";

    /// <returns>What is wrong, in words: field, found, expected; null when nothing is.</returns>
    public static string? Fault(RefundInstruction refund)
    {
        if ((KeyFault(refund.Key) ?? LineFault(refund.OrderId, refund.OrderItemId)) is { } fault)
            return fault;
        if (!AdjustmentReasons.Contains(refund.Reason))
            return $"the reason is '{refund.Reason}', expected one of Amazon's: {string.Join(", ", RefundReasons.Adjustment)}";
        if (!Known.Contains(refund.Currency))
            return $"the currency is '{refund.Currency}', expected one that Amazon takes: {string.Join(", ", Known)}";
        if (refund.Marketplace.Length == 0)
            return "the marketplace is missing: it decides how tax is written";
        foreach (var (name, minor) in Amounts(refund))
        {
            if (minor < 0)
                return $"{name} is {Text(minor, refund.Currency)} {refund.Currency}, expected 0 or more";
        }
        return SumFault(refund);
    }

    /// <returns>What is wrong, in words: field, found, expected; null when nothing is.</returns>
    public static string? Fault(CancelInstruction cancel)
    {
        if ((KeyFault(cancel.Key) ?? LineFault(cancel.OrderId, cancel.OrderItemId)) is { } fault)
            return fault;
        if (!CancelReasons.Contains(cancel.Reason))
            return $"the reason is '{cancel.Reason}', expected one of Amazon's: {string.Join(", ", RefundReasons.Cancellation)}";
        return cancel.Quantity is { } quantity && quantity < 1
            ? $"the quantity is {quantity.ToString(CultureInfo.InvariantCulture)}, expected 1 or more, or none for the whole line"
            : null;
    }

    /// <summary>An amount as the document writes it.</summary>
    public static string Text(long minor, string currency) =>
        (Places(currency) == 0 ? minor : minor / 100m).ToString(Places(currency) == 0 ? "F0" : "F2", CultureInfo.InvariantCulture);

    private static string? KeyFault(string key) =>
        key.Length is 0 or > LongestKey ? $"our key has {key.Length.ToString(CultureInfo.InvariantCulture)} characters, expected 1 to {LongestKey}"
        : key.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':')) ? $"our key '{key}' has other characters than letters, digits and - _ . :"
        : null;

    private static string? LineFault(string orderId, string itemId) =>
        !IsOrderId(orderId) ? $"the order id is '{orderId}', expected 3-7-7 digits such as 111-1234567-1234567"
        : itemId.Length is not (14 or 15) || !itemId.All(char.IsAsciiDigit) ? $"the order item code is '{itemId}', expected 14 or 15 digits"
        : null;

    private static string? SumFault(RefundInstruction refund)
    {
        var item = refund.ItemMinor + refund.TaxMinor;
        var given = item + refund.ShippingMinor + refund.ShippingTaxMinor + refund.GiftWrapMinor + refund.GiftWrapTaxMinor + refund.GoodwillMinor;
        var toBuyer = given - refund.RestockingFeeMinor - refund.PromotionMinor;
        return given == 0 ? "there is no amount, expected at least one above 0"
            : refund.RestockingFeeMinor > item ? $"the restocking fee is {Text(refund.RestockingFeeMinor, refund.Currency)}, expected at most the item's {Text(item, refund.Currency)} {refund.Currency}"
            : refund.PromotionMinor > item ? $"the promotion is {Text(refund.PromotionMinor, refund.Currency)}, expected at most the item's {Text(item, refund.Currency)} {refund.Currency}"
            : toBuyer <= 0 ? $"the buyer would get {Text(toBuyer, refund.Currency)} {refund.Currency}, expected more than 0"
            : null;
    }

    private static (string Name, long Minor)[] Amounts(RefundInstruction r) =>
    [
        ("the item", r.ItemMinor), ("the tax", r.TaxMinor), ("the shipping", r.ShippingMinor), ("the shipping tax", r.ShippingTaxMinor), ("the gift wrap", r.GiftWrapMinor),
        ("the gift wrap tax", r.GiftWrapTaxMinor), ("the restocking fee", r.RestockingFeeMinor), ("the goodwill", r.GoodwillMinor), ("the promotion", r.PromotionMinor),
    ];

    private static bool IsOrderId(string id)
    {
        if (id.Length != 19)
            return false;
        for (var i = 0; i < id.Length; i++)
        {
            if (i is 3 or 11 ? id[i] != '-' : !char.IsAsciiDigit(id[i]))
                return false;
        }
        return true;
    }
}
