using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>
/// The one rule of how much may be given back for an order line: what was paid, less what everybody gave or is giving. Pure: the same facts, in whatever order,
/// give the same answer. What only the returns report claims needs a person; what exceeds the payment needs a setting and a second person.
/// </summary>
public static class RefundGuard
{
    /// <summary>No part of a refund is larger, in minor units: sums never overflow.</summary>
    public const long Largest = 1_000_000_000_000;

    public static GuardAnswer Decide(GuardFacts facts, GuardWish wish, GuardSettings settings)
    {
        if (!facts.OrderIsKnown)
            return Refuse([], 0, "No connected system has told of this order line. Import or sync the order first: what was paid is not known.");
        if (facts.Paid is not { } paid)
            return Refuse([], 0, "The order's prices are hidden (a pending order, or a report without amounts). What was paid is not known.");
        // With the tax inside the price its own figure is a part of that price, not something that was paid beside it.
        if (!settings.TaxOnTop)
            paid = paid with { Tax = 0, ShippingTax = 0, GiftWrapTax = 0 };
        if (Odd(paid) || facts.Back.Any(b => Math.Abs(b.Total) > Largest))
            return Refuse([], 0, "The order's amounts are larger than any that can be right.");
        var stranger = facts.Back.Where(b => b.Currency != facts.Currency).OrderBy(b => b.Key, StringComparer.Ordinal).FirstOrDefault();
        if (stranger is not null)
            return Refuse([], 0, $"A refund of {new Money(stranger.Total, stranger.Currency)} was seen for an order in {facts.Currency}. What is left cannot be worked out across currencies.");

        var arithmetic = new List<GuardLine> { new("Paid", paid.Total, facts.Currency) };
        var left = paid.Total;
        if (facts.Cancelled > 0)
            Take(Cancelled(paid.Total, facts), $"Cancelled: {Math.Min(facts.Cancelled, facts.Ordered)} of {facts.Ordered} pieces");
        foreach (var source in (MoneySource[])[MoneySource.OursConfirmed, MoneySource.OursInFlight, MoneySource.AmazonAtFirstScan, MoneySource.Elsewhere, MoneySource.Shop])
        {
            if (facts.Back.Any(b => b.Source == source))
                Take(Sum(facts, source), Label(source));
        }
        arithmetic.Add(new("Left", left, facts.Currency));
        // The report's figure holds what is counted above as well: only what goes beyond that is news.
        var counted = facts.Back.Sum(b => IsEvidence(b.Source) ? 0 : b.Total);
        var reported = Math.Max(0, Sum(facts, MoneySource.ReportOnly) - counted);
        var portal = Math.Max(0, Sum(facts, MoneySource.Portal) - counted);
        return Judge(facts, paid, wish, settings, arithmetic, left, reported, portal);

        void Take(long minor, string label)
        {
            left -= minor;
            arithmetic.Add(new(label, -minor, facts.Currency));
        }
    }

    /// <summary>What people call the source of a refund.</summary>
    public static string Label(MoneySource source) => source switch
    {
        MoneySource.OursConfirmed => "Refunded by us",
        MoneySource.OursInFlight => "Ours under way",
        MoneySource.AmazonAtFirstScan => "Refunded by Amazon at first scan",
        MoneySource.Elsewhere => "Refunded by Amazon or in Seller Central",
        MoneySource.Shop => "Refunded by the shop",
        MoneySource.Portal => "Taken by a portal that may have paid",
        _ => "In the returns report only",
    };

    private static GuardAnswer Judge(GuardFacts facts, RefundAmounts paid, GuardWish wish, GuardSettings settings, List<GuardLine> arithmetic, long left, long reported, long portal)
    {
        var (amounts, currency) = (wish.Amounts, facts.Currency);
        if (Wrong(facts, wish, settings) is { } wrong)
            return Refuse(arithmetic, left, wrong);
        arithmetic.Add(new("This refund", -amounts.Total, currency));
        arithmetic.Add(new("Left after it", left - amounts.Total, currency));
        var why = new List<string>();
        var over = Math.Max(0, amounts.Total - Math.Max(0, left));
        if (over > 0 && !settings.AllowOverRefund)
            return Refuse(arithmetic, left, $"{new Money(amounts.Total, currency)} is {new Money(over, currency)} more than is left ({new Money(Math.Max(0, left), currency)}). The settings allow no refund beyond what was paid.") with { OverBy = over };
        if (over > 0)
            why.Add($"It is {new Money(over, currency)} more than is left: a second person must agree.");
        if (over == 0 && amounts.Total > left - reported)
            why.Add($"The returns report tells of {new Money(reported, currency)} that no finance data shows. If that was really refunded, this is too much: a second person must agree.");
        if (over == 0 && amounts.Total > left - portal)
            why.Add($"A returns portal took goods worth {new Money(portal, currency)} and may have paid the buyer; no payment shows it. If it paid, this is too much: a second person must agree.");
        foreach (var (name, minor, most) in Groups(amounts, paid, facts))
        {
            if (minor > most)
                why.Add($"{name}: {new Money(minor, currency)} of {new Money(Math.Max(0, most), currency)} that are left of it.");
        }
        if (amounts.Goodwill > 0)
            why.Add($"It holds {new Money(amounts.Goodwill, currency)} of goodwill.");
        if (amounts.Total >= settings.ApprovalFrom)
            why.Add($"From {new Money(settings.ApprovalFrom, currency)} on a second person must agree.");
        return new(why.Count > 0 ? GuardDecision.NeedsApproval : GuardDecision.Allowed, arithmetic, left, over, why);
    }

    private static string? Wrong(GuardFacts facts, GuardWish wish, GuardSettings settings)
    {
        var amounts = wish.Amounts;
        if (wish.Currency != facts.Currency)
            return $"The refund is in {wish.Currency}, the order in {facts.Currency}.";
        if (amounts.HasNegative)
            return "An amount is below zero.";
        if (Odd(amounts))
            return "An amount is larger than any that can be right.";
        if (amounts.Total <= 0)
            return "There is nothing to refund: the total must be more than zero.";
        if (amounts.RestockingFee > amounts.Item)
            return "The restocking fee is larger than the item's amount.";
        if (!settings.TaxOnTop && (amounts.Tax > 0 || amounts.ShippingTax > 0 || amounts.GiftWrapTax > 0))
            return "This marketplace's prices hold the tax: refund it with the item, not beside it.";
        if (facts.Cancelled > 0 && facts.Cancelled >= facts.Ordered)
            return "The whole line is cancelled: the buyer is not charged, there is nothing to refund.";
        return null;
    }

    /// <summary>Of what is not goods, no more than was paid of it; the rest is judged by the total.</summary>
    private static IEnumerable<(string Name, long Minor, long Most)> Groups(RefundAmounts amounts, RefundAmounts paid, GuardFacts facts)
    {
        long Given(Func<RefundAmounts, long> part) => facts.Back.Where(b => !IsEvidence(b.Source)).Sum(b => Math.Max(0, part(b.Amounts)));
        yield return ("Shipping", amounts.Shipping, amounts.Shipping == 0 ? 0 : paid.Shipping - Given(a => a.Shipping));
        yield return ("Gift wrap", amounts.GiftWrap, amounts.GiftWrap == 0 ? 0 : paid.GiftWrap - Given(a => a.GiftWrap));
        yield return ("Tax", Taxes(amounts), Taxes(amounts) == 0 ? 0 : Taxes(paid) - Given(Taxes));
    }

    private static long Taxes(RefundAmounts a) => a.Tax + a.ShippingTax + a.GiftWrapTax;

    /// <summary>What the buyer is not charged for pieces that are cancelled, rounded up: rather too little is left than too much.</summary>
    private static long Cancelled(long paid, GuardFacts facts)
    {
        if (facts.Cancelled >= facts.Ordered || paid <= 0)
            return Math.Max(0, paid);
        return (long)Math.Ceiling((decimal)paid * facts.Cancelled / facts.Ordered);
    }

    private static bool IsEvidence(MoneySource source) => source is MoneySource.ReportOnly or MoneySource.Portal;

    private static long Sum(GuardFacts facts, MoneySource source) => facts.Back.Where(b => b.Source == source).Sum(b => b.Total);

    private static bool Odd(RefundAmounts a) => a.Item > Largest || a.Tax > Largest || a.Shipping > Largest || a.ShippingTax > Largest || a.GiftWrap > Largest || a.GiftWrapTax > Largest
        || a.Goodwill > Largest || a.RestockingFee > Largest || a.Promotion > Largest;

    private static GuardAnswer Refuse(List<GuardLine> arithmetic, long left, string why) => new(GuardDecision.Refused, arithmetic, left, 0, [why]);
}
