using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>Sends refunds of shop orders back that were worked out on another order than the one of now; nobody was told of them yet. Doing it again changes nothing.</summary>
public sealed class ShopChanges(IDbContextFactory<ConsoleContext> contexts, AuditTrail trail, IOptions<ReconciliationSettings> settings, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>All of them.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<OrderOf> orders;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var untold = RefundStates.Untold;
            orders = [.. (await db.RefundRequests.AsNoTracking().Where(r => untold.Contains(r.State) && r.Via == RefundVia.Shop).Select(r => new { r.AccountId, r.OrderId }).Distinct().ToListAsync(ct))
                .Select(r => new OrderOf(r.AccountId, r.OrderId))];
        }
        var changed = 0;
        foreach (var part in orders.Chunk(AtOnce))
            changed += await RunAsync(part, ct);
        return changed;
    }

    /// <returns>How many went back, or stand again.</returns>
    public async Task<int> RunAsync(IReadOnlyList<OrderOf> orders, CancellationToken ct)
    {
        await using (var reading = await contexts.CreateDbContextAsync(ct))
        {
            // Most of the time nothing changed: that is found out without holding up those who write.
            if (!Differing(await MoneyLoading.LoadAsync(reading, orders, settings.Value, ct)).Any())
                return 0;
        }
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        var changed = 0;
        foreach (var (request, money) in Differing(await MoneyLoading.LoadAsync(db, orders, settings.Value, ct)).ToList())
        {
            Mark(books, request, money.Reservations.Single(r => r.Id == request.ReservationId), money.LineOf(request.OrderItemId) is null);
            changed++;
        }
        await books.SaveAsync(ct);
        await write.CommitAsync(ct);
        if (changed == 0)
            return 0;
        feed.Publish(ChangeTopic.Refunds);
        reconciliation.Request("refunds");
        return changed;
    }

    /// <summary>The order it was worked out on is not the order of now.</summary>
    internal static bool IsChanged(RefundRequest request, OrderMoney money) => money.LineOf(request.OrderItemId) is not { } line || OrderMoney.PricingOf(line) != request.OrderHash;

    /// <summary>It goes back: nobody may approve or send it, only price it anew or withdraw it.</summary>
    internal static void GoBack(RefundBooks books, RefundRequest request, RefundReservation reservation, string why)
    {
        (request.OrderChangedAt, request.ApprovedAt, request.ApprovedById, request.ApprovedBy) = (books.Now, null, 0, "");
        books.Move(Actor.System, request, reservation, RefundState.AwaitingApproval, "refund.order-changed", why);
        MakeBatch.Tell(books, request, $"Order {request.OrderId} changed after your refund was worked out. Price it anew, or withdraw it.");
    }

    private static void Mark(RefundBooks books, RefundRequest request, RefundReservation reservation, bool gone)
    {
        if (request.OrderChangedAt is null)
        {
            GoBack(books, request, reservation, gone ? "The order line is no longer part of the order." : "The order changed after this was worked out.");
            return;
        }
        request.OrderChangedAt = null;
        books.Note(Actor.System, request, "refund.order-as-before", "The order is again what it was when this was worked out. It waits for approval.");
    }

    private static IEnumerable<(RefundRequest Request, OrderMoney Money)> Differing(Dictionary<OrderOf, OrderMoney> all) =>
        from money in all.Values
        from request in money.Requests
        where request.Via == RefundVia.Shop && request.AccountId == money.AccountId && RefundStates.Untold.Contains(request.State) && IsChanged(request, money) == (request.OrderChangedAt is null)
        // What was on its way already has used up its key: it never stands again as it was.
        where request.OrderChangedAt is null || request.SubmittedAt is null
        select (request, money);
}
