using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

public enum GoodsState : byte
{
    /// <summary>The buyer keeps the item.</summary>
    NotExpected,
    Cancelled,
    Refused,

    /// <summary>With the buyer: nobody has scanned it.</summary>
    Waiting,
    OnTheWay,
    AtHub,

    /// <summary>The hub has inspected it; it has not come to us.</summary>
    Processed,

    /// <summary>Amazon says so; our dock does not.</summary>
    Delivered,
    Received,
    Accepted,

    /// <summary>Graded, but not as good as sold.</summary>
    NotAccepted,
    Lost,

    /// <summary>Received by Amazon's own fulfilment centre.</summary>
    AtAmazon,
}

public enum MoneyState : byte
{
    None,

    /// <summary>Nothing is to be paid for it.</summary>
    NotDue,

    /// <summary>Accepted, the deadline lies ahead.</summary>
    Due,
    Late,

    /// <summary>Amazon's returns report names a refund that no payment shows yet.</summary>
    Reported,
    Partly,
    Refunded,

    /// <summary>The bank or a claim took the money: not by a refund.</summary>
    Elsewhere,
}

public enum DataState : byte
{
    Released,

    /// <summary>Its reason code has no mapping.</summary>
    Quarantined,

    /// <summary>It names no order.</summary>
    NoOrder,
}

/// <summary>Where one return stands: goods, money and data, each for itself.</summary>
/// <param name="GoodsAt">Since when the goods stand there.</param>
/// <param name="Paid">What the buyer got, in minor units.</param>
/// <param name="Deadline">By when the refund must be made; null when none runs.</param>
/// <param name="AmazonPays">Amazon refunds by itself; nobody here releases it.</param>
public sealed record ReturnTracks(GoodsState Goods, DateTime? GoodsAt, MoneyState Money, long Paid, DateTime? PaidAt, DataState Data, DateTime? Deadline, RefundDeadline? Rule, bool AmazonPays)
{
    public static ReturnTracks Of(LookupOrder order, LookupReturn item, ReconciliationSettings settings, DateTime nowUtc)
    {
        var (goods, at) = GoodsOf(item);
        var amazonPays = item.IsFba || item.Resolution == ReturnResolution.RefundAtFirstScan;
        var from = goods is GoodsState.Received or GoodsState.Accepted or GoodsState.Delivered ? at : null;
        var rule = from is { } accepted && !amazonPays ? settings.RefundRuleOf(item.Marketplace, accepted) : null;
        var deadline = rule?.After(from!.Value);
        var money = MoneyOf(item, goods, deadline, settings, nowUtc);
        var refunds = item.Refunds.Where(r => money == MoneyState.Elsewhere ? IsElsewhere(r) : r.Kind == RefundKind.Refund).ToList();
        var data = order.OrderId.Length == 0 ? DataState.NoOrder : item.Quarantined ? DataState.Quarantined : DataState.Released;
        var open = money is MoneyState.None or MoneyState.Due or MoneyState.Late;
        return new(goods, at, money, refunds.Sum(r => r.Amount), refunds.Max(r => r.At), data, open ? deadline : null, open ? rule : null, amazonPays);
    }

    private static (GoodsState State, DateTime? At) GoodsOf(LookupReturn item)
    {
        var came = item.Receipts.Where(r => !r.IsLost).OrderBy(r => r.At).ToList();
        if (came.Count > 0)
            return item.AcceptedAt is { } accepted ? (GoodsState.Accepted, accepted) : (came.Exists(r => r.IsGraded) ? GoodsState.NotAccepted : GoodsState.Received, came[0].At);
        if (item.Receipts.Count > 0)
            return (GoodsState.Lost, item.Receipts.Min(r => r.At));
        if (item.IsFba)
            return (GoodsState.AtAmazon, item.DeliveredAt);
        if (item.ProcessedAt is { } processed)
            return (GoodsState.Processed, processed);
        if (item.AtHubAt is { } hub)
            return (GoodsState.AtHub, hub);
        if (item.DeliveredAt is { } delivered)
            return (GoodsState.Delivered, delivered);
        if (item.FirstScanAt is { } scan)
            return (GoodsState.OnTheWay, scan);
        return item.State switch
        {
            ReturnRequestState.Cancelled => (GoodsState.Cancelled, null),
            ReturnRequestState.Rejected => (GoodsState.Refused, null),
            _ => (item.Resolution == ReturnResolution.ReturnlessRefund ? GoodsState.NotExpected : GoodsState.Waiting, null),
        };
    }

    private static MoneyState MoneyOf(LookupReturn item, GoodsState goods, DateTime? deadline, ReconciliationSettings settings, DateTime nowUtc)
    {
        var refunded = item.Refunds.Where(r => r.Kind == RefundKind.Refund).Sum(r => r.Amount);
        if (refunded > 0)
            return item.Value is { } value && refunded + settings.ToleranceOf(item.Currency) < value ? MoneyState.Partly : MoneyState.Refunded;
        if (item.Refunds.Any(IsElsewhere))
            return MoneyState.Elsewhere;
        if (item.ReportedRefund > 0)
            return MoneyState.Reported;
        if (goods is GoodsState.Cancelled or GoodsState.Refused || item.Resolution is ReturnResolution.Replacement or ReturnResolution.Exchange)
            return MoneyState.NotDue;
        return goods != GoodsState.Accepted || deadline is not { } by ? MoneyState.None : by < nowUtc ? MoneyState.Late : MoneyState.Due;
    }

    private static bool IsElsewhere(LookupRefund refund) => refund.Kind is RefundKind.Chargeback or RefundKind.GuaranteeClaim;
}
