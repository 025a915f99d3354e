using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>Amazon's all-orders report. Many columns are optional; addresses are not read.</summary>
internal sealed class AllOrdersFormat() : ReportFormat(
    FileFormat.AmazonAllOrders,
    "Amazon all-orders report",
    new("amazon-order-id", CellKind.Id, true),
    new("merchant-order-id", CellKind.Id),
    new("purchase-date", CellKind.Date, true),
    new("last-updated-date", CellKind.Date),
    new("order-status", CellKind.Text, true),
    new("fulfillment-channel"),
    new("sales-channel"),
    new("product-name"),
    new("sku", CellKind.Id, true),
    new("asin", CellKind.Id),
    new("item-status"),
    new("quantity", CellKind.Text, true),
    new("currency"),
    new("item-price", CellKind.Amount),
    new("item-tax", CellKind.Amount),
    new("shipping-price", CellKind.Amount),
    new("shipping-tax", CellKind.Amount),
    new("gift-wrap-price", CellKind.Amount),
    new("gift-wrap-tax", CellKind.Amount),
    new("item-promotion-discount", CellKind.Amount),
    new("ship-promotion-discount", CellKind.Amount),
    new("order-item-id", CellKind.Id, false, "amazon-order-item-id", "amazon-order-item-code"),
    new("is-buyer-requested-cancellation", CellKind.Text, false, "is-buyer-requested-cancel"),
    new("order-channel"),
    new("url"),
    new("ship-service-level"),
    new("ship-city", CellKind.Personal),
    new("ship-state", CellKind.Personal),
    new("ship-postal-code", CellKind.Personal),
    new("ship-country", CellKind.Personal),
    new("promotion-ids"),
    new("cpf", CellKind.Personal),
    new("is-business-order"),
    new("purchase-order-number"),
    new("price-designation"),
    new("signature-confirmation-recommended"),
    new("buyer-requested-cancel-reason"))
{
    private const int CurrencyAt = 12;
    private const int FirstPrice = 13;

    public override int CurrencyColumn => CurrencyAt;

    public override int MarketplaceColumn => 6;

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new Rows(cells, sink);

    private sealed class Rows(RowCells cells, IPartnerFileSink sink) : IRowTaker
    {
        private readonly long?[] _prices = new long?[8];

        public void Take()
        {
            if (!cells.Require(0, "the Amazon order id") || !cells.Fits(0, 50) || !cells.Fits(1, 50) || !cells.Require(8, "the SKU") || !cells.Fits(8, 100)
                || !cells.Fits(9, 100) || !cells.Fits(21, 100)
                || !cells.Require(11, "how many units were ordered, 0 or more") || !cells.TryWhole(11, out var quantity)
                || !cells.TryCurrency(CurrencyAt, out var currency) || !TryPrices(currency)
                || !cells.TryDate(2, out var purchased) || !cells.TryDate(3, out var updated))
                return;
            sink.OrderLine(new OrderLineRow
            {
                Row = cells.Row(),
                OrderId = cells.Text(0)!,
                MerchantOrderId = cells.Text(1),
                PurchasedUtc = purchased,
                UpdatedUtc = updated,
                OrderStatus = cells.Text(4),
                FulfillmentChannel = cells.Text(5),
                SalesChannel = cells.Text(6),
                ItemName = cells.Text(7),
                Sku = cells.Text(8)!,
                Asin = cells.Text(9),
                ItemStatus = cells.Text(10),
                Quantity = quantity!.Value,
                Currency = currency,
                ItemPriceMinor = _prices[0],
                ItemTaxMinor = _prices[1],
                ShippingPriceMinor = _prices[2],
                ShippingTaxMinor = _prices[3],
                GiftWrapPriceMinor = _prices[4],
                GiftWrapTaxMinor = _prices[5],
                ItemPromotionMinor = _prices[6],
                ShipPromotionMinor = _prices[7],
                OrderItemId = cells.Text(21),
                BuyerRequestedCancellation = cells.Flag(22),
            });
        }

        private bool TryPrices(string? currency)
        {
            for (var i = 0; i < _prices.Length; i++)
            {
                // Pending orders hide their prices: 0 without a currency says nothing.
                _prices[i] = null;
                if (currency is null && cells[FirstPrice + i].IndexOfAnyExcept("0.,"u8) < 0)
                    continue;
                if (!cells.TryAmount(FirstPrice + i, currency, out _prices[i]))
                    return false;
            }

            return true;
        }
    }
}
