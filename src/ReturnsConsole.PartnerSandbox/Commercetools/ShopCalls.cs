using System.Globalization;
using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>Queries and updates of the shop's resources.</summary>
internal sealed class ShopCalls(SandboxWorld world)
{
    private const int MostResults = 500;
    private const int MostOffset = 10_000;
    private readonly ReturnActions _returns = new(world);
    private readonly StockActions _stock = new(world);
    private readonly PaymentActions _payments = new(world);

    private ShopWorld Shop => world.Shop;

    public Answer GetOrder(Call call) => Answer.Ok(ShopViews.Show(Order(call)));

    public Answer UpdateOrder(Call call) => Update(call, Shop.Orders, Order(call), _returns.Apply);

    public Answer GetStock(Call call) => Answer.Ok(ShopViews.Show(Stock(call)));

    public Answer UpdateStock(Call call) => Update(call, Shop.Stock, Stock(call), _stock.Apply);

    public Answer CreateStock(Call call)
    {
        var created = _stock.Create(call.Json());
        Shop.Stock.Add(created);
        return Answer.Json(201, ShopViews.Show(created));
    }

    public Answer GetPayment(Call call) => Answer.Ok(ShopViews.Show(Payment(call)));

    public Answer UpdatePayment(Call call) => Update(call, Shop.Payments, Payment(call), _payments.Apply);

    public static Answer Query<T>(Call call, ShopShelf<T> shelf)
        where T : ShopResource
    {
        var limit = call.QueryNumber("limit", 20, 0, MostResults);
        var offset = call.QueryNumber("offset", 0, 0, MostOffset);
        IEnumerable<T> found = shelf.All;
        if (call.Query("where") is { } where)
        {
            var predicate = ShopPredicate.Parse(where);
            found = found.Where(resource => predicate(resource));
        }

        var sorted = Sorted(found, call.Query("sort") ?? "createdAt asc").ToList();
        var page = sorted.Skip(offset).Take(limit).Select(ShopViews.Show).ToArray();
        return Answer.Ok(new { limit, offset, count = page.Length, total = call.Query("withTotal") == "false" ? null : (int?)sorted.Count, results = page });
    }

    /// <summary>All actions or none, and only on the version that the caller has seen.</summary>
    private Answer Update<T>(Call call, ShopShelf<T> shelf, T current, Func<T, JsonElement, T> apply)
        where T : ShopResource
    {
        var body = call.Json();
        var expected = body.Whole("version");
        if (expected != current.Version)
            return ShopFaults.Conflict(current, expected);

        var before = world.Ledger.Entries.Count;
        var actions = body.List("actions", 0, MostResults);
        var changed = current;
        try
        {
            foreach (var action in actions)
                changed = apply(changed, action);
        }
        catch (BadCallException)
        {
            world.Ledger.Forget(before);
            throw;
        }

        if (actions.Count > 0)
            changed = changed with { Version = current.Version + 1, Modified = world.Now };

        shelf.Replace(changed);
        return Answer.Ok(ShopViews.Show(changed));
    }

    private ShopOrder Order(Call call)
    {
        var number = call.Route("orderNumber");
        var found = number.Length > 0 ? Shop.Orders.All.FirstOrDefault(order => order.Number == number) : Shop.Orders.Find(call.Route("id"));
        return found ?? throw ShopFaults.NotFound("Order");
    }

    private ShopStock Stock(Call call) => Shop.Stock.Find(call.Route("id")) ?? throw ShopFaults.NotFound("InventoryEntry");

    private ShopPayment Payment(Call call) => Shop.Payments.Find(call.Route("id")) ?? throw ShopFaults.NotFound("Payment");

    private static IEnumerable<T> Sorted<T>(IEnumerable<T> found, string sort)
        where T : ShopResource
    {
        var words = sort.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Func<T, string> by = words[0] switch
        {
            "id" => resource => resource.Id,
            "createdAt" => resource => ShopViews.Time(resource.Created),
            "lastModifiedAt" => resource => ShopViews.Time(resource.Modified),
            _ => throw new BadCallException(string.Create(CultureInfo.InvariantCulture, $"Malformed parameter: sort: '{sort}'."), "InvalidInput"),
        };
        return words.Length > 1 && words[1] == "desc"
            ? found.OrderByDescending(by, StringComparer.Ordinal).ThenBy(resource => resource.Id, StringComparer.Ordinal)
            : found.OrderBy(by, StringComparer.Ordinal).ThenBy(resource => resource.Id, StringComparer.Ordinal);
    }
}
