using System.Globalization;

namespace ReturnsConsole.Demo.Month;

/// <summary>Makes the orders of one marketplace: weekday and hour of the day matter, and sales rise a little towards the end.</summary>
internal sealed class OrderBook(Marketplace market, DateTime now, SeededRandom random)
{
    /// <summary>Orders reach back further than refunds do, so that every refund of the month finds its order.</summary>
    private const int Days = 44;

    private static readonly int[] Weekdays = [112, 108, 102, 98, 95, 92, 96];
    private static readonly int[] Hours = [14, 8, 5, 4, 4, 6, 12, 22, 32, 40, 46, 48, 50, 50, 48, 46, 46, 48, 54, 62, 66, 60, 44, 26];
    private static readonly int[] LinesPerOrder = [870, 100, 30];
    private static readonly int[] Quantities = [880, 95, 25];
    private readonly HashSet<string> _ids = [];

    public List<DemoOrder> Make()
    {
        var weights = Enumerable.Range(0, Days)
            .Select(day => Weekdays[(int)now.AddDays(day - Days).DayOfWeek] * (1000 + (day * 5)) / 100)
            .ToArray();
        var orders = new List<DemoOrder>(market.Orders);
        for (var i = 0; i < market.Orders; i++)
        {
            var hour = random.Weighted(Hours);
            var purchased = now.AddDays(random.Weighted(weights) - Days).AddHours(hour).AddSeconds(random.Below(3600));
            orders.Add(Order(purchased, known: true));
        }

        return [.. orders.OrderBy(order => order.PurchasedUtc).ThenBy(order => order.OrderId, StringComparer.Ordinal)];
    }

    /// <summary>An order of one line that stands in no orders report.</summary>
    public DemoOrder MakeUnknown(DateTime purchased)
    {
        var order = Order(purchased, known: false);
        order.Lines.RemoveRange(1, order.Lines.Count - 1);
        return order;
    }

    public string NewOrderId()
    {
        while (true)
        {
            var id = $"{random.Pick(market.OrderPrefixes)}-{random.Digits(7)}-{random.Digits(7)}";
            if (_ids.Add(id))
                return id;
        }
    }

    private DemoOrder Order(DateTime purchased, bool known)
    {
        var fba = random.PerMille(market.FbaShare);
        var shipped = purchased.AddMinutes(random.Between(fba ? 180 : 600, fba ? 1_500 : 2_700));
        var state = !known ? OrderState.Shipped
            : random.PerMille(18) ? OrderState.Cancelled
            : purchased > now.AddHours(-7) ? OrderState.Pending
            : shipped > now ? OrderState.Unshipped
            : OrderState.Shipped;
        var order = new DemoOrder
        {
            Market = market,
            OrderId = NewOrderId(),
            PurchasedUtc = purchased,
            ShippedUtc = shipped,
            DeliveredUtc = shipped.AddMinutes(random.Between(1_400, fba ? 3_200 : 5_400)),
            State = state,
            Fba = fba,
            Destination = random.Pick(market.Destinations),
            Business = random.PerMille(45),
            ShipmentId = random.UpperCase(1) + random.Token(8),
        };
        var skus = new HashSet<string>();
        for (var lines = random.Weighted(LinesPerOrder) + 1; order.Lines.Count < lines;)
        {
            var article = Catalogue.Articles[random.Weighted(Catalogue.Popularity)];
            if (skus.Add(article.Sku))
                order.Lines.Add(Line(order, article));
        }

        return order;
    }

    private OrderLine Line(DemoOrder order, Article article)
    {
        var quantity = random.Weighted(Quantities) + 1;
        var price = article.PriceIn(market);
        var promotion = random.PerMille(140) ? price * random.Pick([5, 10, 15]) / 100 : 0;
        var taxRate = order.Destination.TaxBasisPoints;
        var freeShipping = order.Fba && random.PerMille(250);
        var paidShipping = !order.Fba && order.Lines.Count == 0 && random.PerMille(350);
        var shipping = freeShipping || paidShipping ? market.ShippingPrice : 0;
        return new OrderLine
        {
            Order = order,
            Article = article,
            ItemId = string.Create(CultureInfo.InvariantCulture, $"{random.Between(1, 9)}{random.Digits(random.PerMille(800) ? 14 : 13)}"),
            Quantity = quantity,
            UnitPrice = price,
            UnitTax = Amounts.Share(price - promotion, taxRate, 10_000),
            UnitPromotion = promotion,
            Shipping = shipping,
            ShippingTax = paidShipping ? Amounts.Share(shipping, taxRate, 10_000) : 0,
            ShippingPromotion = freeShipping ? shipping : 0,
            GiftWrap = random.PerMille(16) ? 399 : 0,
        };
    }
}
