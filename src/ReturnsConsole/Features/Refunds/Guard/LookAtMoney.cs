using ReturnsConsole.Features.Refunds.Shop;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>A live look at the money of an order, where that money moves: at Amazon's transactions, or at the shop's order and its payments.</summary>
public sealed class LookAtMoney(LookAtAmazon amazon, LookAtShop shop)
{
    internal Task<Looked> RunAsync(int accountId, string orderId, CancellationToken ct) =>
        RefundVias.Of(orderId) == RefundVia.Amazon ? amazon.RunAsync(accountId, orderId, ct) : shop.RunAsync(accountId, orderId, ct);
}
