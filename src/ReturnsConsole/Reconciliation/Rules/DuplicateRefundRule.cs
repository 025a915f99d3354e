namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// DuplicateRefund: the refunds of a line exceed what the buyer paid for it, the refunds of an order exceed the order, or two refunds point at one returned
/// item and exceed its value. Chargebacks and A-to-z claims count: the buyer has that money too. Since: the last of the refunds.
/// </summary>
internal static class DuplicateRefundRule
{
    public static void Apply(OrderWork work)
    {
        // One refund of an item can exceed its price too; but then there is a price to compare with.
        if (work.Facts.Lines.Count == 0 && work.Refunds.Count < 2)
            return;
        var byLine = OfLines(work);
        if (!byLine)
            byLine = OfOrder(work);
        OfReturns(work, byLine);
    }

    private static bool OfLines(OrderWork work)
    {
        var found = false;
        for (var i = 0; i < work.Refunds.Count; i++)
        {
            var first = work.Refunds[i];
            if (!Counts(first) || (first.Sku.IsEmpty && first.OrderItemId.IsEmpty) || IsNotFirstOfItem(work, i))
                continue;
            var paid = Paid.Of(work.Facts.Lines, first.OrderItemId, first.Sku, work.Settings);
            if (!paid.IsKnown)
                continue;
            var refunds = new List<RefundFact>(2);
            for (var j = i; j < work.Refunds.Count; j++)
            {
                if (Counts(work.Refunds[j]) && SameItem(first, work.Refunds[j]))
                    refunds.Add(work.Refunds[j]);
            }
            found |= Compare(work, refunds, paid.Total, first.Sku.IsEmpty ? first.OrderItemId : first.Sku, "this item");
        }
        return found;
    }

    private static bool OfOrder(OrderWork work)
    {
        var paid = Paid.OfAll(work.Facts.Lines, work.Settings);
        if (!paid.IsKnown)
            return false;
        var refunds = new List<RefundFact>(work.Refunds.Count);
        foreach (var refund in work.Refunds)
        {
            if (Counts(refund))
                refunds.Add(refund);
        }
        return Compare(work, refunds, paid.Total, "*", "the whole order");
    }

    private static bool Compare(OrderWork work, List<RefundFact> refunds, long paid, FactText subject, string what)
    {
        long sum = 0;
        foreach (var refund in refunds)
            sum += refund.Total;
        if (refunds.Count == 0 || refunds[0].Currency != work.Facts.Lines[0].Currency || sum <= paid + work.Settings.ToleranceOf(refunds[0].Currency))
            return false;
        var currency = refunds[0].Currency;
        work.Verdict.Findings.Add(Find(work, refunds, subject.ToString(), sum - paid, "Refunded more than was paid",
            $"The buyer paid {Words.Amount(paid, currency)} for {what} and got {Words.Amount(sum, currency)} back in {Words.Count(refunds.Count, "refund", "refunds")}: {Words.Amount(sum - paid, currency)} too much."));
        return true;
    }

    /// <summary>Two refunds at one returned item. Skipped where the line or the order says it already.</summary>
    private static void OfReturns(OrderWork work, bool saidAlready)
    {
        for (var i = 0; i < work.Facts.Returns.Count && !saidAlready; i++)
        {
            var state = work.ReturnStates[i];
            if (state.Refunds < 2)
                continue;
            var refunds = new List<RefundFact>(2);
            foreach (var tie in work.Ties)
            {
                if (tie.Return == i && tie.Refund >= 0 && Counts(work.Refunds[tie.Refund]))
                    refunds.Add(work.Refunds[tie.Refund]);
            }
            if (refunds.Count < 2)
                continue;
            var currency = refunds[0].Currency;
            var tolerance = work.Settings.ToleranceOf(currency);
            var item = work.Returns[i];
            if (state.Value.IsKnown && state.GoodsRefunded > state.Value.Goods + tolerance)
            {
                var excess = state.GoodsRefunded - state.Value.Goods;
                work.Verdict.Findings.Add(Find(work, refunds, $"return {item.NaturalKey}", excess, "Two refunds, one returned item",
                    $"{Words.Count(refunds.Count, "refund", "refunds")} of {Words.Amount(state.Refunded, currency)} in all point at {Words.Rma(item)}, whose goods cost {Words.Amount(state.Value.Goods, currency)}."));
            }
            else if (!state.Value.IsKnown && item.Quantity <= 1 && refunds.TrueForAll(r => r.Total == refunds[0].Total))
            {
                var excess = refunds[0].Total * (refunds.Count - 1);
                work.Verdict.Findings.Add(Find(work, refunds, $"return {item.NaturalKey}", excess, "Two equal refunds, one returned item",
                    $"{Words.Count(refunds.Count, "refund", "refunds")} of {Words.Amount(refunds[0].Total, currency)} each point at {Words.Rma(item)} of one piece. The price of the order is not known here."));
            }
        }
    }

    private static Finding Find(OrderWork work, List<RefundFact> refunds, string subject, long excess, string headline, string sentence)
    {
        var facts = new List<FactRef>(refunds.Count);
        DateTime? since = null;
        foreach (var refund in refunds)
        {
            facts.Add(new(FactKind.Refund, refund.Id, "refunded"));
            if (refund.PostedAt is { } at && (since is not { } known || at > known))
                since = at;
        }
        return new Finding
        {
            Kind = CaseKind.DuplicateRefund,
            SubjectKey = work.Subject(subject),
            Severity = FindingSeverity.Critical,
            AtRisk = excess,
            Currency = refunds[0].Currency,
            Marketplace = work.MarketplaceOf(refunds[0]),
            OrderId = work.Facts.OrderId,
            Sku = refunds[0].Sku.ToString(),
            Headline = headline,
            Sentence = sentence,
            Facts = facts,
            MatchKey = refunds[^1].Key,
            Since = since,
        };
    }

    private static bool Counts(in RefundFact refund) => refund.Kind != RefundKind.Other && refund.Total > 0;

    private static bool SameItem(in RefundFact a, in RefundFact b) => a.Sku.IsEmpty || b.Sku.IsEmpty ? a.OrderItemId.Agrees(b.OrderItemId) : a.Sku.Agrees(b.Sku);

    private static bool IsNotFirstOfItem(OrderWork work, int refund)
    {
        for (var j = 0; j < refund; j++)
        {
            if (Counts(work.Refunds[j]) && SameItem(work.Refunds[refund], work.Refunds[j]))
                return true;
        }
        return false;
    }
}
