using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settlements;

/// <summary>Stored sightings of refunds as the facts that the rules merge.</summary>
public static class SightingFacts
{
    public static RefundSightingFact Of(RefundSighting s) => new()
    {
        Id = s.Id,
        Source = (RefundSource)s.Origin,
        Kind = KindOf(s.Kind),
        SettlementPk = s.SettlementPk,
        AdjustmentId = s.AdjustmentId,
        MerchantAdjustmentItemId = s.MerchantAdjustmentItemId,
        OrderId = s.OrderId,
        OrderItemId = s.OrderItemId,
        Sku = s.Sku,
        Currency = s.Currency,
        Marketplace = Marketplace.CodeOf(s.Marketplace),
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

    public static RefundKind KindOf(SettlementLineKind kind) => kind switch
    {
        SettlementLineKind.Refund => RefundKind.Refund,
        SettlementLineKind.Chargeback => RefundKind.Chargeback,
        SettlementLineKind.GuaranteeClaim => RefundKind.GuaranteeClaim,
        _ => RefundKind.Other,
    };
}
