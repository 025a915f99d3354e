namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// RefundDue: we accepted the goods (graded A or B, or back in stock), no refund is known, and the marketplace's deadline is at most a day away. A delivery
/// without grading is no acceptance, nor is a part of a kit: of kits, those count of which every component was accepted. Not for returns that Amazon refunds or replaces by itself, nor where Amazon's report says that it was refunded.
/// Since: a day before the deadline.
/// </summary>
internal static class RefundDueRule
{
    public static void Apply(OrderWork work)
    {
        for (var i = 0; i < work.Facts.Returns.Count; i++)
        {
            if (work.ReturnStates[i].AcceptedAt is not { } accepted || work.ReturnStates[i].Refunds > 0)
                continue;
            ref readonly var item = ref work.Returns[i];
            if (item.IsFba || item.ReportedRefund > 0 || RefundedElsewhere(work, item)
                || item.Resolution is ReturnResolution.RefundAtFirstScan or ReturnResolution.Replacement or ReturnResolution.Exchange or ReturnResolution.ReturnlessRefund)
                continue;
            var marketplace = work.MarketplaceOf(item);
            var deadline = work.Settings.RefundDeadlineOf(marketplace, accepted);
            var opens = deadline.AddDays(-1);
            if (opens > work.AsOf)
            {
                work.Verdict.LookAgain(opens);
                continue;
            }
            work.Verdict.Findings.Add(Find(work, i, marketplace, accepted, deadline));
        }
    }

    /// <summary>A refund of the same item that is tied to another return of it: money of units that cannot be told apart.</summary>
    private static bool RefundedElsewhere(OrderWork work, in ReturnFact item)
    {
        foreach (var refund in work.Refunds)
        {
            if (refund.Kind is RefundKind.GuaranteeClaim or RefundKind.Chargeback && !refund.Sku.Contradicts(item.Sku))
                return true;
        }
        return false;
    }

    private static Finding Find(OrderWork work, int index, string marketplace, DateTime accepted, DateTime deadline)
    {
        ref readonly var item = ref work.Returns[index];
        var value = work.ReturnStates[index].Value;
        if (value.IsKnown && work.KitOf(index) is { } kit && kit.AcceptedWhole < value.Units)
            value = value.For(kit.AcceptedWhole);
        var shipping = ShippingRule.Of(item, work.Settings.IsShippingBackOnWithdrawal(marketplace), ShippingRule.AllCameBack(work)) == ShippingBack.Due;
        var amount = !value.IsKnown ? item.OrderAmount : shipping ? value.Total : value.Goods;
        var facts = new List<FactRef> { new(FactKind.Return, item.Id, "returned") };
        foreach (var tie in work.Ties)
        {
            if (tie.Return == index && tie.Receipt >= 0)
                facts.Add(new(FactKind.Receipt, work.Receipts[tie.Receipt].Id, "accepted"));
        }
        var currency = work.CurrencyOf(item);
        return new Finding
        {
            Kind = CaseKind.RefundDue,
            SubjectKey = work.Subject($"due {item.NaturalKey}"),
            Severity = FindingSeverity.High,
            AtRisk = amount,
            Currency = currency,
            Marketplace = marketplace,
            OrderId = work.Facts.OrderId,
            Sku = item.Sku.ToString(),
            Headline = "Goods accepted, not refunded",
            Sentence = $"The goods of {Words.Rma(item)} were accepted on {Words.Day(accepted)}. {(amount > 0 ? Words.Amount(amount, currency) : "The refund")} must reach the buyer by {Words.Day(deadline)}; no refund is known.",
            Facts = facts,
            Since = deadline.AddDays(-1),
            Deadline = deadline,
        };
    }
}
