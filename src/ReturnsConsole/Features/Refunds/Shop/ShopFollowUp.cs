using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>Watches what became of refunds that the shop was told of, and tells the shop's return that it is refunded: after the proof, never before.</summary>
public sealed class ShopFollowUp(
    IDbContextFactory<ConsoleContext> contexts, LookAtShop look, OutboxWriter outbox, AuditTrail trail, IOptions<ReconciliationSettings> settings, ChangeFeed feed, TimeProvider clock)
{
    private const int MostLooks = 60;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Reads the orders again of which a refund is under way: the payments' transactions are the proof. One that the payment service could not carry out is rejected.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        foreach (var order in await DueAsync(r => RefundStates.Told.Contains(r.State), Now - Every, ct))
        {
            if (await LookAsync(order, ct) is { } seen)
                await FailedAsync(order, seen, ct);
        }
    }

    /// <summary>For each refund that is proven: sets its return's payment state, where exactly one return item waits for it.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        foreach (var order in await DueAsync(r => r.State == RefundState.Confirmed && r.FollowedUpAt == null, null, ct))
        {
            if (await LookAsync(order, ct) is { } seen)
                await TellAsync(order, seen, ct);
        }
    }

    private async Task<List<OrderOf>> DueAsync(System.Linq.Expressions.Expression<Func<RefundRequest, bool>> which, DateTime? lookedBefore, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var orders = await db.RefundRequests.AsNoTracking().Where(r => r.Via == RefundVia.Shop && r.Kind == InstructionKind.Refund).Where(which)
            .Where(r => lookedBefore == null || !db.RefundLooks.Any(l => l.OrderKey == r.OrderKey && l.AccountId == r.AccountId && l.OrderId == r.OrderId && l.At > lookedBefore))
            .Select(r => new { r.AccountId, r.OrderId }).Distinct().Take(MostLooks).ToListAsync(ct);
        return [.. orders.Select(o => new OrderOf(o.AccountId, o.OrderId))];
    }

    private async Task<ShopOrderSeen?> LookAsync(OrderOf order, CancellationToken ct)
    {
        var looked = await look.RunAsync(order.AccountId, order.OrderId, ct);
        if (!looked.Worked)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await LookAtAmazon.KeepAsync(db, order.AccountId, order.OrderId, looked, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return MoneyLoading.ShopOf(looked.Shop);
    }

    private async Task FailedAsync(OrderOf order, ShopOrderSeen seen, CancellationToken ct)
    {
        var failed = seen.Payments.SelectMany(p => p.Transactions).Where(t => t is { IsBack: true, State: "Failure", InteractionId.Length: > 0 }).Select(t => t.InteractionId).ToHashSet(StringComparer.Ordinal);
        if (failed.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var books = new RefundBooks(db, trail, Now);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        foreach (var request in money.Requests.Where(r => r.State is RefundState.PendingConfirmation or RefundState.OutcomeUnknown && failed.Contains(r.Key)))
            books.Move(Actor.System, request, money.Reservations.Single(r => r.Id == request.ReservationId), RefundState.Rejected, "refund.rejected", "The payment service could not carry it out: its transaction stands at Failure.");
        await books.SaveAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Refunds);
    }

    private async Task TellAsync(OrderOf order, ShopOrderSeen seen, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var books = new RefundBooks(db, trail, Now);
        var partner = await db.Partners.Where(p => p.AccountId == order.AccountId && p.Kind == PartnerKind.Commercetools).OrderBy(p => p.Paused).ThenBy(p => p.Id).Select(p => (int?)p.Id).FirstOrDefaultAsync(ct);
        var key = OrderKey.From(order.OrderId);
        foreach (var request in await db.RefundRequests.Where(r => r.OrderKey == key && r.OrderId == order.OrderId && r.AccountId == order.AccountId && r.Via == RefundVia.Shop && r.State == RefundState.Confirmed && r.FollowedUpAt == null)
            .OrderBy(r => r.Id).ToListAsync(ct))
        {
            request.FollowedUpAt = books.Now;
            var (item, why) = ItemOf(seen, request.OrderItemId);
            if (item is null || partner is not { } shop)
            {
                books.Note(Actor.System, request, "refund.return-not-told", why);
                continue;
            }
            await outbox.AddAsync(db, Actor.System, shop, $"{request.Key}/return", $"Return of order {request.OrderId}: Refunded",
                new ReturnPaymentStateMessage(request.OrderId, item.Key.Length > 0 ? item.Key : item.Id, "Refunded"), ct, request.ReturnItemId == 0 ? [] : [request.ReturnItemId]);
            books.Note(Actor.System, request, "refund.return-told", $"The shop's return item {(item.Key.Length > 0 ? item.Key : item.Id)} is set to Refunded.");
        }
        await books.SaveAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Refunds);
    }

    /// <summary>Only from Initial, and only where nobody must guess.</summary>
    private static (ShopReturnSeen? Item, string Why) ItemOf(ShopOrderSeen seen, string lineItemId)
    {
        var items = seen.Returns.Where(r => r.LineItemId == lineItemId).ToList();
        var waiting = items.Where(r => r.PaymentState == "Initial").ToList();
        return waiting.Count switch
        {
            1 => (waiting[0], ""),
            0 when items.Count == 0 => (null, "The shop's order has no return of this line: there is no payment state to set."),
            0 => (null, $"The shop's return of this line stands at {string.Join(", ", items.Select(i => i.PaymentState).Distinct())}; commercetools moves it to Refunded from Initial only."),
            _ => (null, $"{waiting.Count} returns of this line wait in the shop, and nothing says which of them this refund is for: set their payment state there."),
        };
    }
}
