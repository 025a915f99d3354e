using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>{"order":…,"items":[…]} of Orders v0, which tells them in two calls. Source: ordersV0.</summary>
internal sealed class OrdersV0Payload : PayloadFormat
{
    public const string Id = "amazon-orders-v0";

    public static readonly string[] Personal =
    [
        "BuyerEmail", "BuyerName", "BuyerCounty", "BuyerTaxInfo", "BuyerTaxInformation", "PurchaseOrderNumber", "ShippingAddress", "GiftMessageText", "BuyerCustomizedInfo",
        "DefaultShipFromLocationAddress", "PaymentExecutionDetail", "ConditionNote",
    ];

    private static readonly string[] Statuses = ["Pending", "Unshipped", "PartiallyShipped", "Shipped", "Canceled", "Unfulfillable", "InvoiceUnconfirmed", "PendingAvailability"];

    public override string Name => Id;

    public override FileFormat Format => FileFormat.AmazonOrderV0Documents;

    public override string Title => "Amazon orders (v0)";

    public override IReadOnlyCollection<string> PersonalFields => Personal;

    public override void Read(JsonElement document, PayloadRows rows)
    {
        if (document.Field("order") is not { } order)
        {
            rows.Reject("order", "nothing", "the order");
            return;
        }
        var status = order.Text("OrderStatus");
        if (status is not null && !Statuses.Contains(status))
            rows.Unknown("amazon order/OrderStatus", status);
        var by = OrdersPayload.FulfilledBy(order.Text("FulfillmentChannel"), "amazon order/FulfillmentChannel", rows);
        var at = 0;
        foreach (var item in document.Items("items"))
            ReadItem(order, item, $"items[{at++}]", status, by, rows);
        if (at == 0)
            rows.Reject("items", "nothing", "the items of the order");
    }

    private static void ReadItem(JsonElement order, JsonElement item, string path, string? status, string? by, PayloadRows rows)
    {
        var head = new Bounded(rows, "order");
        var fields = new Bounded(rows, path);
        string? currency = null;
        var wrapped = item.Field("BuyerInfo") ?? default;
        var row = new OrderLineRow
        {
            Row = rows.Next(),
            OrderId = head.Required(order, "AmazonOrderId", 50, "the order's id"),
            MerchantOrderId = head.Text(order, "SellerOrderId", 50),
            PurchasedUtc = order.Time("PurchaseDate"),
            UpdatedUtc = order.Time("LastUpdateDate"),
            LatestDeliveryUtc = order.Time("LatestDeliveryDate"),
            OrderStatus = status is null ? null : Refusals.Show(status, 40),
            FulfillmentChannel = by,
            SalesChannel = (order.Text("SalesChannel") ?? Marketplaces.NameOf(order.Text("MarketplaceId"))) is { } channel ? Refusals.Show(channel, 100) : null,
            ItemName = item.Text("Title") is { } title ? Refusals.Show(title, 500) : null,
            Sku = fields.Required(item, "SellerSKU", 100, "the seller's SKU"),
            Asin = fields.Text(item, "ASIN", 100),
            Quantity = fields.Quantity(item, "QuantityOrdered"),
            ItemPriceMinor = fields.Money(item.Field("ItemPrice"), "ItemPrice", ref currency),
            ItemTaxMinor = fields.Money(item.Field("ItemTax"), "ItemTax", ref currency),
            ShippingPriceMinor = fields.Money(item.Field("ShippingPrice"), "ShippingPrice", ref currency),
            ShippingTaxMinor = fields.Money(item.Field("ShippingTax"), "ShippingTax", ref currency),
            GiftWrapPriceMinor = fields.Money(wrapped.Field("GiftWrapPrice"), "BuyerInfo.GiftWrapPrice", ref currency),
            GiftWrapTaxMinor = fields.Money(wrapped.Field("GiftWrapTax"), "BuyerInfo.GiftWrapTax", ref currency),
            ItemPromotionMinor = fields.Money(item.Field("PromotionDiscount"), "PromotionDiscount", ref currency),
            ShipPromotionMinor = fields.Money(item.Field("ShippingDiscount"), "ShippingDiscount", ref currency),
            Currency = currency,
            OrderItemId = fields.Required(item, "OrderItemId", 50, "the item's id"),
            BuyerRequestedCancellation = item.Field("BuyerRequestedCancel")?.Flag("IsBuyerRequestedCancel"),
        };
        if (head.Fits && fields.Fits)
            rows.OrderLine(row);
    }
}
