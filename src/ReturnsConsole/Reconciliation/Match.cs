namespace ReturnsConsole.Reconciliation;

/// <summary>The rule that tied two facts together: DESIGN §6, in that order.</summary>
public enum MatchRule : byte
{
    None = 0,

    /// <summary>Refund id, adjustment id or our own MerchantAdjustmentItemID.</summary>
    RefundId = 1,

    /// <summary>Amazon's RMA id (or ours).</summary>
    Rma = 2,

    /// <summary>Order id and order item id.</summary>
    OrderItem = 3,

    /// <summary>Order id, SKU and quantity.</summary>
    OrderSku = 4,

    /// <summary>Order id, amount within tolerance and a date window.</summary>
    OrderAmount = 5,

    /// <summary>Tracking number of the parcel.</summary>
    Tracking = 6,

    /// <summary>An alias of the order id (the seller's own).</summary>
    Alias = 7,

    /// <summary>A person, with a reason.</summary>
    Person = 8,
}

/// <summary>Which fields agreed.</summary>
[Flags]
public enum MatchFields : byte
{
    None = 0,
    Order = 1,
    OrderItem = 2,
    Sku = 4,
    Quantity = 8,
    Amount = 16,
    Date = 32,
    Rma = 64,
    Tracking = 128,
}

/// <summary>
/// Two facts tied together: refund and return, return and goods, or refund and goods that came without a return. An id of 0 means that the match has no such side.
/// </summary>
/// <param name="RefundId">First sighting of the refund.</param>
/// <param name="ReturnId">Return item.</param>
/// <param name="ReceiptId">Goods receipt.</param>
/// <param name="Rule">Which rule did it.</param>
/// <param name="Fields">Which fields agreed.</param>
/// <param name="Amount">The part of the refund that this match accounts for, minor units; 0 between return and goods.</param>
/// <param name="Difference">What is left between refund and expectation; on the first match of an item only.</param>
public readonly record struct Match(long RefundId, long ReturnId, long ReceiptId, MatchRule Rule, MatchFields Fields, long Amount, Difference Difference)
{
    /// <summary>The rule in words.</summary>
    public static string WordsOf(MatchRule rule) => rule switch
    {
        MatchRule.RefundId => "by refund id",
        MatchRule.Rma => "by RMA",
        MatchRule.OrderItem => "by order and order item",
        MatchRule.OrderSku => "by order and SKU",
        MatchRule.OrderAmount => "by order, amount and date",
        MatchRule.Tracking => "by tracking number",
        MatchRule.Alias => "by the seller's own order id",
        MatchRule.Person => "by a person",
        _ => "",
    };
}
