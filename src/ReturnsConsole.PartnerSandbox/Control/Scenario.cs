using ReturnsConsole.PartnerSandbox.Amazon.Life;
using ReturnsConsole.PartnerSandbox.Rebound;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

/// <summary>What the one who starts a scenario asked for; null where the scenario's own number holds.</summary>
internal sealed record ScenarioAsk(DateTime? Start, int? Orders, int? Returns, int? PerMinute, int? Minutes, string Account, string Currency);

/// <summary>A story that can be told at the partners.</summary>
internal sealed record Scenario(string Name, string Description, Action<SandboxWorld, ScenarioAsk> Begin)
{
    private const int MonthDays = 30;
    private const int UsualOrders = 300;

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("month", "Thirty days of orders (300) in three marketplaces and the shop, with all their returns. start: default thirty days ago.", Month),
        new("trickle", "perMinute orders in every virtual minute from now on.", Trickle),
        new("live", "perMinute (12) steps for minutes (180) minutes: requests, scans, receipts, refunds of orders of the past weeks, new orders and, in between, what goes wrong. One settlement of each account closes.", LiveDay.Begin),
        new("empty", "Forgets everything that happened.", (world, _) => world.Empty()),
        new("shop order", "Orders (1) of the shop in currency (EUR), paid, delivered and kept.", Shop),
        new("bulk", "returns finished Rebound returns that take no memory, and orders shipped orders without a life.", Bulk),
        Single("orphan refund", "Amazon refunds an order that nobody sends back.", new OrderPlan(ReturnPath.Orphan)),
        Single("dark return", "A prepaid-label return, refunded at the first scan, that no returns platform hears of.", new OrderPlan(ReturnPath.Dark)),
        Single("duplicate refund", "Amazon refunds at the first scan, an agent refunds once more.", new OrderPlan(ReturnPath.TwiceRefunded, Goods: new Goods("SN-WHT-42", 1))),
        Single("unmapped reason", "A Rebound return with a reason code that nobody has seen.", new OrderPlan(ReturnPath.ReboundHub, "CR-SANDBOX_NEW_REASON")),
        Single("lost parcel", "Scanned and refunded, never arrived.", new OrderPlan(ReturnPath.LostParcel)),
        Single("refund due", "Returned through Rebound's hub, and nobody has refunded: our turn.", new OrderPlan(ReturnPath.ReboundHub, "FAULTY", Goods: new Goods("BT-SPK-02", 1))),
        Single("direct return", "Straight to the warehouse: Rebound never says that it arrived at a hub.", new OrderPlan(ReturnPath.ReboundDirect)),
        Single("returnless refund", "The buyer keeps the goods and gets the money.", new OrderPlan(ReturnPath.Returnless)),
        Single("return bar", "Handed in at a Happy Returns bar, then on a consolidated shipment.", new OrderPlan(ReturnPath.ReturnBar, Goods: new Goods("HD-GRY-M", 2))),
        Single("cancel request", "The buyer asks to cancel before shipping.", new OrderPlan(ReturnPath.CancelRequest)),
        Single("plain order", "An order that is shipped, delivered and kept.", new OrderPlan(ReturnPath.Kept, Goods: new Goods("JK-NVY-L", 2))),
    ];

    private static Scenario Single(string name, string description, OrderPlan plan) => new(name, description, (world, ask) =>
        Repeat(world, ask.Start ?? world.Now, ask.Orders ?? 1, TimeSpan.FromMinutes(7), () => world.Amazon.Life.Place(world.Amazon.Accounts[ask.Account], plan)));

    private static void Month(SandboxWorld world, ScenarioAsk ask)
    {
        var orders = ask.Orders ?? UsualOrders;
        var random = world.Random.Fork();
        Repeat(world, ask.Start ?? world.Now.AddDays(-MonthDays), orders, TimeSpan.FromDays(MonthDays) / Math.Max(1, orders), () => PlaceAny(world, random));
        Repeat(world, ask.Start ?? world.Now.AddDays(-MonthDays), MonthDays / 3, TimeSpan.FromDays(3), () => world.Amazon.Vendor.PlaceOrder(random));
    }

    private static void Shop(SandboxWorld world, ScenarioAsk ask)
    {
        var random = world.Random.Fork();
        Repeat(world, ask.Start ?? world.Now, ask.Orders ?? 1, TimeSpan.FromMinutes(7), () => world.Shop.Life.Place(random, currency: ask.Currency, kept: true));
    }

    private static void Trickle(SandboxWorld world, ScenarioAsk ask)
    {
        var random = world.Random.Fork();
        var wait = TimeSpan.FromMinutes(1) / Math.Max(1, ask.PerMinute ?? 1);
        Next();

        void Next()
        {
            PlaceAny(world, random);
            world.After(wait, Next);
        }
    }

    private static void Bulk(SandboxWorld world, ScenarioAsk ask)
    {
        world.Rebound.Bulk = new BulkReturns(ask.Returns ?? 100_000, world.Now.AddDays(-5));
        world.Amazon.Life.PlaceShipped(world.Amazon.Accounts[ask.Account], ask.Orders ?? 0);
    }

    private static void PlaceAny(SandboxWorld world, SeededRandom random)
    {
        if (random.Percent(25))
        {
            world.Shop.Life.Place(random);
            return;
        }

        var account = random.Weighted(50, 30, 20) switch { 0 => "us", 1 => "uk", _ => "de" };
        world.Amazon.Life.Place(world.Amazon.Accounts[account], AnyPlan(random));
    }

    private static OrderPlan AnyPlan(SeededRandom random)
    {
        var path = random.Weighted(780, 60, 25, 50, 20, 15, 8, 5, 4, 6, 7, 20) switch
        {
            0 => ReturnPath.Kept,
            1 => ReturnPath.FirstScan,
            2 => ReturnPath.PrepaidLabel,
            3 => ReturnPath.ReboundHub,
            4 => ReturnPath.ReboundDirect,
            5 => ReturnPath.ReturnBar,
            6 => ReturnPath.Dark,
            7 => ReturnPath.Orphan,
            8 => ReturnPath.TwiceRefunded,
            9 => ReturnPath.LostParcel,
            10 => ReturnPath.Returnless,
            _ => ReturnPath.CancelRequest,
        };
        return new OrderPlan(path, AgentRefunds: random.Percent(60));
    }

    private static void Repeat(SandboxWorld world, DateTime start, int times, TimeSpan every, Action act)
    {
        for (var i = 0; i < times; i++)
            world.At(start + every * i, act);
    }
}
