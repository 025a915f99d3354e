using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>
/// A person asks for money back for an order line. Amazon is looked at first; then one transaction reads the facts again, decides by the guard, and writes the
/// instruction with its reservation.
/// </summary>
public sealed class RequestRefund(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IRefundPolicies policies, LookAtMoney look, ProcessRefunds process, AuditTrail trail, IOptions<ReconciliationSettings> settings,
    ChangeFeed feed, TimeProvider clock)
{
    public async Task<RefundAsked> RunAsync(Actor actor, RefundWish wish, CancellationToken ct)
    {
        if (await RefundScope.RefusalAsync(contexts, guard, actor, Permission.RequestRefunds, wish.AccountId, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal));
        var policy = await policies.OfAsync(wish.AccountId, ct);
        var looked = await look.RunAsync(wish.AccountId, wish.OrderId, ct);
        var asked = await WriteAsync(actor, wish, policy, looked, ct);
        if (!asked.Outcome.Succeeded)
            return asked;
        feed.Publish(ChangeTopic.Refunds);
        if (!policy.Queue && asked.State == RefundState.Queued)
            await process.RunAsync(Actor.System, new ProcessSelection(InstructionKind.Refund, wish.AccountId, [asked.Id]), ct);
        return looked.Worked ? asked : asked with { Outcome = Outcome.Done($"{asked.Outcome.Message} {RefundWords.Capital(RefundVias.NameOf(RefundVias.Of(wish.OrderId)))} could not be looked at just now ({looked.Fault}); it is looked at before anything leaves.") };
    }

    private async Task<RefundAsked> WriteAsync(Actor actor, RefundWish wish, RefundPolicy policy, Looked looked, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        // The look may have taken its time: whoever lost the right meanwhile asks for nothing.
        if (await guard.RefusalAsync(actor, Permission.RequestRefunds, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal));
        await LookAtAmazon.KeepAsync(db, wish.AccountId, wish.OrderId, looked, ct);
        await db.SaveChangesAsync(ct);
        var order = new OrderOf(wish.AccountId, wish.OrderId);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        var asked = await RefundIntake.AddAsync(new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime), actor, wish, money, policy, settings.Value, RefundAskedBy.Person, ct);
        // What was seen at Amazon is worth keeping, whatever was decided.
        await write.CommitAsync(ct);
        return asked;
    }
}
