using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Orders;

/// <summary>Orders v0, which ends on 2027-03-27.</summary>
internal sealed class OrdersV0Api(SandboxWorld world, Seals seals)
{
    public Answer List(Call call)
    {
        var account = world.Amazon.Accounts[call.Account];
        if (call.QueryList("MarketplaceIds").Length == 0)
            throw new BadCallException("MarketplaceIds is required.");

        var ids = call.QueryList("AmazonOrderIds");
        if (ids.Length > 50)
            throw new BadCallException("At most 50 AmazonOrderIds.");

        if (ids.Length > 0)
            return Answer.Ok(new { payload = new { Orders = ids.Select(account.Order).OfType<AmazonOrder>().Select(Show).ToArray() } });

        var (created, updated) = (call.QueryTime("CreatedAfter"), call.QueryTime("LastUpdatedAfter"));
        if (created is null == updated is null)
            throw new BadCallException("Either CreatedAfter or LastUpdatedAfter is required, not both.");

        if (updated is not null && call.Query("SellerOrderId") is not null)
            throw new BadCallException("SellerOrderId cannot be combined with LastUpdatedAfter.");

        var newest = world.Now.AddMinutes(-2);
        var before = call.QueryTime(created is null ? "LastUpdatedBefore" : "CreatedBefore");
        if (before > newest)
            throw new BadCallException("The end of the window must be at least two minutes before now.");

        var from = created ?? updated!.Value;
        var scope = $"getOrders {call.Account} {created is null} {from.Ticks}";
        TimePlace? behind = call.Query("NextToken") is { } token ? seals.Place(scope, token) : null;
        var size = Math.Min(call.QueryNumber("MaxResultsPerPage", 100, 1, 100), world.Options.PageSize);
        var statuses = call.QueryList("OrderStatuses");
        var line = created is null ? account.OrdersByUpdate : account.OrdersByPurchase;
        var found = line.Between(from, before ?? newest, behind)
            .Where(entry => statuses.Length == 0 || statuses.Contains(entry.Item.Status.ToString()))
            .Where(entry => call.Query("SellerOrderId") is not { } own || (entry.Item.SellerOrderId ?? entry.Item.Id) == own)
            .Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        return Answer.Ok(new
        {
            payload = new
            {
                Orders = page.Select(entry => Show(entry.Item)).ToArray(),
                NextToken = found.Count > size ? seals.PageToken(scope, page[^1].Place) : null,
                LastUpdatedBefore = created is null ? AmazonFormat.Time(before ?? newest) : null,
                CreatedBefore = created is null ? null : AmazonFormat.Time(before ?? newest),
            },
        });
    }

    public Answer Get(Call call) => Find(call) is { } order ? Answer.Ok(new { payload = Show(order) }) : AmazonDialect.NotFound("order");

    public Answer Items(Call call) => Find(call) is { } order
        ? Answer.Ok(new { payload = new { AmazonOrderId = order.Id, OrderItems = order.Lines.Select(Item).ToArray() } })
        : AmazonDialect.NotFound("order");

    private AmazonOrder? Find(Call call) => world.Amazon.Accounts[call.Account].Order(call.Route("orderId"));

    private static object Show(AmazonOrder order)
    {
        var units = order.Lines.Sum(line => line.Quantity - line.Cancelled);
        return new
        {
            AmazonOrderId = order.Id,
            SellerOrderId = order.SellerOrderId ?? order.Id,
            PurchaseDate = AmazonFormat.Time(order.Purchased),
            LastUpdateDate = AmazonFormat.Time(order.Updated),
            OrderStatus = order.Status.ToString(),
            FulfillmentChannel = "MFN",
            SalesChannel = order.Market.Name,
            OrderTotal = order.Status == AmazonOrderStatus.Pending ? null : AmazonFormat.MoneyV0(order.Market.Currency, order.Lines.Sum(line => line.Paid)),
            NumberOfItemsShipped = order.Shipped is null ? 0 : units,
            NumberOfItemsUnshipped = order.Shipped is null ? units : 0,
            order.Market.MarketplaceId,
            OrderType = "StandardOrder",
            EarliestShipDate = AmazonFormat.Time(order.Purchased),
            LatestShipDate = AmazonFormat.Time(order.LatestShip),
            EarliestDeliveryDate = AmazonFormat.Time(order.Purchased.Date.AddDays(3)),
            LatestDeliveryDate = AmazonFormat.Time(order.LatestDelivery),
            IsBusinessOrder = false,
            IsPrime = order.Prime,
            IsPremiumOrder = false,
            IsReplacementOrder = false,
        };
    }

    private static object Item(AmazonLine line)
    {
        var order = line.Order;
        object? Money(long minor) => order.Status == AmazonOrderStatus.Pending || minor == 0 ? null : AmazonFormat.MoneyV0(order.Market.Currency, minor);
        return new
        {
            ASIN = line.Article.Asin,
            SellerSKU = line.Article.Sku,
            OrderItemId = line.ItemId,
            line.Article.Title,
            QuantityOrdered = line.Quantity - line.Cancelled,
            QuantityShipped = order.Shipped is null ? 0 : line.Quantity - line.Cancelled,
            ItemPrice = Money(line.Price),
            ItemTax = Money(line.Tax),
            ShippingPrice = Money(line.Shipping),
            ShippingTax = Money(line.ShippingTax),
            PromotionDiscount = Money(line.Promotion),
            PromotionIds = line.Promotion > 0 ? new[] { "SANDBOX-10" } : null,
            IsGift = "false",
            TaxCollection = order.Market.TaxPerMille > 0 ? new { Model = "MarketplaceFacilitator", ResponsibleParty = "Amazon Services, Inc." } : null,
            BuyerRequestedCancel = new { IsBuyerRequestedCancel = order.CancelRequested ? "true" : "false", BuyerCancelReason = order.CancelRequested ? "ORDERED_BY_MISTAKE" : null },
        };
    }
}
