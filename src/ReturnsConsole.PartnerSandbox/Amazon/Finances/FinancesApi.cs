using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Finances;

/// <summary>Finances 2024-06-19, listTransactions: deferred rows are shown, and shown again when they are released.</summary>
internal sealed class FinancesApi(SandboxWorld world, Seals seals)
{
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(180);

    public Answer List(Call call)
    {
        var account = world.Amazon.Accounts[call.Account];
        var (name, value) = (call.Query("relatedIdentifierName"), call.Query("relatedIdentifierValue"));
        if (name is null != value is null)
            throw new BadCallException("relatedIdentifierName and relatedIdentifierValue go together.");

        if (name is not (null or "ORDER_ID" or "FINANCIAL_EVENT_GROUP_ID"))
            throw new BadCallException("Only ORDER_ID and FINANCIAL_EVENT_GROUP_ID can be filtered by.");

        var after = call.QueryTime("postedAfter");
        if (after is null && name is null)
            throw new BadCallException("postedAfter is required unless a related identifier is given.");

        var newest = world.Now.AddMinutes(-2);
        if (after > newest || call.QueryTime("postedBefore") > newest)
            throw new BadCallException("The dates must be more than two minutes before the time of the request.");

        var from = after ?? DateTime.MinValue;
        var until = call.QueryTime("postedBefore") ?? newest;
        if (until <= from)
            throw new BadCallException("postedBefore must be later than postedAfter.");

        var size = world.Options.PageSize;
        var scope = $"listTransactions {string.Join('&', call.QueryNames.Where(key => key != "nextToken").Order(StringComparer.Ordinal).Select(key => $"{key}={call.Query(key)}"))} {call.Account}";
        TimePlace? behind = call.Query("nextToken") is { } token ? seals.Place(scope, token) : null;
        var found = after is not null && until - from > LongestRange ? [] : Rows(account, call, name, value, from, until, behind).Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        return Answer.Ok(new
        {
            payload = new
            {
                transactions = page.Select(entry => TransactionViews.Show(account.Market, entry.Item)).ToArray(),
                nextToken = found.Count > size ? seals.PageToken(scope, page[^1].Place) : null,
            },
        });
    }

    private IEnumerable<(TimePlace Place, FinanceRow Item)> Rows(
        AmazonAccount account, Call call, string? name, string? value, DateTime from, DateTime until, TimePlace? behind)
    {
        var status = call.Query("transactionStatus");

        // Seller-fulfilled orders of the US vanish when a marketplace is asked for.
        var marketplace = call.Query("marketplaceId");
        if (marketplace is not null && (marketplace != account.Market.MarketplaceId || account.Market.Key == "us"))
            return [];

        var rows = name == "ORDER_ID" && account.Order(value!) is { } order
            ? OfOrder(order, from, until, behind)
            : account.Finance.Between(from, until, behind);
        return rows
            .Where(entry => entry.Item.Visible <= world.Now)
            .Where(entry => name != "ORDER_ID" || entry.Item.Event.Order?.Id == value)
            .Where(entry => name != "FINANCIAL_EVENT_GROUP_ID" || TransactionViews.Group(account.Market, entry.Item) == value)
            .Where(entry => status is null || TransactionViews.Status(entry.Item) == status);
    }

    private static IEnumerable<(TimePlace Place, FinanceRow Item)> OfOrder(AmazonOrder order, DateTime from, DateTime until, TimePlace? behind)
    {
        // An order has a handful of events: they are put in order each time instead of being kept in it.
        var line = new TimeLine<FinanceRow>();
        foreach (var entry in order.Events)
        {
            foreach (var row in entry.Rows)
                line.Add(row.Posted, row);
        }

        return line.Between(from, until, behind);
    }
}
