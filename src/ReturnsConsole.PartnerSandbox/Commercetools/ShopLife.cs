using ReturnsConsole.PartnerSandbox.HappyReturns;
using ReturnsConsole.PartnerSandbox.Rebound;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>Orders of the shop: paid, delivered, and some of them brought back through a returns platform.</summary>
internal sealed class ShopLife(SandboxWorld world, ShopWorld shop)
{
    private const int SharePrecise = 25;
    private static readonly string[] Reasons = ["TOO_SMALL", "TOO_LARGE", "CHANGED_MIND", "FAULTY", "NOT_AS_DESCRIBED"];

    /// <param name="pins">Given: the order is brought back, and these steps of its return happen at their instants.</param>
    /// <param name="kept">The buyer keeps it.</param>
    public ShopOrder Place(SeededRandom random, IReadOnlyList<Pin>? pins = null, string currency = ShopWorld.Currency, bool kept = false)
    {
        var payment = new ShopPayment { Currency = currency, Id = world.Random.Id().ToString(), Version = 1, Created = world.Now, Modified = world.Now, Planned = 0, Transactions = [] };
        var order = new ShopOrder
        {
            Id = world.Random.Id().ToString(),
            Version = 1,
            Created = world.Now,
            Modified = world.Now,
            Number = shop.NextNumber(),
            Currency = currency,
            PaymentId = payment.Id,
            Lines = [.. Enumerable.Range(0, random.Weighted(70, 30) + 1).Select(_ => NewLine(random))],
        };
        var charge = new ShopTransaction(world.Random.Id().ToString(), world.Now, "Charge", order.Total, "Success", $"psp-{world.Random.Token(12)}");
        shop.Payments.Add(payment with { Planned = order.Total, Transactions = [charge] });
        shop.Orders.Add(order);
        world.After(TimeSpan.FromDays(3), () => Deliver(order.Id, random, pins, kept));
        return order;
    }

    /// <summary>A refund that the shop's own people give: money first, nobody tells the order.</summary>
    public void RefundByShop(string orderId, string lineId, int quantity)
    {
        var order = shop.Orders.Find(orderId)!;
        var line = order.Lines.First(one => one.Id == lineId);
        var payment = shop.Payments.Find(order.PaymentId)!;
        var refund = new ShopTransaction(world.Random.Id().ToString(), world.Now, "Refund", line.Total * quantity / line.Quantity, "Success", null);
        shop.Payments.Replace(payment with { Version = payment.Version + 1, Modified = world.Now, Transactions = payment.Transactions.Add(refund) });
    }

    private ShopLine NewLine(SeededRandom random)
    {
        var article = random.Pick(Article.All);

        // Some prices are finer than a cent: 12.4925.
        return new ShopLine(world.Random.Id().ToString(), article, random.Weighted(80, 15, 5) + 1, article.Price * 100 + (random.Percent(20) ? SharePrecise : 0));
    }

    private void Deliver(string orderId, SeededRandom random, IReadOnlyList<Pin>? pins, bool kept)
    {
        var order = shop.Orders.Find(orderId)!;
        shop.Orders.Replace(order with { Version = order.Version + 1, Modified = world.Now, ShipmentState = "Delivered" });
        if (kept || (!random.Percent(30) && pins is null))
            return;

        var line = order.Lines[0];
        world.After(Pin.Wait(pins, LifeStep.Request, world.Now, random.Span(TimeSpan.FromDays(1), TimeSpan.FromDays(8))), () => BringBack(order, line, random, pins));
    }

    private void BringBack(ShopOrder order, ShopLine line, SeededRandom random, IReadOnlyList<Pin>? pins)
    {
        var reason = random.Pick(Reasons);
        switch (random.Weighted(50, 35, 15))
        {
            case 0:
                var item = new ReboundOrderItem(order.Number, line.Article.Sku, line.Article.Title, line.Quantity, line.Total, order.Currency, "commercetools");
                world.Rebound.Life.Begin(item, reason, random.Percent(70) ? ReboundFlow.Hub : ReboundFlow.Direct, pins);
                break;
            case 1:
                world.HappyReturns.Life.Begin(Happy(order, line), reason, "return-bar", pins);
                break;
            default:
                world.HappyReturns.Life.Begin(Happy(order, line), reason, "mail", pins);
                break;
        }

        if (random.Percent(40))
            world.After(TimeSpan.FromDays(9), () => RefundByShop(order.Id, line.Id, line.Quantity));
    }

    private static HappyOrder Happy(ShopOrder order, ShopLine line) =>
        new(order.Number, order.Id, line.Id, line.Article.Sku, line.Article.Title, line.Quantity, line.Total / line.Quantity, order.Currency, order.Created, null);
}
