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
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>
/// Lets refunds of shop orders leave: reads the facts, judges each once more, chooses its payment, and writes its message and its state, in one transaction. The
/// message's key is the refund's own: under it the payment's transaction is found again, so that it happens at most once.
/// </summary>
public sealed class SendShopRefunds(IDbContextFactory<ConsoleContext> contexts, OutboxWriter outbox, AuditTrail trail, IOptions<ReconciliationSettings> settings, TimeProvider clock)
{
    public async Task<Made> RunAsync(Actor actor, int accountId, IReadOnlyList<long> ids, RefundPolicy policy, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var partner = await db.Partners.AsNoTracking().Where(p => p.AccountId == accountId && p.Kind == PartnerKind.Commercetools).OrderBy(p => p.Paused).ThenBy(p => p.Id).FirstOrDefaultAsync(ct);
        if (partner is null)
            return new(null, 0, 0, "No shop is connected for it: connect one under Partners.");
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        var wanted = ids.ToHashSet();
        var orders = new List<OrderOf>();
        foreach (var part in ids.Chunk(500))
            orders.AddRange((await db.RefundRequests.AsNoTracking().Where(r => part.Contains(r.Id) && r.State == RefundState.Queued).Select(r => new { r.AccountId, r.OrderId }).ToListAsync(ct)).Select(r => new OrderOf(r.AccountId, r.OrderId)));
        var (sent, back) = (0, 0);
        foreach (var money in (await MoneyLoading.LoadAsync(db, orders, settings.Value, ct)).Values)
        {
            foreach (var request in money.Requests.Where(r => wanted.Contains(r.Id) && r is { State: RefundState.Queued, Kind: InstructionKind.Refund, Via: RefundVia.Shop }).OrderBy(r => r.Id).ToList())
            {
                if (await OneAsync(books, actor, partner.Id, request, money, policy, ct) is not { } left)
                    continue;
                sent += left ? 1 : 0;
                back += left ? 0 : 1;
            }
        }
        await books.SaveAsync(ct);
        await write.CommitAsync(ct);
        return new(null, sent, back);
    }

    /// <returns>True: it leaves. False: it was taken back, or went back. Null: it waits.</returns>
    private async Task<bool?> OneAsync(RefundBooks books, Actor actor, int partnerId, RefundRequest request, OrderMoney money, RefundPolicy policy, CancellationToken ct)
    {
        var reservation = money.Reservations.Single(r => r.Id == request.ReservationId);
        if (ShopChanges.IsChanged(request, money))
        {
            ShopChanges.GoBack(books, request, reservation, "The order changed after this was worked out.");
            return false;
        }
        var (verdict, why) = Judging.Judge(request, money, policy, settings.Value);
        if (verdict == Fitness.Hold)
            return null;
        if (verdict == Fitness.Approve)
        {
            books.Move(actor, request, reservation, RefundState.AwaitingApproval, "refund.needs-approval", why);
            MakeBatch.Tell(books, request, $"Your refund for order {request.OrderId} now needs a second person: {why}");
            return false;
        }
        var onTheWay = money.Requests.Where(r => r.Via == RefundVia.Shop && RefundStates.Told.Contains(r.State)).Select(r => (r.Key, r.Total)).ToList();
        var (payment, none) = verdict == Fitness.Ready ? ShopPaying.Choose(money.Shop, request.Total, request.Currency, onTheWay) : (null, why);
        if (payment is null)
        {
            MakeBatch.Withdraw(books, actor, request, reservation, none);
            return false;
        }
        request.AlarmAt = books.Now.AddHours(policy.UnconfirmedHours);
        books.Move(actor, request, reservation, RefundState.Submitted, "refund.sent-to-shop", $"By payment {payment.Id}.");
        await outbox.AddAsync(books.Db, actor, partnerId, request.Key, $"{new Money(request.Total, request.Currency)}, order {request.OrderId}",
            new PaymentRefundMessage(payment.Id, request.Total, request.Currency), ct, request.ReturnItemId == 0 ? [] : [request.ReturnItemId]);
        return true;
    }
}
