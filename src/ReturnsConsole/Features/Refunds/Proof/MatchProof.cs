using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Proof;

/// <summary>
/// Looks for the money of what was sent: in transactions held back or let go, and in settlements; by our key, and of what Amazon accepted by item and amount too. In
/// bulk, order by order only in memory. Running it again changes nothing.
/// </summary>
public sealed class MatchProof(IDbContextFactory<ConsoleContext> contexts, AuditTrail trail, IOptions<ReconciliationSettings> settings, ChangeFeed feed, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <returns>How many instructions have a proof that they did not have before.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var proven = 0;
        foreach (var part in (await OrdersAsync(ct)).Chunk(AtOnce))
            proven += await PartAsync(part, ct);
        if (proven > 0)
            feed.Publish(ChangeTopic.Refunds);
        return proven;
    }

    /// <summary>Orders in which something waits for proof, or was seen although it should not have happened.</summary>
    private async Task<List<OrderOf>> OrdersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var told = RefundStates.Told;
        var waiting = await db.RefundRequests.AsNoTracking().Where(r => told.Contains(r.State) && r.Kind == InstructionKind.Refund).Select(r => new { r.AccountId, r.OrderId }).Distinct().ToListAsync(ct);
        var ended = await db.RefundRequests.AsNoTracking()
            .Where(r => (r.State == RefundState.Rejected || r.State == RefundState.Cancelled || (r.State == RefundState.Confirmed && r.Proof != RefundProof.SettlementLine)) && r.Kind == InstructionKind.Refund
                && db.RefundSightings.Any(s => s.OrderKey == r.OrderKey && s.MerchantAdjustmentItemId == r.Key))
            .Select(r => new { r.AccountId, r.OrderId }).Distinct().ToListAsync(ct);
        return [.. waiting.Concat(ended).Select(r => new OrderOf(r.AccountId, r.OrderId)).Distinct()];
    }

    private async Task<int> PartAsync(OrderOf[] orders, CancellationToken ct)
    {
        await using (var reading = await contexts.CreateDbContextAsync(ct))
        {
            // Most of the time there is nothing new: that is found out without holding up those who write.
            if (!(await MoneyLoading.LoadAsync(reading, orders, settings.Value, ct)).Values.Any(m => Found(m).Any()))
                return 0;
        }
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        var batches = new HashSet<int>();
        var proven = 0;
        foreach (var money in (await MoneyLoading.LoadAsync(db, orders, settings.Value, ct)).Values)
        {
            foreach (var (request, seen) in Found(money).ToList())
            {
                Prove(books, request, money.Reservations.Single(r => r.Id == request.ReservationId), seen);
                proven++;
                if (request.BatchId is { } batch)
                    batches.Add(batch);
            }
        }
        await books.SaveAsync(ct);
        foreach (var batch in batches)
            await BatchClosing.CloseAsync(db, batch, books.Now, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return proven;
    }

    /// <summary>What is proven now and was not, or better than before.</summary>
    private static IEnumerable<(RefundRequest Request, RefundFact Seen)> Found(OrderMoney money)
    {
        for (var i = 0; i < money.Seen.Count; i++)
        {
            if (money.Likely[i] == 0 || money.Requests.Find(r => r.Id == money.Likely[i]) is not { } request || request.AccountId != money.AccountId)
                continue;
            // A payment's transaction proves something when the payment service confirmed it.
            if (request.Via == RefundVia.Shop && money.Seen[i].Source == RefundSource.Deferred)
                continue;
            var certain = money.Certain[i] == request.Id;
            if (request.State switch
            {
                RefundState.PendingConfirmation => true,
                // Amazon refunds by itself at a first scan of which nothing may be known here yet, and so may somebody in Seller Central: an amount alone says nothing about
                // what Amazon never answered. Our key in a settlement does, and so do two people.
                RefundState.OutcomeUnknown or RefundState.Submitted or RefundState.Rejected or RefundState.Cancelled => certain,
                RefundState.Confirmed => certain && ProofOf(money.Seen[i]) > request.Proof && request.Proof != RefundProof.People,
                _ => false,
            })
                yield return (request, money.Seen[i]);
        }
    }

    private static void Prove(RefundBooks books, RefundRequest request, RefundReservation reservation, RefundFact seen)
    {
        var before = request.State;
        (request.Proof, request.ProofReference, request.ProofAt) = (ProofOf(seen), seen.Key.Length <= 200 ? seen.Key : seen.Key[..200], seen.PostedAt);
        var what = $"Seen in {RefundWords.Of(request.Proof)}: {new Money(seen.Total, seen.Currency)}, {request.ProofReference}.";
        if (before == RefundState.Confirmed)
        {
            books.Note(Actor.System, request, "refund.proven-again", what);
            return;
        }
        var although = before switch
        {
            RefundState.Rejected => " Although Amazon had said that it refused it.",
            RefundState.Cancelled => " Although it was taken for never done.",
            _ => "",
        };
        var differs = seen.Total != request.Total ? $" We asked for {new Money(request.Total, request.Currency)}." : "";
        books.Move(Actor.System, request, reservation, RefundState.Confirmed, "refund.proven", what + differs + although);
    }

    private static RefundProof ProofOf(in RefundFact seen) => seen.Source switch
    {
        RefundSource.Settlement => RefundProof.SettlementLine,
        RefundSource.Released => RefundProof.ReleasedTransaction,
        _ => RefundProof.DeferredTransaction,
    };
}
