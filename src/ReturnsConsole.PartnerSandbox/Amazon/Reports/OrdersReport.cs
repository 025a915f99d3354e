using System.Globalization;
using System.Text;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>All orders by the day they were placed: one row per order item.</summary>
internal static class OrdersReport
{
    private static readonly string[] Columns =
    [
        "amazon-order-id", "merchant-order-id", "purchase-date", "last-updated-date", "order-status", "fulfillment-channel", "sales-channel", "order-channel", "ship-service-level",
        "product-name", "sku", "asin", "item-status", "quantity", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax", "gift-wrap-price", "gift-wrap-tax",
        "item-promotion-discount", "ship-promotion-discount", "ship-city", "ship-state", "ship-postal-code", "ship-country", "promotion-ids", "is-business-order", "purchase-order-number",
        "price-designation",
    ];

    public static byte[]? Write(AmazonAccount account, DateTime from, DateTime until)
    {
        var text = new StringBuilder().AppendJoin('\t', Columns).Append('\n');
        var head = text.Length;
        foreach (var (_, order) in account.OrdersByPurchase.Between(from, until))
        {
            foreach (var line in order.Lines)
                text.AppendJoin('\t', Cells(order, line)).Append('\n');
        }

        return text.Length == head ? null : AmazonMarket.Text.GetBytes(text.ToString());
    }

    private static string[] Cells(AmazonOrder order, AmazonLine line) =>
    [
        order.Id, order.SellerOrderId ?? order.Id, Time(order.Purchased), Time(order.Updated), order.Status == AmazonOrderStatus.Canceled ? "Cancelled" : order.Status.ToString(), "Merchant",
        order.Market.Name, "", "Standard", line.Article.Title, line.Article.Sku, line.Article.Asin, order.Shipped is null ? "Unshipped" : "Shipped",
        (line.Quantity - line.Cancelled).ToString(CultureInfo.InvariantCulture), order.Market.Currency, Amount(line.Price), Amount(line.Tax), Amount(line.Shipping), Amount(line.ShippingTax), "", "",
        Amount(line.Promotion), "", "", "", "", "", line.Promotion > 0 ? "SANDBOX-10" : "", "false", "", "",
    ];

    private static string Amount(long minor) => minor == 0 ? "" : Amounts.Text(minor);

    private static string Time(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture);
}
