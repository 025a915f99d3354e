using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>Ties a refund of a shop order to its message: holds it back when it is no longer right, and writes each answer to it.</summary>
public sealed class ShopRefundKeeper(AuditTrail trail, IRefundPolicies policies, IOptions<ReconciliationSettings> settings, TimeProvider clock) : IMessageKeeper
{
    /// <summary>What waited longer is judged once more before it leaves.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public bool Keeps(string kind) => kind == OutboxKinds.ShopRefund;

    public Task<bool> DecidesAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct) => db.RefundRequests.AnyAsync(r => r.Key == message.Key, ct);

    public Task<PartnerMessage> FillAsync(ConsoleContext db, OutboxMessage message, PartnerMessage what, CancellationToken ct) => Task.FromResult(what);

    public async Task<string?> HoldAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct)
    {
        if (await db.RefundRequests.SingleOrDefaultAsync(r => r.Key == message.Key, ct) is not { } request)
            return null;
        if (request.State != RefundState.Submitted)
            return "Not sent: it was decided meanwhile.";
        if (Now - request.StateAt <= Fresh || await WrongAsync(db, request, ct) is not { } why)
        {
            request.SubmittedAt ??= Now;
            return null;
        }
        return $"Not sent: {why}";
    }

    public async Task ApplyAsync(ConsoleContext db, OutboxMessage message, SendAnswer answer, CancellationToken ct)
    {
        if (await db.RefundRequests.SingleOrDefaultAsync(r => r.Key == message.Key, ct) is not { } request)
            return;
        RefundState? to = (message.Status, request.State) switch
        {
            (OutboxStatus.Done, RefundState.Submitted or RefundState.OutcomeUnknown or RefundState.Cancelled) => RefundState.PendingConfirmation,
            (OutboxStatus.Refused, RefundState.Submitted or RefundState.OutcomeUnknown) => RefundState.Rejected,
            (OutboxStatus.Unknown, RefundState.Submitted) => RefundState.OutcomeUnknown,
            (OutboxStatus.Waiting or OutboxStatus.Pending, RefundState.OutcomeUnknown) when request.Verdict == UnknownVerdict.None => RefundState.Submitted,
            // Every try was answered with "not done": nothing happened, and its key is used up.
            (OutboxStatus.GaveUp, RefundState.Submitted or RefundState.OutcomeUnknown) => RefundState.Cancelled,
            _ => null,
        };
        if (to is not { } state)
            return;
        var books = new RefundBooks(db, trail, Now);
        var reservation = await db.RefundReservations.SingleAsync(r => r.Id == request.ReservationId, ct);
        books.Move(Actor.System, request, reservation, state, ActionOf(state), state == RefundState.Cancelled ? $"It could not be sent; nothing was refunded. {answer.Message}" : answer.Message);
        if (state == RefundState.Cancelled)
            MakeBatch.Tell(books, request, $"Your refund for order {request.OrderId} could not be sent to the shop. Nothing was refunded; ask anew.");
        await books.WriteAuditAsync(ct);
    }

    /// <summary>What is no longer right goes back or is taken back: nobody was told of it.</summary>
    private async Task<string?> WrongAsync(ConsoleContext db, RefundRequest request, CancellationToken ct)
    {
        var order = new OrderOf(request.AccountId, request.OrderId);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        var mine = money.Requests.Single(r => r.Id == request.Id);
        var reservation = money.Reservations.Single(r => r.Id == mine.ReservationId);
        var books = new RefundBooks(db, trail, Now);
        var why = "The order changed after this was worked out.";
        if (ShopChanges.IsChanged(mine, money))
        {
            // It carries a used-up key from here on: only a new one is ever sent.
            mine.SubmittedAt = Now;
            ShopChanges.GoBack(books, mine, reservation, why);
        }
        else
        {
            var (verdict, said) = Judging.Judge(mine, money, await policies.OfAsync(mine.AccountId, ct), settings.Value);
            if (verdict == Fitness.Ready)
                return null;
            why = said;
            MakeBatch.Withdraw(books, Actor.System, mine, reservation, said);
        }
        await books.WriteAuditAsync(ct);
        return why;
    }

    private static string ActionOf(RefundState to) => to switch
    {
        RefundState.PendingConfirmation => "refund.accepted",
        RefundState.Rejected => "refund.rejected",
        RefundState.OutcomeUnknown => "refund.unknown",
        RefundState.Cancelled => "refund.not-sent",
        _ => "refund.sent",
    };
}
