using ReturnsConsole.PartnerSandbox.Amazon.Life;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

/// <summary>
/// A busy day to watch. Lives take weeks; so that something happens every few seconds at the speed of the wall clock, many orders are placed in the past, each so
/// that one step of its life falls on its own instant of the day. Nothing is dated otherwise than when it happens.
/// </summary>
internal sealed class LiveDay
{
    private const int UsualPerMinute = 12;
    private const int UsualMinutes = 180;

    /// <summary>Steps that lie behind at the start, so that the day is under way.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(15);

    /// <summary>A usual time to wait for missing goods: what goes wrong by silence begins so long before its instant.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(14);

    private static readonly Story[] Stories =
    [
        // Ordered enough days before for everything that lies before the step.
        new(6, LifeStep.Request, 8, ReturnPath.FirstScan),
        new(4, LifeStep.Request, 8, ReturnPath.PrepaidLabel),
        new(5, LifeStep.Request, 8, ReturnPath.ReboundHub),
        new(3, LifeStep.Request, 8, ReturnPath.ReboundDirect),
        new(3, LifeStep.Request, 8, ReturnPath.ReturnBar),
        new(9, LifeStep.Scan, 17, ReturnPath.FirstScan),
        new(5, LifeStep.Scan, 17, ReturnPath.ReboundHub),
        new(4, LifeStep.Scan, 17, ReturnPath.ReturnBar),
        new(5, LifeStep.Arrive, 21, ReturnPath.FirstScan),
        new(4, LifeStep.Arrive, 21, ReturnPath.ReboundHub),
        new(4, LifeStep.Grade, 27, ReturnPath.ReboundHub),
        new(4, LifeStep.Refund, 24, ReturnPath.PrepaidLabel) { Agent = true, Earlier = (LifeStep.Arrive, TimeSpan.FromDays(2)) },
        new(8, LifeStep.Refund, 24, ReturnPath.TwiceRefunded) { Earlier = (LifeStep.Arrive, TimeSpan.FromDays(1.5)) },
        // Money that is no longer deferred: else its release would begin the wait anew.
        new(10, LifeStep.Refund, 16, ReturnPath.Orphan) { Silent = true },
        new(8, LifeStep.Scan, 17, ReturnPath.LostParcel) { Silent = true },
        new(6, LifeStep.Arrive, 23, ReturnPath.Dark) { Earlier = (LifeStep.Request, Silence + TimeSpan.FromHours(30)) },
        new(1, LifeStep.Request, 8, ReturnPath.ReboundHub) { Reason = "CR-ARRIVED_AFTER_EVENT" },
    ];

    private readonly SandboxWorld world;
    private readonly SeededRandom random;

    private LiveDay(SandboxWorld world) => (this.world, random) = (world, world.Random.Fork());

    public static void Begin(SandboxWorld world, ScenarioAsk ask) => new LiveDay(world).Plan(ask.PerMinute ?? UsualPerMinute, ask.Minutes ?? UsualMinutes);

    private void Plan(int perMinute, int minutes)
    {
        var now = world.Now;
        var place = 0;
        foreach (var account in world.Amazon.Accounts.Values)
            Settling.Begin(world, account, now.Date, now.AddMinutes(3 + (place++ * 6)));

        var rhythm = TimeSpan.FromMinutes(1) / Math.Max(1, perMinute);
        for (var at = now - UnderWay; at < now.AddMinutes(minutes); at += rhythm)
            Step(at + random.Span(TimeSpan.Zero, rhythm));
        for (var at = now.AddDays(-20); at < now.AddMinutes(minutes); at += at < now ? TimeSpan.FromDays(2) : TimeSpan.FromMinutes(8))
            world.At(at, () => world.Amazon.Vendor.PlaceOrder(random));
    }

    private void Step(DateTime at)
    {
        switch (random.Weighted(60, 20, 10, 10))
        {
            case 0:
                Tell(at, Stories[random.Weighted([.. Stories.Select(story => story.Weight)])]);
                break;
            case 1:
                world.At(at, () => world.Amazon.Life.Place(Anyone(), new OrderPlan(ReturnPath.Kept)));
                break;
            case 2:
                world.At(at, () => world.Shop.Life.Place(random));
                break;
            default:
                var pin = new Pin(random.Percent(60) ? LifeStep.Request : LifeStep.Scan, at);
                world.At(Before(at, pin.Step == LifeStep.Request ? 5 : 15), () => world.Shop.Life.Place(random, [pin]));
                break;
        }
    }

    private void Tell(DateTime at, Story story)
    {
        var pinned = story.Silent ? at - Silence : at;
        var pins = new List<Pin> { new(story.Step, pinned) };
        if (story.Earlier is { } earlier)
            pins.Add(new Pin(earlier.Step, pinned - earlier.Before));
        var plan = new OrderPlan(story.Path, story.Reason, story.Agent, Pins: pins);
        var account = Anyone();
        world.At(Before(pinned, story.Days), () => world.Amazon.Life.Place(account, plan));
    }

    private DateTime Before(DateTime at, int days) => at - TimeSpan.FromDays(days) - random.Span(TimeSpan.Zero, TimeSpan.FromDays(2));

    private Amazon.Model.AmazonAccount Anyone() => world.Amazon.Accounts[random.Weighted(45, 30, 25) switch { 0 => "us", 1 => "uk", _ => "de" }];

    /// <summary>What falls on an instant, and so many days before it the order was placed at the latest.</summary>
    private sealed record Story(int Weight, LifeStep Step, int Days, ReturnPath Path)
    {
        /// <summary>The instant is that in which waiting is over.</summary>
        public bool Silent { get; init; }

        public bool Agent { get; init; }

        public string? Reason { get; init; }

        /// <summary>A step that lies so long before the instant.</summary>
        public (LifeStep Step, TimeSpan Before)? Earlier { get; init; }
    }
}
