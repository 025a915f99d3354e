using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Orders;

/// <summary>Orders 2026-01-01.</summary>
internal sealed class OrdersApi(SandboxWorld world, Seals seals)
{
    private static readonly string[] Datasets =
        ["BUYER", "RECIPIENT", "PROCEEDS", "EXPENSE", "PROMOTION", "CANCELLATION", "FULFILLMENT", "PACKAGES", "TAX", "PAYMENT", "FULFILLMENT_ORDERS"];

    private static readonly string[] Statuses =
        ["PENDING_AVAILABILITY", "PENDING", "UNSHIPPED", "PARTIALLY_SHIPPED", "SHIPPED", "CANCELLED", "UNFULFILLABLE"];

    public Answer Search(Call call)
    {
        var account = world.Amazon.Accounts[call.Account];
        var wanted = Included(call);
        var (byPurchase, from, until) = Window(call);
        var statuses = OneOf(call, "fulfillmentStatuses", Statuses);
        var marketplaces = call.QueryList("marketplaceIds");
        var fulfilledBy = OneOf(call, "fulfilledBy", "MERCHANT", "AMAZON");
        var size = Math.Min(call.QueryNumber("maxResultsPerPage", 100, 1, 100), world.Options.PageSize);
        var scope = $"searchOrders {call.Account} {byPurchase} {from.Ticks}";
        TimePlace? behind = call.Query("paginationToken") is { } token ? seals.Place(scope, token) : null;

        var line = byPurchase ? account.OrdersByPurchase : account.OrdersByUpdate;
        var found = line.Between(from, until, behind)
            .Where(entry => statuses.Length == 0 || statuses.Contains(OrderViews.Status(entry.Item)))
            .Where(_ => marketplaces.Length == 0 || marketplaces.Contains(account.Market.MarketplaceId))
            .Where(_ => fulfilledBy.Length == 0 || fulfilledBy.Contains("MERCHANT"))
            .Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        return Answer.Ok(new
        {
            orders = page.Select(entry => OrderViews.Show(entry.Item, wanted)).ToArray(),
            pagination = found.Count > size ? new { nextToken = seals.PageToken(scope, page[^1].Place) } : null,
            lastUpdatedBefore = byPurchase ? null : AmazonFormat.Time(until),
            createdBefore = byPurchase ? AmazonFormat.Time(until) : null,
        });
    }

    public Answer Get(Call call)
    {
        var wanted = Included(call);
        return world.Amazon.Accounts[call.Account].Order(call.Route("orderId")) is { } order
            ? Answer.Ok(new { order = OrderViews.Show(order, wanted) })
            : AmazonDialect.NotFound("order");
    }

    private (bool ByPurchase, DateTime From, DateTime Until) Window(Call call)
    {
        var newest = world.Now.AddMinutes(-2);
        var (created, updated) = (call.QueryTime("createdAfter"), call.QueryTime("lastUpdatedAfter"));
        if (created is null == updated is null)
            throw new BadCallException("Exactly one of createdAfter and lastUpdatedAfter is required.");

        var before = call.QueryTime(created is null ? "lastUpdatedBefore" : "createdBefore");
        var from = created ?? updated!.Value;
        if (from > newest || before > world.Now)
            throw new BadCallException("The dates must be at least two minutes before now.");

        if (before < from)
            throw new BadCallException("The end of the window lies before its start.");

        return (created is not null, from, before is { } end && end < newest ? end : newest);
    }

    private static string[] Included(Call call) => OneOf(call, "includedData", Datasets);

    private static string[] OneOf(Call call, string name, params ReadOnlySpan<string> allowed)
    {
        var values = call.QueryList(name);
        foreach (var value in values)
        {
            if (!allowed.Contains(value))
                throw new BadCallException($"'{value}' is not a valid value of {name}.");
        }

        return values;
    }
}
