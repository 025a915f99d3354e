using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>Refunds as sources saw them, made into the facts that the rules merge: what is stored, and what a live look showed.</summary>
internal static class SeenRows
{
    public static RefundSightingFact Of(RefundSighting s) => new()
    {
        Id = s.Id,
        Source = (RefundSource)s.Origin,
        Kind = KindOf(s.Kind),
        SettlementPk = s.SettlementPk,
        AdjustmentId = s.AdjustmentId,
        MerchantAdjustmentItemId = s.MerchantAdjustmentItemId,
        OrderItemId = s.OrderItemId,
        Sku = s.Sku,
        Currency = s.Currency,
        Marketplace = s.Marketplace,
        PostedAt = s.PostedAt,
        Principal = s.Principal,
        Tax = s.Tax,
        Shipping = s.Shipping,
        RestockingFee = s.RestockingFee,
        OtherBuyer = s.OtherBuyer,
        Promotion = s.Promotion,
        BuyerTotal = s.BuyerTotal,
        FileId = s.FileId,
        Line = s.Line,
    };

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
                Kind = KindOf((SettlementLineKind)row.Kind),
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

    private static RefundKind KindOf(SettlementLineKind kind) => kind switch
    {
        SettlementLineKind.Refund => RefundKind.Refund,
        SettlementLineKind.Chargeback => RefundKind.Chargeback,
        SettlementLineKind.GuaranteeClaim => RefundKind.GuaranteeClaim,
        _ => RefundKind.Other,
    };

    private sealed record LookedRow(
        bool Deferred, byte Kind, string AdjustmentId, string MerchantAdjustmentItemId, string OrderItemId, string Sku, string Currency, DateTime? PostedAt, long Principal, long Tax, long Shipping,
        long RestockingFee, long Other, long Promotion);
}
