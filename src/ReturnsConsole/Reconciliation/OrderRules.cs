using ReturnsConsole.Reconciliation.Rules;

namespace ReturnsConsole.Reconciliation;

/// <summary>
/// Decides on one order: merges what was seen of its refunds, ties goods and refunds to returns, and asks each rule. Pure: the same facts, settings and time
/// give the same verdict, in whatever order the facts came. One instance serves one thread.
/// </summary>
public sealed class OrderRules
{
    private readonly OrderWork work = new();

    /// <param name="facts">Everything known of the order. Its lists are put into a fixed order.</param>
    /// <param name="settings">Waiting times, tolerances, deadlines.</param>
    /// <param name="asOf">Now, UTC.</param>
    /// <param name="verdict">Empty; is filled.</param>
    public void Decide(OrderFacts facts, ReconciliationSettings settings, DateTime asOf, OrderVerdict verdict)
    {
        work.Begin(facts, settings, asOf, verdict);
        ReceiptMatching.Run(work);
        RefundMatching.Run(work);
        if (work.Refunds.Count > 0)
        {
            if (IsUnknown(facts))
            {
                UnmatchedSettlementLineRule.Apply(work);
            }
            else
            {
                DuplicateRefundRule.Apply(work);
                RefundAmountRule.Apply(work);
                OrphanedRefundRule.Apply(work);
            }
        }
        RefundDueRule.Apply(work);
        DarkReturnRule.Apply(work);
        ReceiptRules.Apply(work);
        OrderNotSyncedRule.Apply(work);
        InspectionOverdueRule.Apply(work);
        Report(verdict);
    }

    /// <summary>A new verdict; for single orders.</summary>
    public static OrderVerdict Decide(OrderFacts facts, ReconciliationSettings settings, DateTime asOf)
    {
        var verdict = new OrderVerdict();
        new OrderRules().Decide(facts, settings, asOf, verdict);
        return verdict;
    }

    /// <summary>How each return of one order stands: what belongs to it, by the same rules that open cases.</summary>
    public static OrderStanding Stand(OrderFacts facts, ReconciliationSettings settings, DateTime asOf)
    {
        var rules = new OrderRules();
        rules.Decide(facts, settings, asOf, new OrderVerdict());
        return OrderStanding.Of(rules.work);
    }

    /// <summary>Nothing but refunds: no line of the order, no return, no goods.</summary>
    private static bool IsUnknown(OrderFacts facts) => facts.Lines.Count + facts.Returns.Count + facts.Receipts.Count == 0;

    private void Report(OrderVerdict verdict)
    {
        foreach (var tie in work.Ties)
        {
            verdict.Matches.Add(new Match(tie.Refund < 0 ? 0 : work.Refunds[tie.Refund].Id, tie.Return < 0 ? 0 : work.Returns[tie.Return].Id,
                tie.Receipt < 0 ? 0 : work.Receipts[tie.Receipt].Id, tie.Rule, tie.Fields, tie.Amount, tie.Difference));
        }
    }
}
