using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>The one way a person decides about an instruction: right, account, version, decision, reservation and audit entry in one transaction.</summary>
public sealed class RefundDeciding(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, IOptions<ReconciliationSettings> settings, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>Decides about what was found, is seen, and has the version that the person saw.</summary>
    internal delegate Outcome Decide(RefundBooks books, RefundRequest request, RefundReservation reservation, OrderMoney money);

    internal async Task<Outcome> RunAsync(Actor actor, Permission permission, long id, int version, Looked? looked, Decide decide, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var request = await db.RefundRequests.SingleOrDefaultAsync(r => r.Id == id, ct);
        if (request is null || !await RefundScope.SeesAsync(db, guard, actor, request.AccountId, ct))
            return Outcome.Refused("There is no such refund that you can see.");
        if (request.Version != version)
            return Outcome.Conflict(request.OrderChangedAt is not null
                ? "The order changed after this refund was worked out: it is priced anew or withdrawn. Look at it again."
                : $"It changed meanwhile and is now {RefundWords.Of(request.State)}. Look at it again.");
        if (looked is not null)
        {
            await LookAtAmazon.KeepAsync(db, request.AccountId, request.OrderId, looked, ct);
            await db.SaveChangesAsync(ct);
        }
        var order = new OrderOf(request.AccountId, request.OrderId);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        var outcome = decide(books, request, money.Reservations.Single(r => r.Id == request.ReservationId), money);
        if (!outcome.Succeeded)
            return outcome;
        try
        {
            await books.SaveAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Conflict("Somebody else decided about it in the same moment. Look at it again.");
        }
        feed.Publish(ChangeTopic.Refunds);
        return outcome;
    }

    /// <summary>The order that a look is to be made of before deciding; null when it is not there.</summary>
    internal async Task<OrderOf?> OrderAsync(long id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RefundRequests.Where(r => r.Id == id).Select(r => (OrderOf?)new OrderOf(r.AccountId, r.OrderId)).SingleOrDefaultAsync(ct);
    }

    /// <returns>Null when the reason will do.</returns>
    internal static Outcome? Unreasoned(string reason) =>
        reason.Trim().Length is < 3 or > RefundRequest.ReasonLength ? Outcome.Refused($"Give a reason of 3 to {RefundRequest.ReasonLength} characters.") : null;
}
