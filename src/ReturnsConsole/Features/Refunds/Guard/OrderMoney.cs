using System.Globalization;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>Everything known of one order's money, read in one go; gives each line's facts to the guard.</summary>
public sealed class OrderMoney
{
    private long[]? certain;
    private long[]? likely;

    public required int AccountId { get; init; }

    public required string OrderId { get; init; }

    public List<OrderLine> Lines { get; } = [];

    public List<ReturnItem> Returns { get; } = [];

    public List<RefundRequest> Requests { get; } = [];

    public List<RefundReservation> Reservations { get; } = [];

    /// <summary>Refunds seen, each once.</summary>
    public List<RefundFact> Seen { get; } = [];

    public RefundLook? Look { get; set; }

    /// <summary>Of a shop order: it and its payments as they were seen last.</summary>
    public ShopOrderSeen? Shop { get; set; }

    public RefundVia Via => RefundVias.Of(OrderId);

    public OrderLine? LineOf(string orderItemId) => orderItemId.Length == 0 ? null : Lines.Find(l => l.OrderItemId == orderItemId);

    /// <summary>Return items that a refund of ours is for, under way or proven.</summary>
    public HashSet<long> RefundedReturns(long without = 0) =>
        [.. Requests.Where(r => r.Id != without && r is { Kind: InstructionKind.Refund, ReturnItemId: not 0 } && RefundStates.Holds(r.State)).Select(r => r.ReturnItemId)];

    public RefundReservation? ReservationOf(string orderItemId) => Reservations.Find(r => r.OrderItemId == orderItemId && r.AccountId == AccountId);

    /// <summary>For each refund seen the id of our instruction, by key or known proof; 0 when it is none of ours.</summary>
    public long[] Certain => certain ??= OwnAndSeen.Match([.. Requests.Where(r => r.Kind == InstructionKind.Refund).Select(Own)], Seen, byAmount: false);

    /// <summary>The same, by item and amount too.</summary>
    public long[] Likely => likely ??= OwnAndSeen.Match([.. Requests.Where(r => r.Kind == InstructionKind.Refund).Select(Own)], Seen, byAmount: true);

    /// <param name="without">An instruction that is judged anew: it does not count against itself.</param>
    /// <param name="hopeful">What looks like ours counts as ours: only to tell whether waiting for proof would help.</param>
    public GuardFacts FactsOf(string orderItemId, long without = 0, bool hopeful = false)
    {
        if (LineOf(orderItemId) is not { } line)
            return new GuardFacts { OrderIsKnown = false };
        var own = Requests.Where(r => r.OrderItemId == orderItemId && r.Id != without).ToList();
        return new GuardFacts
        {
            OrderIsKnown = true,
            Currency = line.Currency,
            Ordered = line.Quantity,
            Paid = PaidFor(line),
            Cancelled = own.Where(r => r.Kind == InstructionKind.Cancellation && RefundStates.Holds(r.State)).Sum(r => r.Quantity),
            Back = [.. OwnMoney(own), .. SeenMoney(line, without, hopeful ? Likely : Certain), .. Reported(line), .. Portal(line)],
        };
    }

    /// <summary>Null when a price is hidden.</summary>
    public static RefundAmounts? PaidFor(OrderLine line) => line.ItemPrice is not { } item || line.Quantity <= 0 || line.Currency.Length == 0 ? null : new RefundAmounts
    {
        Item = item,
        Tax = line.ItemTax ?? 0,
        Shipping = line.Shipping ?? 0,
        ShippingTax = line.ShippingTax ?? 0,
        GiftWrap = line.GiftWrap ?? 0,
        GiftWrapTax = line.GiftWrapTax ?? 0,
        Promotion = (line.ItemPromotion ?? 0) + (line.ShipPromotion ?? 0),
    };

    /// <summary>Changes when what was bought or paid changes; not when the order's status does.</summary>
    public static long PricingOf(OrderLine line)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in string.Create(CultureInfo.InvariantCulture, $"{line.OrderItemId}|{line.Sku}|{line.Currency}|{line.Quantity}|{line.ItemPrice}|{line.ItemTax}|{line.Shipping}|{line.ShippingTax}|{line.GiftWrap}|{line.GiftWrapTax}|{line.ItemPromotion}|{line.ShipPromotion}"))
            hash = (hash ^ c) * 1099511628211UL;
        return (long)hash;
    }

    private static OwnRefund Own(RefundRequest r) => new()
    {
        Id = r.Id,
        Key = r.Key,
        State = r.State,
        OrderItemId = r.OrderItemId,
        Sku = r.Sku,
        Amounts = r.Amounts,
        Currency = r.Currency,
        SubmittedAt = r.SubmittedAt,
        ProofReference = r.ProofReference,
        OnlyByKey = r.Via == RefundVia.Shop,
    };

    private static IEnumerable<MoneyBack> OwnMoney(List<RefundRequest> own) => own.Where(r => r.Kind == InstructionKind.Refund && RefundStates.Holds(r.State))
        .Select(r => new MoneyBack(r.State == RefundState.Confirmed ? MoneySource.OursConfirmed : MoneySource.OursInFlight, r.Key, r.Amounts, r.Total, r.Currency, r.SubmittedAt ?? r.RequestedAt));

    /// <summary>What is none of ours; and what is ours although we hold nothing for it, or more than we asked for.</summary>
    private IEnumerable<MoneyBack> SeenMoney(OrderLine line, long without, long[] matched)
    {
        var atScan = Returns.Any(r => ReturnWords.ResolutionOf(r.Resolution) == ReturnResolution.RefundAtFirstScan && (r.OrderItemId == line.OrderItemId || r.Sku == line.Sku));
        for (var i = 0; i < Seen.Count; i++)
        {
            var seen = Seen[i];
            if (seen.Kind == RefundKind.Other || seen.Total == 0 || !OwnAndSeen.IsOfLine(seen, line.OrderItemId, line.Sku))
                continue;
            var own = matched[i] == 0 ? null : Requests.Find(r => r.Id == matched[i]);
            // A payment's transaction names no line: one of ours is of the line that we asked it for, and of no other.
            if (own is not null && own.Id != without && RefundStates.Holds(own.State) && (own.OrderItemId == line.OrderItemId || OwnAndSeen.IsOfNoLine(seen)))
            {
                if (seen.Total > own.Total)
                    yield return new(MoneySource.Elsewhere, seen.Key, default, seen.Total - own.Total, seen.Currency, seen.PostedAt);
                continue;
            }
            yield return new(Via == RefundVia.Shop ? MoneySource.Shop : own is null && atScan && seen.Kind == RefundKind.Refund ? MoneySource.AmazonAtFirstScan : MoneySource.Elsewhere, seen.Key, AmountsOf(seen), seen.Total, seen.Currency, seen.PostedAt);
        }
    }

    private IEnumerable<MoneyBack> Reported(OrderLine line) => Returns.Where(r => r.ReportedRefund > 0 && r.Channel == ReturnChannel.MerchantFulfilled && (r.OrderItemId == line.OrderItemId || r.Sku == line.Sku))
        .Select(r => new MoneyBack(MoneySource.ReportOnly, r.RmaId, default, r.ReportedRefund!.Value, r.Currency.Length > 0 ? r.Currency : line.Currency, null));

    /// <summary>A returns portal that pays at its counter: it says that it took the goods, never that it paid. Evidence, until the shop's payment shows the money.</summary>
    private IEnumerable<MoneyBack> Portal(OrderLine line) => Via != RefundVia.Shop || line.ItemPrice is not { } price || line.Quantity <= 0 ? []
        : Returns.Where(r => PortalRefunds.MayHavePaid(r) && (r.OrderItemId == line.OrderItemId || (r.OrderItemId.Length == 0 && r.Sku == line.Sku)))
            .Select(r => new MoneyBack(MoneySource.Portal, r.RmaId.Length > 0 ? r.RmaId : r.PlatformReturnId, default,
                LargestRemainder.OfPieces(Math.Max(0, price - (line.ItemPromotion ?? 0)), line.Quantity, 0, r.Quantity), line.Currency, r.FirstScanAt));

    private static RefundAmounts AmountsOf(in RefundFact seen) => new()
    {
        Item = Math.Max(0, seen.Item),
        Tax = Math.Max(0, seen.Tax),
        Shipping = Math.Max(0, seen.Shipping),
        Goodwill = Math.Max(0, seen.Other),
        RestockingFee = Math.Max(0, -seen.RestockingFee),
    };
}
