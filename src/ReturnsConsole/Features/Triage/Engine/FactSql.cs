namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>The columns the rules need, in the order in which <see cref="FactRows"/> reads them.</summary>
internal static class FactSql
{
    public const string Lines = "OrderLines t";
    public const string Returns = "ReturnItems t";
    public const string Receipts = "GoodsReceipts t";
    public const string Refunds = "RefundSightings t";

    public const string LineColumns = "t.OrderKey, t.AccountId, t.Id, t.OrderId, t.MerchantOrderId, t.Sku, t.OrderItemId, t.Occurrence, t.Quantity, t.Currency, t.Marketplace, t.ItemPrice, t.ItemTax, t.Shipping, t.ShippingTax, t.GiftWrap, t.GiftWrapTax, t.ItemPromotion, t.ShipPromotion";

    public const string ReturnColumns = "t.OrderKey, t.AccountId, t.Id, t.OrderId, t.NaturalKey, t.RmaId, t.MerchantRmaId, t.Sku, t.OrderItemId, t.TrackingId, t.Quantity, t.Currency, t.Marketplace, t.Resolution, t.RequestStatus, t.LabelType, t.Channel, t.ReasonCode, t.RequestedAt, t.DeliveredAt, t.OrderAmount, t.ReportedRefund, t.FirstScanAt, t.CancelledAt";

    public const string ReceiptColumns = "t.OrderKey, t.AccountId, t.Id, t.OrderId, t.NaturalKey, t.RmaId, t.Sku, t.TrackingId, t.Source, t.Quantity, t.ReceivedAt, t.Grade, t.Disposition";

    public const string RefundColumns = "t.OrderKey, t.AccountId, t.Id, t.OrderId, t.Origin, t.Kind, t.SettlementPk, t.AdjustmentId, t.MerchantAdjustmentItemId, t.OrderItemId, t.Sku, t.Currency, t.Marketplace, t.PostedAt, t.Principal, t.Tax, t.Shipping, t.RestockingFee, t.OtherBuyer, t.Promotion, t.BuyerTotal, t.FileId, t.Line";

    /// <summary>All rows, or those of the keys of the run.</summary>
    public static string Select(string columns, string table, string? keys) =>
        keys is null ? $"SELECT {columns} FROM {table}" : $"SELECT {columns} FROM {keys} k {(keys[0] == '#' ? "INNER" : "CROSS")} JOIN {table} ON t.OrderKey = k.OrderKey";
}
