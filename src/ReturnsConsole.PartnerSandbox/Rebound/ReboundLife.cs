using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Rebound;

/// <summary>A parcel through Rebound's network; every milestone is also pushed to whoever asked for webhooks.</summary>
internal sealed class ReboundLife(SandboxWorld world, ReboundWorld rebound)
{
    public const string Registered = "Return Order Created";
    public const string Scanned = "Entered Our Network";
    public const string AtHub = "Arrived at Our Hub";
    public const string Delivered = "Delivered";

    private static readonly string[] Carriers = ["Royal Mail", "DHL", "USPS", "Evri"];

    public ReboundReturn Begin(ReboundOrderItem item, string reason, ReboundFlow flow, IReadOnlyList<Pin>? pins = null)
    {
        var added = New(item, reason, flow, $"RB{world.Random.Digits(12)}", world.Random.Pick(Carriers));
        Reach(added, Registered, "");
        world.After(Pin.Wait(pins, LifeStep.Scan, world.Now, world.Random.Span(TimeSpan.FromHours(8), TimeSpan.FromDays(3))), () =>
        {
            if (added.Cancelled)
                return;

            Reach(added, Scanned, "Depot");
            world.After(Pin.Wait(pins, LifeStep.Arrive, world.Now, world.Random.Span(TimeSpan.FromDays(1), TimeSpan.FromDays(5))), () => Arrive(added, pins));
        });
        return added;
    }

    /// <summary>A parcel that the network has only ever seen by its label.</summary>
    public void BeginUnregistered(ReboundOrderItem item, string reason, string tracking, string carrier, TimeSpan arrival)
    {
        var added = New(item, reason, ReboundFlow.LabelInBox, tracking, carrier);
        Reach(added, Scanned, "Depot");
        world.After(arrival, () => Arrive(added, null));
    }

    public void Cancel(ReboundReturn cancelled)
    {
        cancelled.Cancelled = true;
        Push(cancelled, "cancelled");
    }

    private ReboundReturn New(ReboundOrderItem item, string reason, ReboundFlow flow, string tracking, string carrier)
    {
        var id = rebound.NextId();
        var added = new ReboundReturn
        {
            Id = id,
            DisplayId = $"RB{id}",
            ExternalId = "",
            Item = item,
            Flow = flow,
            Reason = reason,
            Added = world.Now,
            Tracking = tracking,
            Carrier = carrier,
        };
        rebound.Add(added);
        return added;
    }

    private void Arrive(ReboundReturn arrived, IReadOnlyList<Pin>? pins)
    {
        if (arrived.Flow == ReboundFlow.Direct)
        {
            Reach(arrived, Delivered, "Retailer");
            return;
        }

        Reach(arrived, AtHub, "Hub");
        world.After(Pin.Wait(pins, LifeStep.Grade, world.Now, world.Random.Span(TimeSpan.FromHours(6), TimeSpan.FromDays(2))), () => Grade(arrived));
    }

    private void Grade(ReboundReturn graded)
    {
        (graded.Grade, graded.Disposition) = world.Random.Weighted(70, 15, 10, 5) switch
        {
            0 => ("A", "Restocked"),
            1 => ("B", "Restocked"),
            2 => ("C", "Quarantined"),
            _ => ("D", "Rejected"),
        };
        graded.VerifiedBy = "hub";
        Push(graded, "processed");
    }

    private void Reach(ReboundReturn parcel, string status, string location)
    {
        parcel.Track.Add(new ReboundTrack(world.Now, status, location));
        Push(parcel, status switch { Registered => "registered", Scanned => "carrierScanned", AtHub => "receivedAtHub", _ => "delivered" });
    }

    private void Push(ReboundReturn parcel, string milestone) =>
        world.Webhooks.Post("rebound", () => ReboundEvents.Body(parcel, milestone, world.Now));
}
