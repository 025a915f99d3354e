using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>The status of an order in the look-up's words, and its facts as one number that changes when any of them does.</summary>
public sealed class OrderStatus(IOptions<ReconciliationSettings> rules, IOptions<LookupSettings> policy, TimeProvider clock)
{
    /// <summary>The order's id as its facts write it; null: no fact of it is there.</summary>
    internal static async Task<string?> NameAsync(ConsoleContext db, int accountId, long orderKey, CancellationToken ct) => orderKey == OrderKey.None ? null
        : await db.OrderLines.AsNoTracking().Where(o => o.OrderKey == orderKey && o.AccountId == accountId).Select(o => o.OrderId).FirstOrDefaultAsync(ct)
            ?? await db.ReturnItems.AsNoTracking().Where(r => r.OrderKey == orderKey && r.AccountId == accountId).Select(r => r.OrderId).FirstOrDefaultAsync(ct)
            ?? await db.RefundSightings.AsNoTracking().Where(r => r.OrderKey == orderKey && r.AccountId == accountId).Select(r => r.OrderId).FirstOrDefaultAsync(ct)
            ?? await db.GoodsReceipts.AsNoTracking().Where(g => g.OrderKey == orderKey && g.AccountId == accountId).Select(g => g.OrderId).FirstOrDefaultAsync(ct);

    internal async Task<LookupAnswer> OfAsync(ConsoleContext db, int accountId, long orderKey, string orderId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var order = await LookupLoading.LoadAsync(db, new LookupHit(accountId, orderKey, orderId, 0, 0, ""), rules.Value, now, ct);
        return StatusWords.Of(order, null, new LookupContext(now, TimeZoneInfo.Utc, rules.Value, policy.Value));
    }

    /// <summary>One number per account and order; a few questions for all of them together.</summary>
    internal static async Task<Dictionary<(int AccountId, long OrderKey), long>> FactsAsync(ConsoleContext db, IReadOnlyCollection<long> orders, CancellationToken ct)
    {
        var keys = orders.ToList();
        // Facts may stand under the seller's own id of the order.
        var names = await db.OrderLines.AsNoTracking().Where(o => keys.Contains(o.OrderKey) && o.MerchantOrderId != "").Select(o => new { o.AccountId, o.OrderKey, o.MerchantOrderId }).Distinct().ToListAsync(ct);
        var home = names.GroupBy(n => (n.AccountId, Key: OrderKey.From(n.MerchantOrderId))).ToDictionary(g => g.Key, g => g.First().OrderKey);
        var all = keys.Concat(home.Keys.Select(h => h.Key)).Distinct().ToList();
        var facts = new Dictionary<(int, long), long>();
        void Add(int account, long order, long id, long hash)
        {
            ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(facts, (account, home.GetValueOrDefault((account, order), order)), out _);
            sum = unchecked(sum + (id * 31 + hash) * 1_000_003);
        }
        foreach (var r in await db.ReturnItems.AsNoTracking().Where(r => all.Contains(r.OrderKey)).Select(r => new { r.AccountId, r.OrderKey, r.Id, r.Hash, r.FileId, r.Line }).ToListAsync(ct))
            Add(r.AccountId, r.OrderKey, r.Id, unchecked(r.Hash * 31 + r.FileId * 7919L + r.Line));
        foreach (var g in await db.GoodsReceipts.AsNoTracking().Where(g => all.Contains(g.OrderKey)).Select(g => new { g.AccountId, g.OrderKey, g.Id, g.Hash, g.Grade, g.Disposition }).ToListAsync(ct))
            Add(g.AccountId, g.OrderKey, -g.Id, unchecked(g.Hash * 31 + (byte)g.Grade * 16 + (byte)g.Disposition));
        foreach (var r in await db.RefundSightings.AsNoTracking().Where(r => all.Contains(r.OrderKey)).Select(r => new { r.AccountId, r.OrderKey, r.Id }).ToListAsync(ct))
            Add(r.AccountId, r.OrderKey, r.Id * 3, 1);
        return facts;
    }
}
