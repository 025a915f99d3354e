using ReturnsConsole.PartnerSandbox.Amazon.Model;

namespace ReturnsConsole.PartnerSandbox.Amazon.Orders;

/// <summary>An order as Orders 2026-01-01 shows it: a dataset that was not asked for is absent.</summary>
internal static class OrderViews
{
    public static string Status(AmazonOrder order) => order.Status switch
    {
        AmazonOrderStatus.Pending => "PENDING",
        AmazonOrderStatus.Unshipped => "UNSHIPPED",
        AmazonOrderStatus.Shipped => "SHIPPED",
        _ => "CANCELLED",
    };

    public static object Show(AmazonOrder order, string[] wanted)
    {
        bool Has(string dataset) => wanted.Contains(dataset);
        var market = order.Market;
        return new
        {
            orderId = order.Id,
            orderAliases = new[] { new { aliasId = order.SellerOrderId ?? order.Id, aliasType = "SELLER_ORDER_ID" } },
            createdTime = AmazonFormat.Time(order.Purchased),
            lastUpdatedTime = AmazonFormat.Time(order.Updated),
            programs = order.Prime ? new[] { "PRIME" } : [],
            salesChannel = new { channelName = "AMAZON", marketplaceId = market.MarketplaceId, marketplaceName = market.Name },
            proceeds = Has("PROCEEDS") && order.Status != AmazonOrderStatus.Pending ? new { grandTotal = AmazonFormat.Money(market.Currency, order.Lines.Sum(line => line.Paid)) } : null,
            fulfillment = Has("FULFILLMENT") ? Fulfillment(order) : null,
            orderItems = order.Lines.Select(line => Item(line, Has)).ToArray(),
            packages = Has("PACKAGES") && order.Shipped is not null ? new[] { Package(order) } : null,
        };
    }

    private static object Fulfillment(AmazonOrder order) => new
    {
        fulfillmentStatus = Status(order),
        fulfilledBy = "MERCHANT",
        fulfillmentServiceLevel = "STANDARD",
        shipByWindow = new { earliestDateTime = AmazonFormat.Time(order.Purchased), latestDateTime = AmazonFormat.Time(order.LatestShip) },
        deliverByWindow = new { earliestDateTime = AmazonFormat.Time(order.Purchased.Date.AddDays(3)), latestDateTime = AmazonFormat.Time(order.LatestDelivery) },
    };

    private static object Item(AmazonLine line, Func<string, bool> has)
    {
        var order = line.Order;
        var priced = order.Status != AmazonOrderStatus.Pending;
        var shipped = order.Shipped is null ? 0 : line.Quantity - line.Cancelled;
        return new
        {
            orderItemId = line.ItemId,
            quantityOrdered = line.Quantity,
            product = new
            {
                asin = line.Article.Asin,
                title = line.Article.Title,
                sellerSku = line.Article.Sku,
                price = priced ? new { unitPrice = AmazonFormat.Money(order.Market.Currency, line.Price / line.Quantity) } : null,
            },
            proceeds = has("PROCEEDS") && priced ? Proceeds(line) : null,
            promotion = has("PROMOTION") && line.Promotion > 0 ? new { breakdowns = new[] { new { promotionId = "SANDBOX-10" } } } : null,
            cancellation = has("CANCELLATION") && (order.CancelRequested || line.Cancelled > 0) ? Cancellation(line) : null,
            fulfillment = has("FULFILLMENT") ? new { quantityFulfilled = shipped, quantityUnfulfilled = line.Quantity - line.Cancelled - shipped } : null,
            tax = has("TAX") && order.Market.TaxPerMille > 0 ? new { taxCollections = new[] { new { model = "MARKETPLACE_FACILITATOR", responsibleParty = "Amazon Services, Inc." } } } : null,
        };
    }

    private static object Cancellation(AmazonLine line) => new
    {
        cancellationRequest = line.Order.CancelRequested ? new { requester = "BUYER", cancelReason = "ORDERED_BY_MISTAKE" } : null,
        cancellationExecution = line.Cancelled > 0 ? new { cancelledBy = "MERCHANT", cancelReason = "BUYER_REQUESTED" } : null,
    };

    private static object Proceeds(AmazonLine line)
    {
        var currency = line.Order.Market.Currency;
        var parts = new List<object> { Part("ITEM", line.Price) };
        if (line.Shipping > 0)
            parts.Add(Part("SHIPPING", line.Shipping));

        if (line.Tax + line.ShippingTax > 0)
        {
            parts.Add(new
            {
                type = "TAX",
                subtotal = AmazonFormat.Money(currency, line.Tax + line.ShippingTax),
                detailedBreakdowns = new[]
                {
                    new { subtype = "ITEM", value = AmazonFormat.Money(currency, line.Tax) },
                    new { subtype = "SHIPPING", value = AmazonFormat.Money(currency, line.ShippingTax) },
                },
            });
        }

        if (line.Promotion > 0)
            parts.Add(Part("DISCOUNT", -line.Promotion));

        return new { proceedsTotal = AmazonFormat.Money(currency, line.Price + line.Shipping + line.Tax + line.ShippingTax - line.Promotion), breakdowns = parts };

        object Part(string type, long minor) => new { type, subtotal = AmazonFormat.Money(currency, minor) };
    }

    private static object Package(AmazonOrder order) => new
    {
        packageReferenceId = "1",
        createdTime = AmazonFormat.Time(order.Shipped),
        packageStatus = new { status = order.Delivered is null ? "IN_TRANSIT" : "DELIVERED", detailedStatus = order.Delivered is null ? "IN_TRANSIT" : "DELIVERED" },
        carrier = order.Market.Carrier,
        shipTime = AmazonFormat.Time(order.Shipped),
        trackingNumber = order.Tracking,
        packageItems = order.Lines.Where(line => line.Cancelled < line.Quantity).Select(line => new { orderItemId = line.ItemId, quantity = line.Quantity - line.Cancelled }).ToArray(),
    };
}
