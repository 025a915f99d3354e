namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>UnmatchedSettlementLine: a settlement refunds an order of which nothing else is known, or names no order at all. Since: refund posted plus the partners' lag.</summary>
internal static class UnmatchedSettlementLineRule
{
    public static void Apply(OrderWork work)
    {
        for (var i = 0; i < work.Refunds.Count; i++)
        {
            var refund = work.Refunds[i];
            if (refund.Kind == RefundKind.Other || refund.Total <= 0)
                continue;
            // Other reports may be up to two days behind the money.
            var due = refund.PostedAt?.AddHours(work.Settings.FinanceLagHours);
            if (due is { } at && at > work.AsOf)
            {
                work.Verdict.LookAgain(at);
                work.Verdict.Unmatched.Add(new(refund.Id, refund.Total, "The order is not known yet.", DifferenceKind.Timing, at));
                continue;
            }
            var why = work.Facts.OrderId.Length == 0 ? "The line names no order." : "No order line, no return and no goods of this order are known.";
            work.Verdict.Unmatched.Add(new(refund.Id, refund.Total, why, DifferenceKind.Error, null));
            work.Verdict.Findings.Add(Find(work, refund, why) with { Since = due });
        }
    }

    private static Finding Find(OrderWork work, in RefundFact refund, string why)
    {
        var amount = Words.Amount(refund.Total, refund.Currency);
        var keyless = work.Facts.OrderId.Length == 0;
        return new Finding
        {
            Kind = CaseKind.UnmatchedSettlementLine,
            SubjectKey = work.Subject(refund.AdjustmentId.IsEmpty && refund.MerchantAdjustmentItemId.IsEmpty && keyless ? $"{refund.Key}/{refund.FileId}:{refund.Line}" : refund.Key),
            Severity = FindingSeverity.Normal,
            AtRisk = refund.Total,
            Currency = refund.Currency,
            Marketplace = refund.Marketplace,
            OrderId = work.Facts.OrderId,
            Sku = refund.Sku.ToString(),
            Headline = keyless ? "Refund line without order id" : "Refund of an unknown order",
            Sentence = keyless
                ? $"A settlement refunded {amount} on {Words.Day(refund.PostedAt)} and names no order."
                : $"A settlement refunded {amount} on {Words.Day(refund.PostedAt)} for order {work.Facts.OrderId}. Neither the order nor a return of it is known here.",
            Facts = [new(FactKind.Refund, refund.Id, "refunded")],
            MatchKey = refund.Key,
            NotMatched = [why],
        };
    }
}
