using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Model;

/// <summary>What one selling partner has at Amazon.</summary>
internal sealed class AmazonAccount(AmazonMarket market)
{
    private readonly Dictionary<string, AmazonOrder> _orders = new(StringComparer.Ordinal);

    public AmazonMarket Market { get; } = market;

    public TimeLine<AmazonOrder> OrdersByUpdate { get; } = new();

    public TimeLine<AmazonOrder> OrdersByPurchase { get; } = new();

    public TimeLine<FinanceRow> Finance { get; } = new();

    public List<FinanceEvent> Unsettled { get; private set; } = [];

    public TimeLine<AmazonReturn> Returns { get; } = new();

    public TimeLine<AmazonReport> Reports { get; } = new();

    public Dictionary<string, AmazonReport> ReportsById { get; } = new(StringComparer.Ordinal);

    public TimeLine<AmazonFeed> Feeds { get; } = new();

    public Dictionary<string, AmazonFeed> FeedsById { get; } = new(StringComparer.Ordinal);

    /// <summary>Merchant-fulfilled quantity by SKU.</summary>
    public Dictionary<string, int> Stock { get; } = Article.All.ToDictionary(article => article.Sku, _ => 50, StringComparer.Ordinal);

    public DateTime? SettledUntil { get; set; }

    public IReadOnlyCollection<AmazonOrder> Orders => _orders.Values;

    public AmazonOrder? Order(string id) => _orders.GetValueOrDefault(id);

    public AmazonOrder? OrderBySellerId(string id) => _orders.Values.FirstOrDefault(order => order.SellerOrderId == id);

    public void Add(AmazonOrder order)
    {
        _orders.Add(order.Id, order);
        OrdersByPurchase.Add(order.Purchased, order);
        order.UpdateNumber = OrdersByUpdate.Add(order.Updated, order);
    }

    public void Touch(AmazonOrder order, DateTime now)
    {
        OrdersByUpdate.Move(order.UpdateNumber, order.Updated, now);
        order.Updated = now;
    }

    public List<FinanceEvent> TakeUnsettled(DateTime until)
    {
        var settled = Unsettled.Where(entry => entry.Released && (entry.Release ?? entry.Posted) < until).ToList();
        if (settled.Count > 0)
            Unsettled = [.. Unsettled.Except(settled)];

        return settled;
    }
}
