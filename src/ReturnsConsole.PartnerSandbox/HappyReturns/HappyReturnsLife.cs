using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.HappyReturns;

/// <summary>Started, dropped off into a bag, approved, consolidated, shipped. Mail returns wait for the merchant's approval instead.</summary>
internal sealed class HappyReturnsLife(SandboxWorld world, HappyReturnsWorld happy)
{
    private bool _trucksRun;

    public HappyReturn Begin(HappyOrder order, string reason, string method, IReadOnlyList<Pin>? pins = null)
    {
        if (!_trucksRun)
        {
            _trucksRun = true;
            world.After(TimeSpan.FromDays(3.5), Ship);
        }

        var started = new HappyReturn
        {
            Id = world.Random.Id(),
            ExpressCode = $"HR{world.Random.Token(6)}",
            Order = order,
            Items = [.. Enumerable.Range(0, order.Quantity).Select(offset => new HappyItem
            {
                Id = world.Random.Id().ToString(),
                LineId = order.Quantity == 1 ? order.LineId : $"{order.LineId}-{offset}-{order.Quantity}",
            })],
            Method = method,
            Reason = reason,
            Started = world.Now,
        };
        happy.Add(started);

        // Events of one return within a minute come as one call: the status first, the method behind it.
        Tell(started, "started", [new HappyEvent("return_dropoff_method_created", method)]);
        world.After(Pin.Wait(pins, LifeStep.Scan, world.Now, world.Random.Span(TimeSpan.FromHours(10), TimeSpan.FromDays(3))), () => DropOff(started));
        return started;
    }

    public void Approve(HappyReturn approved)
    {
        approved.Approved = world.Now;
        approved.Status = "approved";
        Tell(approved, "approved", []);
    }

    private void DropOff(HappyReturn dropped)
    {
        dropped.Status = "dropped_off";
        Tell(dropped, "dropped_off", []);
        if (dropped.Method != "return-bar")
            return;

        dropped.Bag = $"HR{world.Random.Token(10)}";
        world.Webhooks.Post("happyReturns", () => HappyViews.Label(dropped, world.Now));
        happy.AtHub.Add(dropped);
        world.After(TimeSpan.FromHours(12), () => Inspect(dropped));
    }

    /// <summary>Shops that gave their orders to Happy Returns refund on this; an Amazon order has nobody there who could.</summary>
    private void Inspect(HappyReturn inspected)
    {
        foreach (var item in inspected.Items)
            item.Outcome = world.Random.Percent(90) ? "sellable" : "damaged";

        Approve(inspected);
    }

    private void Ship()
    {
        if (happy.AtHub.Count > 0)
        {
            var rows = happy.AtHub.SelectMany(bagged => bagged.Items.Select(item => (bagged, item))).ToList();
            happy.AtHub.Clear();
            var shipment = new HappyShipment(world.Random.Id().ToString(), world.Now, $"1Z{world.Random.Digits(16)}", $"PAL{world.Random.Digits(6)}", rows);
            happy.Add(shipment);
            world.Webhooks.Post("happyReturns", () => HappyViews.ShipmentNotice(shipment));
        }

        world.After(TimeSpan.FromDays(3.5), Ship);
    }

    private void Tell(HappyReturn about, string status, IReadOnlyList<HappyEvent> others) =>
        world.Webhooks.Post("happyReturns", () => HappyViews.Notice(about, status, others));
}

internal sealed record HappyEvent(string Event, string TypeId);
