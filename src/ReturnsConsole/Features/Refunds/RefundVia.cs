using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Refunds;

/// <summary>Who moves the money. Values are stored.</summary>
public enum RefundVia : byte
{
    Amazon = 0,

    /// <summary>The payment service behind our own shop.</summary>
    Shop = 1,
}

/// <summary>An order that Amazon numbered is refunded by Amazon, whoever tells of it; every other one by the shop.</summary>
public static class RefundVias
{
    public static RefundVia Of(string orderId) => AmazonOrderIds.LooksLikeOne(orderId) ? RefundVia.Amazon : RefundVia.Shop;

    /// <summary>As people call it.</summary>
    public static string NameOf(RefundVia via) => via == RefundVia.Amazon ? "Amazon" : "the shop";
}
