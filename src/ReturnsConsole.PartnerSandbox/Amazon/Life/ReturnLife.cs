using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.HappyReturns;
using ReturnsConsole.PartnerSandbox.Rebound;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Life;

/// <summary>A buyer sends an item back: the request, the label, the scans, the receipt and whoever pays.</summary>
internal sealed class ReturnLife(SandboxWorld world, AmazonAccount account)
{
    private static readonly string[] BuyersReasons = ["CR-UNWANTED_ITEM", "CR-ORDERED_WRONG_ITEM", "CR-NO_REASON_GIVEN", "CR-FOUND_BETTER_PRICE", "AMZ-PG-APP-TOO-SMALL", "AMZ-PG-APP-TOO-LARGE"];
    private static readonly string[] SellersReasons = ["CR-DEFECTIVE", "CR-DAMAGED_BY_CARRIER", "CR-SWITCHEROO", "CR-QUALITY_UNACCEPTABLE", "AMZ-PG-BAD-DESC", "CR-MISSED_ESTIMATED_DELIVERY"];

    public void Begin(AmazonOrder order, OrderPlan plan)
    {
        var usual = world.Random.Span(TimeSpan.FromDays(1), TimeSpan.FromDays(9));
        if (plan.Path == ReturnPath.Orphan)
            After(plan, LifeStep.Refund, usual, () => Refund(order.Lines[0], RefundParts.Whole(order.Lines[0])));
        else
            After(plan, LifeStep.Request, usual, () => Request(order.Lines[0], plan));
    }

    private void Request(AmazonLine line, OrderPlan plan)
    {
        var reason = plan.Reason ?? world.Random.Pick(world.Random.Percent(60) ? BuyersReasons : SellersReasons);
        var quantity = line.Quantity > 1 && world.Random.Percent(40) ? line.Quantity - 1 : line.Quantity;
        if (plan.Path is ReturnPath.ReboundHub or ReturnPath.ReboundDirect)
        {
            world.Rebound.Life.Begin(ReboundOrderItem.Of(line, quantity), reason, plan.Path == ReturnPath.ReboundHub ? ReboundFlow.Hub : ReboundFlow.Direct, plan.Pins);
            if (plan.AgentRefunds)
                After(plan, LifeStep.Refund, TimeSpan.FromDays(8), () => Refund(line, RefundParts.Share(line, quantity)));
            return;
        }

        if (plan.Path == ReturnPath.ReturnBar)
        {
            world.HappyReturns.Life.Begin(HappyOrder.Of(line, quantity), reason, "return-bar", plan.Pins);
            if (plan.AgentRefunds)
                After(plan, LifeStep.Refund, TimeSpan.FromDays(8), () => Refund(line, RefundParts.Share(line, quantity)));
            return;
        }

        var filed = File(line, quantity, reason, plan.Path);
        if (plan.Path == ReturnPath.Returnless)
        {
            filed.Status = "Closed";
            Pay(filed);
            return;
        }

        After(plan, LifeStep.Scan, world.Random.Span(TimeSpan.FromHours(20), TimeSpan.FromDays(4)), () => Scan(filed, plan));
    }

    private AmazonReturn File(AmazonLine line, int quantity, string reason, ReturnPath path)
    {
        var filed = new AmazonReturn
        {
            Line = line,
            Quantity = quantity,
            RmaId = $"{world.Random.Token(8)}RRMA",
            Requested = world.Now,
            Reason = reason,
            LabelType = "AmazonPrePaidLabel",
            Resolution = path switch { ReturnPath.PrepaidLabel => "StandardRefund", ReturnPath.Returnless => "ReturnlessRefund", _ => "RefundAtFirstScan" },
            Carrier = account.Market.Carrier,
            Tracking = path == ReturnPath.Returnless ? "" : $"92{world.Random.Digits(20)}",
        };
        account.Returns.Add(filed.Requested, filed);
        return filed;
    }

    private void Scan(AmazonReturn filed, OrderPlan plan)
    {
        if (filed.Resolution == "RefundAtFirstScan")
            Pay(filed);

        if (plan.Path == ReturnPath.LostParcel)
            return;

        var arrival = Pin.Wait(plan.Pins, LifeStep.Arrive, world.Now, world.Random.Span(TimeSpan.FromDays(2), TimeSpan.FromDays(6)));
        if (plan.Path != ReturnPath.Dark)
            world.Rebound.Life.BeginUnregistered(ReboundOrderItem.Of(filed.Line, filed.Quantity), filed.Reason, filed.Tracking, filed.Carrier, arrival);

        world.After(arrival, () => Arrive(filed, plan));
    }

    private void Arrive(AmazonReturn filed, OrderPlan plan)
    {
        filed.Delivered = world.Now;
        filed.Status = "Completed";
        if (plan.Path == ReturnPath.TwiceRefunded)
            After(plan, LifeStep.Refund, TimeSpan.FromDays(1), () => Refund(filed.Line, RefundParts.Share(filed.Line, filed.Quantity)));
        else if (plan.Path == ReturnPath.PrepaidLabel && plan.AgentRefunds)
            After(plan, LifeStep.Refund, TimeSpan.FromDays(2), () => Pay(filed));
        else if (plan.Path == ReturnPath.FirstScan && world.Random.Percent(10))
            world.After(TimeSpan.FromDays(3), () => Claim(filed));
    }

    private void Claim(AmazonReturn filed)
    {
        filed.SafeTClaimId = $"{world.Random.Digits(5)}-{world.Random.Digits(5)}-{world.Random.Digits(7)}";
        filed.SafeTClaimed = world.Now;
        if (!world.Random.Percent(60))
            return;

        world.After(TimeSpan.FromDays(5), () =>
        {
            filed.SafeTPaid = filed.Line.Price * filed.Quantity / filed.Line.Quantity / 2;
            world.Amazon.Money.PostSafeT(account, filed, filed.SafeTPaid);
        });
    }

    private void After(OrderPlan plan, LifeStep step, TimeSpan usual, Action act) => world.After(Pin.Wait(plan.Pins, step, world.Now, usual), act);

    private void Pay(AmazonReturn filed) => filed.Refunded = Refund(filed.Line, RefundParts.Share(filed.Line, filed.Quantity));

    private long Refund(AmazonLine line, RefundParts parts)
    {
        world.Amazon.Money.PostRefund(account, line, parts, null);
        return parts.ToBuyer;
    }
}
