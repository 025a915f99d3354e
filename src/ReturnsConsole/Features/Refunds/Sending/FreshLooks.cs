using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Refunds.Guard;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <summary>
/// Sees to it that the money of each order was looked at: Amazon's transactions lately, by the synced stream, by a look that is kept, or by a new one; a shop's order
/// and payments at this moment. Looks cost calls, of which Amazon allows one in two seconds: what is not reached waits for the next time.
/// </summary>
public sealed class FreshLooks(IDbContextFactory<ConsoleContext> contexts, LookAtMoney look, TimeProvider clock)
{
    private const int MostLooks = 60;

    public async Task<(List<QueuedRefund> Ready, int Waiting)> RunAsync(int accountId, List<QueuedRefund> queued, RefundPolicy policy, CancellationToken ct)
    {
        var shop = queued.Where(q => RefundVias.Of(q.OrderId) == RefundVia.Shop).ToList();
        // A shop order is read at the moment of decision, whatever was read before.
        var (ready, waiting) = shop.Count == 0 ? ([], 0) : await LookAsync(accountId, shop, clock.GetUtcNow().UtcDateTime, ct);
        var amazon = queued.Count == shop.Count ? [] : queued.Except(shop).ToList();
        var (more, wait) = amazon.Count == 0 ? ([], 0) : await OfAmazonAsync(accountId, amazon, policy, ct);
        return ([.. ready, .. more], waiting + wait);
    }

    private async Task<(List<QueuedRefund> Ready, int Waiting)> OfAmazonAsync(int accountId, List<QueuedRefund> queued, RefundPolicy policy, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = clock.GetUtcNow().UtcDateTime.AddHours(-policy.LookHours);
        var streams = await db.Partners.Where(p => p.AccountId == accountId && p.Kind == PartnerKind.AmazonSeller)
            .Select(p => db.SyncStreams.Where(s => s.PartnerId == p.Id && s.Stream == "transactions").Select(s => s.LastSuccessAt).FirstOrDefault()).ToListAsync(ct);
        if (streams.Count > 0 && streams.All(s => s > since))
            return (queued, 0);
        return await LookAsync(accountId, queued, since, ct);
    }

    private async Task<(List<QueuedRefund> Ready, int Waiting)> LookAsync(int accountId, List<QueuedRefund> queued, DateTime since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var looked = await db.RefundLooks.AsNoTracking().Where(l => l.AccountId == accountId && l.At > since).Select(l => l.OrderId).ToListAsync(ct);
        var fresh = looked.ToHashSet(StringComparer.Ordinal);
        var failed = false;
        foreach (var order in queued.Select(q => q.OrderId).Distinct().Where(o => !fresh.Contains(o)).Take(MostLooks).ToList())
        {
            var now = failed ? null : await look.RunAsync(accountId, order, ct);
            // When one look fails the next would too: the rate is used up, or Amazon is away.
            failed = now is not { Worked: true };
            if (failed)
                break;
            await KeepAsync(accountId, order, now!, ct);
            fresh.Add(order);
        }
        var ready = queued.Where(q => fresh.Contains(q.OrderId)).ToList();
        return (ready, queued.Count - ready.Count);
    }

    private async Task KeepAsync(int accountId, string orderId, Looked looked, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await LookAtAmazon.KeepAsync(db, accountId, orderId, looked, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }
}
