using System.Globalization;

namespace ReturnsConsole.Demo.Month;

/// <summary>Writes the all-orders report. Prices are for the whole line; those of pending and cancelled orders are hidden.</summary>
internal static class OrdersFile
{
    private static readonly string[] Columns =
    [
        "amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status", "fulfillment-channel", "sales-channel", "order-channel",
        "ship-service-level", "product-name", "sku", "asin", "item-status", "quantity", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax",
        "gift-wrap-price", "gift-wrap-tax", "item-promotion-discount", "ship-promotion-discount", "ship-city", "ship-state", "ship-postal-code", "ship-country",
        "promotion-ids", "cpf", "is-business-order", "purchase-order-number", "price-designation", "signature-confirmation-recommended",
    ];

    public static void Write(string path, MonthBook book)
    {
        using var file = new TableFile(path, book.Market.Text, '\t', Columns);
        foreach (var line in book.Orders.SelectMany(order => order.Lines))
            Row(file, line, book.Now);
    }

    private static void Row(TableFile file, OrderLine line, DateTime now)
    {
        var order = line.Order;
        var market = line.Market;
        var updated = order.State == OrderState.Shipped ? order.ShippedUtc : order.PurchasedUtc.AddMinutes(31);
        var cancelled = order.State == OrderState.Cancelled;
        var priced = order.State is OrderState.Shipped or OrderState.Unshipped;
        var itemTax = market.TaxOnTop
            ? line.UnitTax * line.Quantity
            : Amounts.Share(line.UnitPrice * line.Quantity, market.IncludedTaxBasisPoints, 10_000 + market.IncludedTaxBasisPoints);
        var shippingTax = market.TaxOnTop ? line.ShippingTax : Amounts.Share(line.Shipping, market.IncludedTaxBasisPoints, 10_000 + market.IncludedTaxBasisPoints);
        file.Row(
            order.OrderId, order.OrderId, Instant(order.PurchasedUtc), Instant(updated < now ? updated : now), order.State.ToString(), order.Fba ? "Amazon" : "Merchant",
            market.SalesChannel, "", order.Fba ? "Expedited" : "Standard", line.Article.NameIn(market), line.Sku, line.Article.Asin,
            order.State == OrderState.Pending ? "Unshipped" : order.State.ToString(), cancelled ? "0" : line.Quantity.ToString(CultureInfo.InvariantCulture),
            priced ? market.Currency : "", Price(line.UnitPrice * line.Quantity), Price(itemTax), Price(line.Shipping), Price(shippingTax),
            Price(line.GiftWrap), Price(0), Price(line.UnitPromotion * line.Quantity), Price(line.ShippingPromotion), order.Destination.City, order.Destination.State,
            order.Destination.PostalCode, market.Country, line.PromotionIds, "", order.Business ? "true" : "false", "", order.Business ? "Business Price" : "", "");

        string Price(long minor) => priced ? Amounts.PlainText(minor) : "";
    }

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
}
