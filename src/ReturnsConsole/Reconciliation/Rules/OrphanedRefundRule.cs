namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// OrphanedRefund: after the waiting time of its marketplace a refund has no return, or the goods of its return never came. Before, it is a matter of timing.
/// Not orphaned: returnless refunds, returns that Amazon's own centre received, refunds of shipping or goodwill alone (no goods are expected for them), and
/// chargebacks and A-to-z claims (the buyer keeps the goods by the bank's or Amazon's decision; they count against double payment only). Since: refund posted
/// plus waiting time.
/// </summary>
internal static class OrphanedRefundRule
{
    public static void Apply(OrderWork work)
    {
        for (var i = 0; i < work.Refunds.Count; i++)
        {
            var refund = work.Refunds[i];
            if (refund.Kind != RefundKind.Refund || refund.Total <= 0)
            {
                if (!work.RefundStates[i].Matched)
                    work.Verdict.Unmatched.Add(new(refund.Id, refund.Total, "Not a refund of goods.", DifferenceKind.None, null));
                continue;
            }
            var item = ReturnOf(work, i, out var settled);
            if (settled)
                continue;
            if (item < 0 && refund.Item <= 0)
            {
                work.Verdict.Unmatched.Add(new(refund.Id, refund.Total, "Shipping or goodwill only: no goods are expected.", DifferenceKind.None, null));
                continue;
            }
            Judge(work, i, item);
        }
    }

    /// <summary>The return whose goods are missing; -1 without return. Settled when nothing is missing.</summary>
    private static int ReturnOf(OrderWork work, int refund, out bool settled)
    {
        settled = work.RefundStates[refund].Matched;
        var missing = -1;
        foreach (var tie in work.Ties)
        {
            if (tie.Refund != refund || tie.Return < 0)
                continue;
            if (work.GoodsCame(tie.Return) || work.Returns[tie.Return].Resolution == ReturnResolution.ReturnlessRefund)
                continue;
            settled = false;
            missing = tie.Return;
        }
        return missing;
    }

    private static void Judge(OrderWork work, int refundIndex, int item)
    {
        var refund = work.Refunds[refundIndex];
        var due = refund.PostedAt?.AddDays(work.Settings.WaitingDaysOf(work.MarketplaceOf(refund)));
        if (due is { } at && at > work.AsOf)
        {
            work.Verdict.LookAgain(at);
            if (item < 0)
                work.Verdict.Unmatched.Add(new(refund.Id, refund.Total, "Its return or goods may still come.", DifferenceKind.Timing, at));
            return;
        }
        var why = WhyNot(work, refundIndex);
        if (item < 0)
            work.Verdict.Unmatched.Add(new(refund.Id, refund.Total, why.Count > 0 ? why[0] : "No return and no goods.", DifferenceKind.Error, null));
        work.Verdict.Findings.Add(Find(work, refund, item, work.RefundStates[refundIndex].Ambiguous, why) with { Since = due });
    }

    private static Finding Find(OrderWork work, in RefundFact refund, int item, bool ambiguous, List<string> why)
    {
        var amount = Words.Amount(refund.Total, refund.Currency);
        var posted = Words.Day(refund.PostedAt);
        var waiting = Words.Count(work.Settings.WaitingDaysOf(work.MarketplaceOf(refund)), "day", "days");
        var facts = new List<FactRef>(2) { new(FactKind.Refund, refund.Id, "refunded") };
        string headline, sentence;
        if (item >= 0)
        {
            ref readonly var missing = ref work.Returns[item];
            facts.Add(new(FactKind.Return, missing.Id, "goods never came"));
            var atScan = missing.Resolution == ReturnResolution.RefundAtFirstScan;
            headline = atScan ? "Refunded at scan, no goods" : "Refunded, goods never came";
            sentence = $"{(atScan ? $"Amazon refunded {amount} at the first carrier scan" : $"{amount} was refunded")} on {posted} for {Words.Rma(missing)}. No goods of it arrived within {waiting}.";
        }
        else if (ambiguous)
        {
            headline = "Refund fits several returns";
            sentence = $"{amount} was refunded on {posted}. Several returns of this order fit it equally well; a person must say which.";
        }
        else if (work.Facts.Returns.Count > 0)
        {
            headline = "Refund is of another item";
            sentence = $"{amount} was refunded on {posted} for {Words.Sku(refund.Sku)}. The order has returns, but none of this item, and no goods of it arrived within {waiting}.";
        }
        else
        {
            headline = "Refunded, no return";
            sentence = $"{amount} was refunded on {posted}. Neither a return nor goods came within {waiting}.";
        }
        return new Finding
        {
            Kind = CaseKind.OrphanedRefund,
            SubjectKey = work.Subject(refund.Key),
            Severity = FindingSeverity.High,
            AtRisk = refund.Total,
            Currency = refund.Currency,
            Marketplace = work.MarketplaceOf(refund),
            OrderId = work.Facts.OrderId,
            Sku = refund.Sku.IsEmpty && item >= 0 ? work.Returns[item].Sku.ToString() : refund.Sku.ToString(),
            Headline = headline,
            Sentence = sentence,
            Facts = facts,
            MatchKey = refund.Key,
            NotMatched = why,
        };
    }

    private static List<string> WhyNot(OrderWork work, int refundIndex)
    {
        var why = new List<string>();
        if (work.RefundStates[refundIndex].Matched)
            return why;
        var refund = work.Refunds[refundIndex];
        foreach (ref readonly var item in work.Returns)
        {
            why.Add(
                refund.Sku.Contradicts(item.Sku) ? $"{Words.Rma(item)} is of {item.Sku}, not of {refund.Sku}."
                : refund.OrderItemId.Contradicts(item.OrderItemId) ? $"{Words.Rma(item)} is of order item {item.OrderItemId}, not of {refund.OrderItemId}."
                : work.RefundStates[refundIndex].Ambiguous ? $"{Words.Rma(item)} fits as well as another."
                : $"{Words.Rma(item)}: amount or date does not fit.");
        }
        foreach (ref readonly var goods in work.Receipts)
            why.Add($"Goods received on {Words.Day(goods.ReceivedAt)} are of {Words.Sku(goods.Sku)}.");
        return why;
    }
}
