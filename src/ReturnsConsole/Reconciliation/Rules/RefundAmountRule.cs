using System.Runtime.InteropServices;

namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// RefundAmountBreak: what was refunded for a returned item is not what was paid for what came back. Whether shipping is due back says <see cref="ShippingRule"/>.
/// A restocking fee explains a lower refund. Item by item, over all its refunds and returns together; nothing is compared without a known price, before the
/// finance data can be complete, or beside a DuplicateRefund. What a part of a kit is worth nobody knows: anything from nothing to the kit's price is right for it. Since: the last refund posted plus the partners' lag, or the end of the days in which more
/// parcels may follow.
/// </summary>
internal static class RefundAmountRule
{
    public static void Apply(OrderWork work)
    {
        if (work.Facts.Lines.Count == 0 || work.Ties.Count == 0)
            return;
        var whole = ShippingRule.AllCameBack(work);
        for (var i = 0; i < work.Facts.Returns.Count; i++)
        {
            if (work.ReturnStates[i].Refunds > 0 && work.ReturnStates[i].Value.IsKnown && IsFirstOfItem(work, i))
                Compare(work, i, whole);
        }
    }

    private static void Compare(OrderWork work, int first, bool whole)
    {
        Paid expected = default;
        Paid due = default, open = default;
        var missing = 0;
        DateTime? parcelsUntil = null;
        for (var i = first; i < work.Facts.Returns.Count; i++)
        {
            if (!SameItem(work.Returns[first], work.Returns[i]) || work.ReturnStates[i].Refunds == 0)
                continue;
            ref readonly var item = ref work.Returns[i];
            ref readonly var state = ref work.ReturnStates[i];
            var part = state.Value;
            Paid begun = default;
            if (state.Begun > 0 && state.Received < item.Quantity)
            {
                missing += item.Quantity - state.Begun;
                if (state.Begun > state.Received)
                    begun = part.For(Math.Max(state.Received, Math.Min(state.Begun, part.Units))).Less(part.For(state.Received));
                part = part.For(state.Received);
                parcelsUntil = state.LastReceivedAt?.AddDays(work.Settings.ParcelsTogetherDays);
            }
            expected = new(expected.Item + part.Item, expected.Tax + part.Tax, 0, 0, expected.Units + part.Units + begun.Units);
            open = new(open.Item + begun.Item, open.Tax + begun.Tax, open.Shipping, open.Other, 0);
            switch (ShippingRule.Of(item, work.Settings.IsShippingBackOnWithdrawal(work.MarketplaceOf(item)), whole))
            {
                case ShippingBack.Due:
                    due = new(0, 0, due.Shipping + part.Shipping, due.Other + part.Other, 0);
                    open = open with { Shipping = open.Shipping + begun.Shipping, Other = open.Other + begun.Other };
                    break;
                case ShippingBack.Open:
                    open = open with { Shipping = open.Shipping + part.Shipping + begun.Shipping, Other = open.Other + part.Other + begun.Other };
                    break;
                default:
                    break;
            }
        }
        Judge(work, first, expected, due, open, missing, parcelsUntil);
    }

    private static void Judge(OrderWork work, int first, Paid expected, Paid due, Paid open, int missing, DateTime? parcelsUntil)
    {
        var facts = new List<FactRef>(4);
        var actual = Refunded(work, first, facts, out var last, out var tie);
        if (tie < 0 || last.Currency != work.CurrencyOf(work.Returns[first]) && work.CurrencyOf(work.Returns[first]).Length > 0)
            return;
        // What nobody can say yet is right either way.
        var shipping = Math.Clamp(actual.Shipping, due.Shipping, due.Shipping + Math.Max(open.Shipping, 0));
        var other = Math.Clamp(actual.Other, due.Other, due.Other + Math.Max(open.Other, 0));
        // With the tax inside the price, Amazon may still show it apart: then item and tax are compared together.
        var taxApart = work.Settings.TaxComesOnTop(work.MarketplaceOf(last));
        var (goods, tax) = taxApart ? (actual.Item, actual.Tax) : (actual.Item + actual.Tax, expected.Tax);
        expected = expected with { Item = Math.Clamp(goods, expected.Item, expected.Item + Math.Max(open.Item, 0)), Tax = Math.Clamp(tax, expected.Tax, expected.Tax + Math.Max(open.Tax, 0)) };
        var difference = new Difference(goods - expected.Item, taxApart ? tax - expected.Tax : 0,
            actual.Shipping - shipping, actual.Restocking, actual.Other - other);
        var tolerance = Math.Max(work.Settings.ToleranceOf(last.Currency), expected.Units);
        if (Math.Abs(difference.Unexplained) <= tolerance)
        {
            Remember(work, tie, difference with { Kind = DifferenceKind.None });
            return;
        }
        var settled = last.PostedAt?.AddHours(work.Settings.FinanceLagHours) ?? DateTime.MinValue;
        var clears = parcelsUntil is { } parcels && parcels > settled ? parcels : settled;
        if (clears > work.AsOf)
        {
            work.Verdict.LookAgain(clears);
            Remember(work, tie, difference with { Kind = DifferenceKind.Timing, ClearsBy = clears });
            return;
        }
        difference = difference with { Kind = DifferenceKind.Error };
        Remember(work, tie, difference);
        if (!IsDuplicate(work))
            work.Verdict.Findings.Add(Find(work, first, last, expected.Goods + shipping + other, difference, missing, facts) with { Since = clears == DateTime.MinValue ? null : clears });
    }

    private static (long Item, long Tax, long Shipping, long Restocking, long Other) Refunded(OrderWork work, int first, List<FactRef> facts, out RefundFact last, out int firstTie)
    {
        (long Item, long Tax, long Shipping, long Restocking, long Other) sum = default;
        last = default;
        firstTie = -1;
        for (var t = 0; t < work.Ties.Count; t++)
        {
            var tie = work.Ties[t];
            if (tie.Refund < 0 || tie.Return < 0 || !SameItem(work.Returns[first], work.Returns[tie.Return]) || facts.Exists(f => f.Id == work.Refunds[tie.Refund].Id))
                continue;
            if (firstTie < 0)
                firstTie = t;
            var refund = work.Refunds[tie.Refund];
            sum = (sum.Item + refund.Item, sum.Tax + refund.Tax, sum.Shipping + refund.Shipping, sum.Restocking + refund.RestockingFee, sum.Other + refund.Other);
            facts.Add(new(FactKind.Refund, refund.Id, "refunded"));
            if (last.Id == 0 || refund.PostedAt > last.PostedAt)
                last = refund;
        }
        return sum;
    }

    private static Finding Find(OrderWork work, int first, in RefundFact last, long expected, Difference difference, int missing, List<FactRef> facts)
    {
        ref readonly var item = ref work.Returns[first];
        var off = difference.Unexplained;
        var onlyShipping = Math.Abs(off - difference.Shipping) <= work.Settings.ToleranceOf(last.Currency) && difference.Shipping != 0;
        facts.Add(new(FactKind.Return, item.Id, "returned"));
        var what = missing > 0 ? $" for what came back ({Words.Count(missing, "piece is", "pieces are")} missing)" : "";
        var restocked = difference.Restocking != 0 ? $" A restocking fee of {Words.Amount(-difference.Restocking, last.Currency)} is taken into account." : "";
        return new Finding
        {
            Kind = CaseKind.RefundAmountBreak,
            SubjectKey = work.Subject($"amount {(item.Sku.IsEmpty ? item.NaturalKey : item.Sku)}"),
            Severity = FindingSeverity.Normal,
            AtRisk = Math.Abs(off),
            Currency = last.Currency,
            Marketplace = work.MarketplaceOf(last),
            OrderId = work.Facts.OrderId,
            Sku = item.Sku.ToString(),
            Headline = (onlyShipping, off < 0) switch
            {
                (true, true) => "Shipping not refunded",
                (true, false) => "Shipping refunded too",
                (_, true) => "Refunded too little",
                _ => "Refunded too much",
            },
            Sentence = $"{Words.Amount(expected, last.Currency)} was expected{what}, {Words.Amount(expected + off, last.Currency)} was refunded: {Words.Amount(Math.Abs(off), last.Currency)} {(off < 0 ? "too little" : "too much")}.{restocked}",
            Facts = facts,
            Difference = difference,
        };
    }

    private static void Remember(OrderWork work, int tie, Difference difference)
    {
        if (difference.Total != 0 || difference.Kind != DifferenceKind.None)
            CollectionsMarshal.AsSpan(work.Ties)[tie].Difference = difference;
    }

    private static bool IsDuplicate(OrderWork work) => work.Verdict.Findings.Exists(static f => f.Kind == CaseKind.DuplicateRefund);

    private static bool IsFirstOfItem(OrderWork work, int item)
    {
        for (var i = 0; i < item; i++)
        {
            if (work.ReturnStates[i].Refunds > 0 && SameItem(work.Returns[i], work.Returns[item]))
                return false;
        }
        return true;
    }

    private static bool SameItem(in ReturnFact a, in ReturnFact b) => a.OrderItemId.Agrees(b.OrderItemId) || (a.Sku.Agrees(b.Sku) && !a.OrderItemId.Contradicts(b.OrderItemId));
}
