using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>An order of Orders 2026-01-01, as asked for without buyer and recipient. Source: orders_2026-01-01.</summary>
internal sealed class OrdersPayload : PayloadFormat
{
    public const string Id = "amazon-orders";

    public static readonly string[] Personal =
        ["buyer", "recipient", "buyerName", "buyerEmail", "giftMessage", "taxRegistrations", "customization", "authorizationCode", "deliveryAddress", "deliveryPreference", "conditionNote"];

    private static readonly string[] Statuses = ["PENDING_AVAILABILITY", "PENDING", "UNSHIPPED", "PARTIALLY_SHIPPED", "SHIPPED", "CANCELLED", "UNFULFILLABLE"];

    public override string Name => Id;

    public override FileFormat Format => FileFormat.AmazonOrderDocuments;

    public override string Title => "Amazon orders";

    public override IReadOnlyCollection<string> PersonalFields => Personal;

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var status = document.Field("fulfillment")?.Text("fulfillmentStatus");
        if (status is not null && !Statuses.Contains(status))
            rows.Unknown("amazon order/fulfillmentStatus", status);
        var by = FulfilledBy(document.Field("fulfillment")?.Text("fulfilledBy"), "amazon order/fulfilledBy", rows);
        if (document.Field("salesChannel")?.Text("marketplaceId") is { } marketplace && !Marketplaces.IsKnown(marketplace))
            rows.Unknown("amazon order/marketplaceId", marketplace);
        var at = 0;
        foreach (var item in document.Items("orderItems"))
            ReadItem(document, item, $"orderItems[{at++}]", status, by, rows);
        if (at == 0)
            rows.Reject("orderItems", "nothing", "the items of the order");
    }

    /// <summary>"Amazon" or "Merchant", as the all-orders report says it; anything else is kept as it came.</summary>
    public static string? FulfilledBy(string? word, string field, PayloadRows rows)
    {
        switch (word?.ToUpperInvariant())
        {
            case "AMAZON" or "AFN":
                return "Amazon";
            case "MERCHANT" or "MFN":
                return "Merchant";
            case null:
                return null;
            default:
                rows.Unknown(field, word);
                return Refusals.Show(word, 20);
        }
    }

    private static void ReadItem(JsonElement order, JsonElement item, string path, string? status, string? by, PayloadRows rows)
    {
        var head = new Bounded(rows, "");
        var fields = new Bounded(rows, path);
        var product = item.Field("product") ?? default;
        string? currency = null;
        var prices = new OrderPrices();
        var at = 0;
        foreach (var part in item.Field("proceeds")?.Items("breakdowns") ?? [])
            ReadPrice(part, $"proceeds.breakdowns[{at++}]", fields, prices, ref currency, rows);
        var quantity = fields.Quantity(item, "quantityOrdered");
        if (prices.Item is null && fields.Money(product.Field("price", "unitPrice"), "product.price.unitPrice", ref currency) is { } unit)
            prices.Item = unit * quantity;
        var row = new OrderLineRow
        {
            Row = rows.Next(),
            OrderId = head.Required(order, "orderId", 50, "the order's id"),
            MerchantOrderId = order.Items("orderAliases").FirstOrDefault(a => a.Text("aliasType") == "SELLER_ORDER_ID") is { ValueKind: JsonValueKind.Object } alias ? head.Text(alias, "aliasId", 50) : null,
            PurchasedUtc = order.Time("createdTime"),
            UpdatedUtc = order.Time("lastUpdatedTime"),
            LatestDeliveryUtc = order.Field("fulfillment", "deliverByWindow")?.Time("latestDateTime"),
            OrderStatus = status is null ? null : Refusals.Show(status, 40),
            FulfillmentChannel = by,
            SalesChannel = Channel(order),
            ItemName = product.Text("title") is { } title ? Refusals.Show(title, 500) : null,
            Sku = fields.Required(product, "sellerSku", 100, "the seller's SKU"),
            Asin = fields.Text(product, "asin", 100),
            Quantity = quantity,
            Currency = currency,
            ItemPriceMinor = prices.Item,
            ItemTaxMinor = prices.ItemTax,
            ShippingPriceMinor = prices.Shipping,
            ShippingTaxMinor = prices.ShippingTax,
            GiftWrapPriceMinor = prices.GiftWrap,
            GiftWrapTaxMinor = prices.GiftWrapTax,
            ItemPromotionMinor = prices.ItemPromotion,
            ShipPromotionMinor = prices.ShipPromotion,
            OrderItemId = fields.Required(item, "orderItemId", 50, "the item's id"),
            BuyerRequestedCancellation = item.Field("cancellation", "cancellationRequest") is { } request ? request.Text("requester") is null or "BUYER" : null,
        };
        if (head.Fits && fields.Fits)
            rows.OrderLine(row);
    }

    private static void ReadPrice(JsonElement part, string path, Bounded fields, OrderPrices prices, ref string? currency, PayloadRows rows)
    {
        var type = part.Text("type");
        if (fields.Money(part.Field("subtotal"), path + ".subtotal", ref currency) is not { } whole)
            return;
        if (type is not ("TAX" or "DISCOUNT"))
        {
            if (!prices.Add(type ?? "", "", whole))
                rows.Unknown("amazon order/proceeds type", type ?? "nothing");
            return;
        }
        var any = false;
        foreach (var detail in part.Items("detailedBreakdowns"))
        {
            if (fields.Money(detail.Field("value"), path + ".detailedBreakdowns.value", ref currency) is not { } value)
                continue;
            any = true;
            if (!prices.Add(type, detail.Text("subtype") ?? "", value))
                rows.Unknown($"amazon order/proceeds {type} subtype", detail.Text("subtype") ?? "nothing");
        }
        // Without details a tax or discount is the item's: nothing says more.
        if (!any)
            prices.Add(type, "ITEM", whole);
    }

    private static string? Channel(JsonElement order)
    {
        var channel = order.Field("salesChannel") ?? default;
        var name = channel.Text("marketplaceName") ?? Marketplaces.NameOf(channel.Text("marketplaceId")) ?? channel.Text("channelName");
        return name is null ? null : Refusals.Show(name, 100);
    }
}
