namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>A shop order as it is at this moment, with the payments that belong to it. Amounts in minor units; the partner's own words stay as they came.</summary>
/// <param name="Id">The resource's id.</param>
/// <param name="Number">The order number, else the id.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="State">orderState.</param>
/// <param name="Payments">Of paymentInfo, in its order.</param>
/// <param name="Returns">Of returnInfo.</param>
public sealed record ShopOrderSeen(string Id, string Number, long Version, string State, IReadOnlyList<ShopPaymentSeen> Payments, IReadOnlyList<ShopReturnSeen> Returns);

/// <summary>One payment.</summary>
/// <param name="Method">paymentMethodInfo.method as it came, else its interface; empty when neither is told.</param>
public sealed record ShopPaymentSeen(string Id, string Currency, long Planned, string Method, IReadOnlyList<ShopTransactionSeen> Transactions)
{
    /// <summary>What the buyer was charged.</summary>
    public long Charged => Transactions.Where(t => t is { Type: "Charge", State: "Success" }).Sum(t => t.Amount);

    /// <summary>What went back, or is about to: only a failed one does not count.</summary>
    public long GoingBack => Transactions.Where(t => t.IsBack && t.State != "Failure").Sum(t => t.Amount);

    /// <summary>What may still go back by this payment.</summary>
    public long Left => Charged - GoingBack;
}

/// <summary>One transaction of a payment.</summary>
/// <param name="Type">Authorization, CancelAuthorization, Charge, Refund, Chargeback.</param>
/// <param name="State">Initial, Pending, Success, Failure.</param>
/// <param name="InteractionId">Of a refund of ours its key; empty when there is none.</param>
public sealed record ShopTransactionSeen(string Id, string Type, string State, long Amount, string InteractionId, DateTime? At)
{
    public bool IsBack => Type is "Refund" or "Chargeback";

    /// <summary>Money that is about to go back: nobody has confirmed it.</summary>
    public bool IsUnderWay => IsBack && State is not ("Success" or "Failure");
}

/// <summary>One item of returnInfo.</summary>
/// <param name="Key">The writer's own key; empty when it gave none.</param>
public sealed record ShopReturnSeen(string Id, string Key, string LineItemId, int Quantity, string ShipmentState, string PaymentState);
