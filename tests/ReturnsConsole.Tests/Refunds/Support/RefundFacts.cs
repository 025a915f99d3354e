using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Tests.Refunds.Support;

/// <summary>Refunds that others made, as the sync would have stored them.</summary>
internal static class RefundFacts
{
    public static async Task SeenAsync(RefundHouse house, string orderId, string orderItemId, string sku, long total, string currency)
    {
        await using var db = house.Open();
        db.RefundSightings.Add(new RefundSighting
        {
            AccountId = house.AccountId,
            NaturalKey = $"seen/{Guid.NewGuid():N}",
            OrderKey = OrderKey.From(orderId),
            OrderId = orderId,
            Origin = RefundOrigin.DeferredTransaction,
            Kind = SettlementLineKind.Refund,
            AdjustmentId = $"amzn1:crow:{Guid.NewGuid():N}",
            OrderItemId = orderItemId,
            Sku = sku,
            Currency = currency,
            PostedAt = house.Sandbox.Clock.Now,
            Principal = -total,
            BuyerTotal = -total,
            FileId = 0,
            Line = 0,
        });
        await db.SaveChangesAsync();
    }
}
