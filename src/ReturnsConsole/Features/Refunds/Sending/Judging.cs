using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <summary>Whether an instruction in the queue may leave now.</summary>
internal enum Fitness
{
    Ready,

    /// <summary>It would be too much, or no longer makes sense: it is withdrawn.</summary>
    Withdraw,

    /// <summary>It now needs a second person.</summary>
    Approve,

    /// <summary>It waits: its return is held back, or something is not clear yet.</summary>
    Hold,
}

/// <summary>The guard once more, at the moment in which a document is made.</summary>
internal static class Judging
{
    public static (Fitness Verdict, string Why) Judge(RefundRequest request, OrderMoney money, RefundPolicy policy, ReconciliationSettings settings)
    {
        if (money.Returns.Find(r => r.Id == request.ReturnItemId) is { Mapping: MappingStatus.Quarantined } held)
            return (Fitness.Hold, $"Its return is held back: nobody has said what '{held.ReasonCode}' means.");
        if (money.LineOf(request.OrderItemId) is not { } line)
            return (Fitness.Withdraw, "The order line is no longer known here.");
        if (OrderMoney.PricingOf(line) != request.OrderHash)
            return (Fitness.Withdraw, "The order changed after it was worked out. Ask anew with the amounts of now.");
        if (request.Kind == InstructionKind.Cancellation)
            return RefundIntake.WhyNotCancel(line, request.Quantity, money.FactsOf(request.OrderItemId, request.Id)) is { } shipped ? (Fitness.Withdraw, shipped) : (Fitness.Ready, "");
        if (request.Via == RefundVia.Amazon && RefundIntake.IsUnshipped(line.Status))
            return (Fitness.Withdraw, $"The order is '{line.Status}': there is nothing to refund.");
        var facts = money.FactsOf(request.OrderItemId, request.Id);
        var rules = RefundIntake.SettingsOf(policy, settings, line);
        var answer = RefundGuard.Decide(facts, new GuardWish(request.Amounts, request.Currency), rules);
        var approved = request.ApprovedAt is not null;
        var wrong = answer.Decision == GuardDecision.Refused || (answer.OverBy > request.OverBy && approved);
        // A refund that looks like another of ours, still without proof, may be counted twice: once that is proven, this one may be right.
        if (wrong && RefundGuard.Decide(money.FactsOf(request.OrderItemId, request.Id, hopeful: true), new GuardWish(request.Amounts, request.Currency), rules).Decision != GuardDecision.Refused)
            return (Fitness.Hold, "It waits until it is clear whether a refund that was seen is ours.");
        if (wrong)
            return (Fitness.Withdraw, $"{Others(facts)}{answer.Why[0]}");
        return answer.Decision == GuardDecision.NeedsApproval && !approved ? (Fitness.Approve, answer.Why[0]) : (Fitness.Ready, "");
    }

    /// <summary>Whose refund came before ours, in words.</summary>
    private static string Others(GuardFacts facts)
    {
        var others = facts.Back.Where(b => b.Source is MoneySource.AmazonAtFirstScan or MoneySource.Elsewhere or MoneySource.Shop).OrderByDescending(b => b.At).ToList();
        return others.Count == 0 ? "" : $"{RefundGuard.Label(others[0].Source)}: {new Money(others.Sum(o => o.Total), others[0].Currency)}. ";
    }
}
