using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Life;

/// <summary>What a refund gives back, by component; minor units, positive.</summary>
internal sealed record RefundParts(IReadOnlyList<(string Component, long Minor)> Components, long Promotion = 0)
{
    public static RefundParts Whole(AmazonLine line) => Share(line, line.Quantity);

    public static RefundParts Share(AmazonLine line, int quantity)
    {
        long Of(long amount) => amount * quantity / line.Quantity;
        (string, long)[] parts = [("Principal", Of(line.Price)), ("Tax", Of(line.Tax)), ("Shipping", Of(line.Shipping)), ("ShippingTax", Of(line.ShippingTax))];
        return new RefundParts([.. parts.Where(part => part.Item2 != 0)], Of(line.Promotion));
    }

    public static RefundParts Principal(long minor) => new([("Principal", minor)]);

    /// <summary>What the buyer gets.</summary>
    public long ToBuyer => Components.Sum(part => IsKept(part.Component) ? -part.Minor : part.Minor) - Promotion;

    /// <summary>Components that the seller keeps rather than gives.</summary>
    public static bool IsKept(string component) => component is "RestockingFee" or "RestockingFeeTax" or "ReturnShipping";
}

/// <summary>Posts money at Amazon: deferred until a week after delivery, seen late, settled every fourteen days.</summary>
internal sealed class MoneyFlow(SandboxWorld world)
{
    private const int CommissionPercent = 15;
    private const int LongestLagMinutes = 48 * 60;
    private static readonly TimeSpan DeferredFor = TimeSpan.FromDays(7);

    public void PostShipment(AmazonAccount account, AmazonOrder order, DateTime expectedDelivery)
    {
        var items = order.Lines.Where(line => line.Cancelled < line.Quantity).Select(line => new FinanceItem(line, Sale(line))).ToList();
        Post(account, FinanceKind.Shipment, order, items, expectedDelivery + DeferredFor, null, null);
    }

    /// <param name="merchantKey">The merchant's own id of the adjustment; null when Amazon or an agent refunds.</param>
    public FinanceEvent PostRefund(AmazonAccount account, AmazonLine line, RefundParts parts, string? merchantKey)
    {
        line.Refunded += parts.ToBuyer;
        var order = line.Order;
        var free = (order.Delivered ?? world.Now) + DeferredFor;
        var item = new FinanceItem(line, GivenBack(line, parts), world.Random.Digits(19), merchantKey);
        var refund = Post(account, FinanceKind.Refund, order, [item], free > world.Now ? free : null, $"amzn1:crow:{world.Random.Token(22)}", null);
        account.Touch(order, world.Now);
        return refund;
    }

    public void PostFee(AmazonAccount account, string description, long minor) =>
        Post(account, FinanceKind.ServiceFee, null, [new FinanceItem(null, [new Charge("other-transaction", description, -minor)])], null, null, null);

    public void PostSafeT(AmazonAccount account, AmazonReturn claimed, long minor) =>
        Post(account, FinanceKind.SafeT, null, [new FinanceItem(null, [new Charge("other-transaction", "SAFE-T Reimbursement", minor)])], null, null, claimed.SafeTClaimId);

    private FinanceEvent Post(
        AmazonAccount account, FinanceKind kind, AmazonOrder? order, IReadOnlyList<FinanceItem> items, DateTime? release, string? refundId, string? safeT)
    {
        var entry = new FinanceEvent
        {
            Kind = kind,
            Order = order,
            Items = items,
            Posted = world.Now,
            TransactionId = world.Random.Token(32),
            Release = release,
            ReleaseId = release is null ? null : world.Random.Token(32),
            Released = release is null,
            RefundId = refundId,
            SafeTClaimId = safeT,
        };
        order?.Events.Add(entry);
        account.Unsettled.Add(entry);
        List(account, entry, false);
        if (release is { } at)
            world.At(at, () => Free(account, entry));

        return entry;
    }

    private void Free(AmazonAccount account, FinanceEvent entry)
    {
        entry.Released = true;
        List(account, entry, true);
    }

    private void List(AmazonAccount account, FinanceEvent entry, bool isRelease)
    {
        var row = new FinanceRow(entry, isRelease, world.Now, world.Now + Lag());
        entry.Rows.Add(row);
        account.Finance.Add(row.Posted, row);
    }

    /// <summary>Up to 48 hours unless told otherwise, mostly minutes.</summary>
    private TimeSpan Lag()
    {
        var minutes = world.Random.Weighted(70, 20, 10) switch
        {
            0 => world.Random.Between(3, 60),
            1 => world.Random.Between(60, 720),
            _ => world.Random.Between(720, LongestLagMinutes),
        };
        return world.Options.FinanceLag * minutes / LongestLagMinutes;
    }

    private static List<Charge> Sale(AmazonLine line)
    {
        var share = line.Quantity - line.Cancelled;
        long Of(long amount) => amount * share / line.Quantity;
        return Written(
            new("ItemPrice", "Principal", Of(line.Price)),
            new("ItemPrice", "Tax", Of(line.Tax)),
            new("ItemPrice", "Shipping", Of(line.Shipping)),
            new("ItemPrice", "ShippingTax", Of(line.ShippingTax)),
            new("Promotion", "Principal", -Of(line.Promotion)),
            new("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", -Of(line.Tax)),
            new("ItemWithheldTax", "MarketplaceFacilitatorTax-Shipping", -Of(line.ShippingTax)),
            new("ItemFees", "Commission", -Commission(Of(line.Price) - Of(line.Promotion))));
    }

    private static List<Charge> GivenBack(AmazonLine line, RefundParts parts)
    {
        var charges = parts.Components
            .Select(part => new Charge("ItemPrice", part.Component, RefundParts.IsKept(part.Component) ? part.Minor : -part.Minor))
            .ToList();
        long Sum(string component) => parts.Components.Where(part => part.Component == component).Sum(part => part.Minor);
        var commission = Commission(Sum("Principal") - parts.Promotion);
        charges.AddRange(Written(
            new("Promotion", "Principal", parts.Promotion),
            new("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", line.Order.Market.TaxPerMille > 0 ? Sum("Tax") : 0),
            new("ItemWithheldTax", "MarketplaceFacilitatorTax-Shipping", line.Order.Market.TaxPerMille > 0 ? Sum("ShippingTax") : 0),
            new("ItemFees", "Commission", commission),
            new("ItemFees", "RefundCommission", -commission / 5)));
        return charges;
    }

    private static long Commission(long net) => net * CommissionPercent / 100;

    private static List<Charge> Written(params ReadOnlySpan<Charge> charges)
    {
        var written = new List<Charge>();
        foreach (var charge in charges)
        {
            if (charge.Minor != 0)
                written.Add(charge);
        }

        return written;
    }
}
