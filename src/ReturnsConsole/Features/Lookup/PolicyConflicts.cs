using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Returns of Amazon orders that a portal accepted or refused against the estimate of the look-up: of the orders that a run decides on, in bulk.</summary>
internal static class PolicyConflicts
{
    private const int AtOnce = 500;

    /// <summary>What was asked for longer ago is settled one way or the other.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(120);

    /// <param name="orders">Keys of orders of which a portal tells.</param>
    public static async Task<IReadOnlyList<(int Account, long OrderKey, Finding Finding)>> OfAsync(ConsoleContext db, IEnumerable<long> orders, ReconciliationSettings settings, DateTime now, CancellationToken ct)
    {
        var since = now - Reach;
        var found = new List<(int, long, Finding)>();
        foreach (var keys in orders.Where(k => k > OrderKey.None).Chunk(AtOnce))
        {
            var part = await db.ReturnItems.AsNoTracking()
                .Where(r => keys.Contains(r.OrderKey) && (r.Channel == ReturnChannel.Rebound || r.Channel == ReturnChannel.HappyReturns) && r.CancelledAt == null && r.RequestedAt > since)
                .OrderBy(r => r.Id).ToListAsync(ct);
            var lines = (await db.OrderLines.AsNoTracking().Where(l => keys.Contains(l.OrderKey)).OrderBy(l => l.Id).ToListAsync(ct)).ToLookup(l => (l.OrderKey, l.Sku));
            var marks = (await db.ReturnItems.AsNoTracking().Where(r => keys.Contains(r.OrderKey) && r.Channel == ReturnChannel.MerchantFulfilled && r.InPolicy != null).OrderBy(r => r.Id).ToListAsync(ct)).ToLookup(r => (r.OrderKey, r.Sku));
            foreach (var item in part)
            {
                if (PolicyFindings.Find(FactOf(item, lines[(item.OrderKey, item.Sku)].FirstOrDefault(), marks[(item.OrderKey, item.Sku)].LastOrDefault(), settings)) is { } finding)
                    found.Add((item.AccountId, item.OrderKey, finding));
            }
        }
        return found;
    }

    /// <summary>Judged as on the day of the request: what was right then does not become wrong by waiting.</summary>
    private static PolicyFact FactOf(ReturnItem item, OrderLine? line, ReturnItem? mark, ReconciliationSettings settings)
    {
        var at = item.RequestedAt!.Value;
        var order = new LookupOrder { AccountId = item.AccountId, OrderKey = item.OrderKey, OrderId = item.OrderId, Marketplace = line?.Marketplace ?? item.Marketplace, OrderedAt = line?.PurchasedAt ?? item.OrderedAt, LatestDeliveryAt = line?.LatestDeliveryAt };
        var one = new LookupReturn { Id = item.Id, Sku = item.Sku, InPolicy = mark?.InPolicy ?? item.InPolicy, AToZClaim = mark?.AToZClaim == true };
        var context = new LookupContext(at, TimeZoneInfo.Utc, settings, settings.ReturnPolicy);
        var estimate = EligibilityEstimate.Of(order, one, context, new LookupWords(at, TimeZoneInfo.Utc));
        var accepted = ReturnWords.StateOf(item.RequestStatus) != ReturnRequestState.Rejected;
        return new PolicyFact(
            PlatformNames.TitleOf(item.Channel), item.Id, item.NaturalKey, item.OrderId, item.Sku, order.Marketplace, accepted, estimate.Takes, estimate.Verdict, [.. estimate.Grounds.Select(g => g.Text)], at);
    }
}
