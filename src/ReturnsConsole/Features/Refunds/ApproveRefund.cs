using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>A second person agrees to a refund, or does not. Never one's own. The facts are read again: what was right when it was asked for may be too much now.</summary>
public sealed class ApproveRefund(RefundDeciding deciding, IAccessGuard guard, IRefundPolicies policies, LookAtMoney look, ProcessRefunds process, IOptions<ReconciliationSettings> settings)
{
    public async Task<Outcome> RunAsync(Actor actor, long id, int version, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ApproveRefunds, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (await deciding.OrderAsync(id, ct) is not { } order)
            return Outcome.Refused("There is no such refund that you can see.");
        var policy = await policies.OfAsync(order.AccountId, ct);
        var looked = await look.RunAsync(order.AccountId, order.OrderId, ct);
        if (!looked.Worked && RefundVias.Of(order.OrderId) == RefundVia.Shop)
            return Outcome.Refused($"The shop could not be read just now ({looked.Fault}). Its order is read again at the moment of approval; try again.");
        var queued = await deciding.RunAsync(actor, Permission.ApproveRefunds, id, version, looked, (books, request, reservation, money) =>
        {
            if (request.State != RefundState.AwaitingApproval)
                return Outcome.Refused($"It does not wait for approval: it is {RefundWords.Of(request.State)}.");
            if (request.RequestedById == actor.UserId)
                return Outcome.Refused("Nobody approves their own refund. Another person must agree.");
            if (StillRight(request, money, policy) is { } wrong)
                return Outcome.Refused(wrong);
            (request.ApprovedAt, request.ApprovedById, request.ApprovedBy) = (books.Now, actor.UserId, RefundIntake.Clip(actor.Name));
            books.Move(actor, request, reservation, RefundState.Queued, "refund.approved", $"{RefundIntake.Clip(actor.Name)} agreed.");
            return Outcome.Done("It is in the queue.");
        }, ct);
        if (queued.Succeeded && !policy.Queue)
            await process.RunAsync(Actor.System, new ProcessSelection(InstructionKind.Refund, order.AccountId, [id]), ct);
        return queued;
    }

    public async Task<Outcome> RefuseAsync(Actor actor, long id, int version, string reason, CancellationToken ct) =>
        RefundDeciding.Unreasoned(reason) ?? await deciding.RunAsync(actor, Permission.ApproveRefunds, id, version, null, (books, request, reservation, _) =>
        {
            if (request.State != RefundState.AwaitingApproval)
                return Outcome.Refused($"It does not wait for approval: it is {RefundWords.Of(request.State)}.");
            books.Move(actor, request, reservation, RefundState.Cancelled, "refund.refused", $"Refused by {RefundIntake.Clip(actor.Name)}: {reason.Trim()}");
            return Outcome.Done("It is refused; nothing leaves.");
        }, ct);

    /// <returns>Why it may not go on; null when it may.</returns>
    private string? StillRight(RefundRequest request, OrderMoney money, RefundPolicy policy)
    {
        if (request.OrderChangedAt is not null)
            return "The order changed after this refund was worked out: it is priced anew or withdrawn, not approved.";
        if (money.LineOf(request.OrderItemId) is not { } line)
            return "The order line is no longer known here. Refuse it, and ask anew when the order is there.";
        if (OrderMoney.PricingOf(line) != request.OrderHash)
            return "The order changed after this refund was worked out. Refuse it, and ask anew with the amounts of now.";
        var answer = RefundGuard.Decide(money.FactsOf(request.OrderItemId, request.Id), new GuardWish(request.Amounts, request.Currency), RefundIntake.SettingsOf(policy, settings.Value, line));
        if (answer.Decision == GuardDecision.Refused)
            return answer.Why[0];
        return answer.OverBy > request.OverBy ? $"It is now {new Money(answer.OverBy, request.Currency)} more than is left, and {new Money(request.OverBy, request.Currency)} when it was asked for. Refuse it, and ask anew." : null;
    }
}
