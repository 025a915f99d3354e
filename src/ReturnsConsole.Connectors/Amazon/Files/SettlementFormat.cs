using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>The columns that settlement reports V1 and V2 share, by their place in <see cref="Common"/>.</summary>
internal static class SettlementColumns
{
    public const int SettlementId = 0;
    public const int Start = 1;
    public const int End = 2;
    public const int Deposit = 3;
    public const int Total = 4;
    public const int Currency = 5;
    public const int TransactionType = 6;
    public const int OrderId = 7;
    public const int MerchantOrderId = 8;
    public const int AdjustmentId = 9;
    public const int ShipmentId = 10;
    public const int Marketplace = 11;
    public const int FulfillmentId = 12;
    public const int PostedDate = 13;
    public const int PostedTime = 14;
    public const int OrderItemCode = 15;
    public const int MerchantOrderItemId = 16;
    public const int MerchantAdjustmentItemId = 17;
    public const int Sku = 18;
    public const int Quantity = 19;
    public const int PromotionId = 20;

    /// <summary>The first column that only one of the two layouts has.</summary>
    public const int Own = 21;

    public static readonly KnownColumn[] Common =
    [
        new("settlement-id", CellKind.Id, true),
        new("settlement-start-date", CellKind.Date),
        new("settlement-end-date", CellKind.Date),
        new("deposit-date", CellKind.Date),
        new("total-amount", CellKind.Amount),
        new("currency", CellKind.Text, true),
        new("transaction-type", CellKind.Text, true),
        new("order-id", CellKind.Id, true),
        new("merchant-order-id", CellKind.Id),
        new("adjustment-id", CellKind.Id),
        new("shipment-id", CellKind.Id),
        new("marketplace-name"),
        new("fulfillment-id", CellKind.Id),
        new("posted-date", CellKind.Date),
        new("posted-date-time", CellKind.Date),
        new("order-item-code", CellKind.Id),
        new("merchant-order-item-id", CellKind.Id),
        new("merchant-adjustment-item-id", CellKind.Id),
        new("sku", CellKind.Id),
        new("quantity-purchased"),
        new("promotion-id", CellKind.Id),
    ];
}

/// <summary>Amazon's settlement report V2: one amount per row.</summary>
internal sealed class SettlementV2Format() : ReportFormat(
    FileFormat.AmazonSettlementV2,
    "Amazon settlement report V2",
    [
        .. SettlementColumns.Common,
        new("amount-type", CellKind.Text, true),
        new("amount-description", CellKind.Text, true),
        new("amount", CellKind.Amount, true),
    ])
{
    public const int AmountType = SettlementColumns.Own;
    public const int Description = SettlementColumns.Own + 1;
    public const int Amount = SettlementColumns.Own + 2;

    public override int CurrencyColumn => SettlementColumns.Currency;

    public override int MarketplaceColumn => SettlementColumns.Marketplace;

    public override int TotalColumn => SettlementColumns.Total;

    public override int SameDayColumn(int known) => known == SettlementColumns.PostedDate ? SettlementColumns.PostedTime : -1;

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new SettlementV2Rows(cells, sink);

    public override string Layout(HeaderMap map) => Refusals.Text($"V2, {map.Columns.Length} columns");
}

/// <summary>Amazon's withdrawn settlement report V1: up to nine amounts per row. Archive files only.</summary>
internal sealed class SettlementV1Format() : ReportFormat(
    FileFormat.AmazonSettlementV1,
    "Amazon settlement report V1",
    [
        .. SettlementColumns.Common,
        new("shipment-fee-type"), new("shipment-fee-amount", CellKind.Amount),
        new("order-fee-type"), new("order-fee-amount", CellKind.Amount),
        new("price-type"), new("price-amount", CellKind.Amount),
        new("item-related-fee-type"), new("item-related-fee-amount", CellKind.Amount),
        new("misc-fee-type"), new("misc-fee-amount", CellKind.Amount),
        new("other-fee-reason-description"), new("other-fee-amount", CellKind.Amount),
        new("promotion-type"), new("promotion-amount", CellKind.Amount),
        new("direct-payment-type"), new("direct-payment-amount", CellKind.Amount),
        new("other-type"), new("other-amount", CellKind.Amount),
    ])
{
    /// <summary>The nine amounts stand in pairs of type and amount from here on.</summary>
    public const int FirstPair = SettlementColumns.Own;
    public const int Pairs = 9;

    public override int CurrencyColumn => SettlementColumns.Currency;

    public override int MarketplaceColumn => SettlementColumns.Marketplace;

    public override int TotalColumn => SettlementColumns.Total;

    public override int SameDayColumn(int known) => known == SettlementColumns.PostedDate ? SettlementColumns.PostedTime : -1;

    public override string? AlsoMissing(HeaderMap map)
    {
        for (var pair = 0; pair < Pairs; pair++)
        {
            if (map.Cell(FirstPair + 2 * pair + 1) >= 0)
                return null;
        }

        return "price-amount (or another amount column)";
    }

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new SettlementV1Rows(cells, sink);

    public override string Layout(HeaderMap map) =>
        (map.Cell(SettlementColumns.PostedTime) >= 0 ? "V1 + posted-date-time, " : "V1, ") + Refusals.Text($"{map.Columns.Length} columns");
}
