using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Tests.Reconciliation;

/// <summary>The facts of one order, told in a few words. Day 0 is 1 October 2026; amounts in minor units of EUR.</summary>
internal sealed class OrderStory
{
    public const string Order = "302-1234567-7654321";
    public static readonly DateTime Start = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);
    private long id;

    public OrderFacts Facts { get; } = new() { Key = OrderKey.From(Order) };

    public string Marketplace { get; init; } = "DE";

    public string Currency { get; init; } = "EUR";

    public static DateTime Day(double day) => Start.AddDays(day);

    public OrderStory Line(string sku, long price, int quantity = 1, long shipping = 0, long tax = 0, long promotion = 0, string item = "")
    {
        Facts.Lines.Add(new OrderLineFact { Id = ++id, Sku = sku, OrderItemId = item, Quantity = quantity, Currency = Currency, Marketplace = Marketplace, PriceIsKnown = true, ItemPrice = price, Shipping = shipping, ItemTax = tax, ItemPromotion = promotion, Occurrence = Facts.Lines.Count });
        return this;
    }

    public OrderStory Return(string sku, double day, int quantity = 1, string rma = "", string tracking = "", ReturnResolution resolution = ReturnResolution.StandardRefund, double? delivered = null,
        bool fault = false, bool unmapped = false, bool prepaid = false, bool fba = false, ReturnRequestState state = ReturnRequestState.Approved, string item = "", long reported = 0, long orderAmount = 0)
    {
        Facts.Returns.Add(new ReturnFact
        {
            Id = ++id,
            NaturalKey = $"{(rma.Length > 0 ? rma : "R" + Facts.Returns.Count)}/{sku}",
            Rma = rma,
            Sku = sku,
            OrderItemId = item,
            TrackingId = tracking,
            Quantity = quantity,
            Currency = Currency,
            Marketplace = Marketplace,
            Resolution = resolution,
            State = state,
            AmazonPrepaidLabel = prepaid,
            IsFba = fba,
            SellerAtFault = fault,
            FaultIsUnknown = unmapped,
            RequestedAt = Day(day),
            DeliveredAt = delivered is { } d ? Day(d) : null,
            ReportedRefund = reported,
            OrderAmount = orderAmount,
        });
        return this;
    }

    public OrderStory Goods(string sku, double day, int quantity = 1, bool accepted = false, string rma = "", string tracking = "", MatchRule by = MatchRule.None, bool lost = false)
    {
        Facts.Receipts.Add(new ReceiptFact { Id = ++id, NaturalKey = $"dock/{Facts.Receipts.Count}", OrderId = Order, Rma = rma, Sku = sku, TrackingId = tracking, Quantity = quantity, ReceivedAt = Day(day), Accepted = accepted, Lost = lost, JoinedBy = by });
        return this;
    }

    public OrderStory Refund(string sku, double day, long item, long shipping = 0, long tax = 0, long restocking = 0, string adjustment = "", string adjustmentItem = "", string orderItem = "",
        RefundSource source = RefundSource.Settlement, int settlement = 1, RefundKind kind = RefundKind.Refund, long other = 0)
    {
        Facts.Sightings.Add(new RefundSightingFact
        {
            Id = ++id,
            Source = source,
            Kind = kind,
            SettlementPk = source == RefundSource.Settlement ? settlement : 0,
            AdjustmentId = adjustment,
            MerchantAdjustmentItemId = adjustmentItem.Length > 0 || adjustment.Length > 0 ? adjustmentItem : $"M{Facts.Sightings.Count}",
            OrderItemId = orderItem,
            Sku = sku,
            Currency = Currency,
            Marketplace = Marketplace,
            PostedAt = Day(day),
            Principal = -item,
            Shipping = -shipping,
            Tax = -tax,
            RestockingFee = restocking,
            OtherBuyer = -other,
            BuyerTotal = -(item + shipping + tax + other - restocking),
        });
        return this;
    }

    public OrderStory Forced(string refund, string target)
    {
        Facts.Forced.Add(new ForcedMatchFact(refund, target));
        return this;
    }

    public OrderVerdict On(double day) => OrderRules.Decide(Facts, Settings, Day(day));

    /// <summary>Stories let goods lie; the one of goods that lie too long sets its own hours.</summary>
    public ReconciliationSettings Settings { get; } = new() { InspectionHours = 1_000_000 };

    public IReadOnlyList<CaseKind> KindsOn(double day) => [.. On(day).Findings.Select(f => f.Kind)];
}
