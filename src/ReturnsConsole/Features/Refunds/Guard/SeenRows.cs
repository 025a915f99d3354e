using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>What a live look showed of an order's refunds: kept, and read again as facts that the rules merge.</summary>
internal static class SeenRows
{
    /// <summary>As stored of a look; too much of it to be kept is refused, never cut.</summary>
    /// <returns>Null when it does not fit.</returns>
    public static string? Write(IReadOnlyList<RefundRow> rows)
    {
        var json = JsonSerializer.Serialize(rows.Select(r => new LookedRow(
            r.Deferred, (byte)r.Kind, r.AdjustmentId ?? "", r.MerchantAdjustmentItemId ?? "", r.OrderItemId ?? "", r.Sku ?? "", r.Currency, r.PostedUtc, r.PrincipalMinor, r.TaxMinor, r.ShippingMinor,
            r.RestockingFeeMinor, r.OtherBuyerMinor, r.PromotionMinor)));
        return json.Length <= RefundLook.RowsLength ? json : null;
    }

    public static IEnumerable<RefundSightingFact> Read(RefundLook look, string marketplace)
    {
        var number = 0;
        foreach (var row in JsonSerializer.Deserialize<LookedRow[]>(look.Rows) ?? [])
        {
            yield return new RefundSightingFact
            {
                Id = long.MaxValue - number++,
                Source = row.Deferred ? RefundSource.Deferred : RefundSource.Released,
                Kind = SightingFacts.KindOf((SettlementLineKind)row.Kind),
                AdjustmentId = row.AdjustmentId,
                MerchantAdjustmentItemId = row.MerchantAdjustmentItemId,
                OrderItemId = row.OrderItemId,
                Sku = row.Sku,
                Currency = row.Currency,
                Marketplace = marketplace,
                PostedAt = row.PostedAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null,
                Principal = row.Principal,
                Tax = row.Tax,
                Shipping = row.Shipping,
                RestockingFee = row.RestockingFee,
                OtherBuyer = row.Other,
                Promotion = row.Promotion,
                BuyerTotal = row.Principal + row.Tax + row.Shipping + row.RestockingFee + row.Other + row.Promotion,
            };
        }
    }

    private sealed record LookedRow(
        bool Deferred, byte Kind, string AdjustmentId, string MerchantAdjustmentItemId, string OrderItemId, string Sku, string Currency, DateTime? PostedAt, long Principal, long Tax, long Shipping,
        long RestockingFee, long Other, long Promotion);
}
