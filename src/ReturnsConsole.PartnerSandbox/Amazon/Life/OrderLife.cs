using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Life;

/// <summary>Orders are placed, shipped and delivered.</summary>
internal sealed class OrderLife(SandboxWorld world)
{
    /// <summary>Places an order now; the rest of its life follows at its own times.</summary>
    public AmazonOrder Place(AmazonAccount account, OrderPlan plan)
    {
        Settling.Begin(world, account);
        var order = NewOrder(account, world.Now, plan.Goods);
        account.Add(order);
        world.After(TimeSpan.FromMinutes(30), () => Move(account, order, AmazonOrderStatus.Unshipped));
        if (plan.Path == ReturnPath.CancelRequest)
        {
            world.After(TimeSpan.FromHours(2), () => AskToCancel(account, order));
            return order;
        }

        world.After(world.Random.Span(TimeSpan.FromHours(12), TimeSpan.FromHours(40)), () => Ship(account, order, plan));
        return order;
    }

    /// <summary>So many shipped orders of the past, one a second, with which nothing more happens.</summary>
    public void PlaceShipped(AmazonAccount account, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = world.Now.AddMinutes(-5).AddSeconds(i - count);
            var order = NewOrder(account, at, new Goods(Article.All[i % Article.All.Count].Sku, 1));
            order.Status = AmazonOrderStatus.Shipped;
            order.Shipped = at;
            account.Add(order);
        }
    }

    private AmazonOrder NewOrder(AmazonAccount account, DateTime at, Goods? wanted)
    {
        var market = account.Market;
        var lines = new List<AmazonLine>();
        var order = new AmazonOrder
        {
            Id = $"{market.OrderPrefix}{world.Random.Digits(1)}-{world.Random.Digits(7)}-{world.Random.Digits(7)}",
            Market = market,
            Purchased = at,
            Prime = world.Random.Percent(30),
            Lines = lines,
            Updated = at,
        };
        if (wanted is { } goods)
        {
            lines.Add(NewLine(order, Article.All.First(article => article.Sku == goods.Sku), goods.Quantity));
            return order;
        }

        var count = world.Random.Weighted(75, 20, 5) + 1;
        for (var i = 0; i < count; i++)
            lines.Add(NewLine(order, world.Random.Pick(Article.All), world.Random.Weighted(85, 12, 3) + 1));

        return order;
    }

    private AmazonLine NewLine(AmazonOrder order, Article article, int quantity)
    {
        var market = order.Market;
        var price = article.Price * quantity;
        var shipping = world.Random.Percent(30) ? 4_99 : 0;
        var promotion = world.Random.Percent(12) ? price / 10 : 0;
        return new AmazonLine
        {
            Order = order,
            ItemId = $"{world.Random.Between(1, 9)}{world.Random.Digits(14)}",
            Article = article,
            Quantity = quantity,
            Price = price,
            Tax = (price - promotion) * market.TaxPerMille / 1000,
            Shipping = shipping,
            ShippingTax = shipping * market.TaxPerMille / 1000,
            Promotion = promotion,
        };
    }

    private void Ship(AmazonAccount account, AmazonOrder order, OrderPlan plan)
    {
        if (order.Status == AmazonOrderStatus.Canceled)
            return;

        order.Shipped = world.Now;
        order.Tracking = $"1Z{world.Random.Digits(16)}";
        Move(account, order, AmazonOrderStatus.Shipped);
        var wait = world.Random.Span(TimeSpan.FromDays(1), TimeSpan.FromDays(4));
        world.Amazon.Money.PostShipment(account, order, world.Now + wait);
        world.After(wait, () => Deliver(account, order, plan));
    }

    private void Deliver(AmazonAccount account, AmazonOrder order, OrderPlan plan)
    {
        order.Delivered = world.Now;
        account.Touch(order, world.Now);
        if (plan.Path != ReturnPath.Kept)
            new ReturnLife(world, account).Begin(order, plan);
    }

    private void AskToCancel(AmazonAccount account, AmazonOrder order)
    {
        order.CancelRequested = true;
        account.Touch(order, world.Now);
    }

    private void Move(AmazonAccount account, AmazonOrder order, AmazonOrderStatus status)
    {
        if (order.Status == AmazonOrderStatus.Canceled)
            return;

        order.Status = status;
        account.Touch(order, world.Now);
    }
}
