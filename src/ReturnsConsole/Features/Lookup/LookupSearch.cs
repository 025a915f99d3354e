using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>An order, or a return or parcel without one, that an identifier leads to.</summary>
/// <param name="ReturnId">The return that bears the identifier; 0 when the order itself does.</param>
/// <param name="ReceiptId">Goods without order or return; else 0.</param>
/// <param name="By">What the identifier is, in words: "Amazon order", "tracking number".</param>
internal sealed record LookupHit(int AccountId, long OrderKey, string OrderId, long ReturnId, long ReceiptId, string By)
{
    /// <summary>Two hits with the same subject are one answer.</summary>
    public (int, long, long, long) Subject => OrderKey != Shared.OrderKey.None ? (AccountId, OrderKey, 0, 0) : (AccountId, 0, ReturnId, ReceiptId);
}

/// <summary>Finds what bears an identifier: one seek in one index per kind of identifier, whatever the number of returns.</summary>
internal static class LookupSearch
{
    public const int Most = 20;

    /// <param name="accounts">Null: all.</param>
    public static async Task<IReadOnlyList<LookupHit>> FindAsync(ConsoleContext db, string value, IReadOnlyList<int>? accounts, CancellationToken ct)
    {
        var spellings = LookupText.SpellingsOf(value);
        var found = new List<LookupHit>();
        await OrdersAsync(db, spellings, accounts, found, ct);
        await ReturnsAsync(db, spellings, accounts, found, ct);
        if (found.Count == 0)
            await GoodsAsync(db, spellings, accounts, found, ct);
        return await AtHomeAsync(db, found, ct);
    }

    private static async Task OrdersAsync(ConsoleContext db, IReadOnlyList<string> ids, IReadOnlyList<int>? accounts, List<LookupHit> found, CancellationToken ct)
    {
        var keys = ids.Select(OrderKey.From).Distinct().ToList();
        var all = accounts is null;
        var seen = accounts ?? [];
        foreach (var o in await db.OrderLines.AsNoTracking().Where(o => keys.Contains(o.OrderKey) && ids.Contains(o.OrderId) && (all || seen.Contains(o.AccountId)))
            .Select(o => new { o.AccountId, o.OrderKey, o.OrderId }).Distinct().Take(Most).ToListAsync(ct))
            Add(found, new(o.AccountId, o.OrderKey, o.OrderId, 0, 0, KindOf(o.OrderKey)));
        foreach (var o in await db.OrderLines.AsNoTracking().Where(o => o.MerchantOrderId != "" && ids.Contains(o.MerchantOrderId) && (all || seen.Contains(o.AccountId)))
            .Select(o => new { o.AccountId, o.OrderKey, o.OrderId }).Distinct().Take(Most).ToListAsync(ct))
            Add(found, new(o.AccountId, o.OrderKey, o.OrderId, 0, 0, "own order number"));
        foreach (var r in await db.ReturnItems.AsNoTracking().Where(r => keys.Contains(r.OrderKey) && ids.Contains(r.OrderId) && (all || seen.Contains(r.AccountId)))
            .Select(r => new { r.AccountId, r.OrderKey, r.OrderId }).Distinct().Take(Most).ToListAsync(ct))
            Add(found, new(r.AccountId, r.OrderKey, r.OrderId, 0, 0, KindOf(r.OrderKey)));
        foreach (var r in await db.RefundSightings.AsNoTracking().Where(r => keys.Contains(r.OrderKey) && ids.Contains(r.OrderId) && (all || seen.Contains(r.AccountId)))
            .Select(r => new { r.AccountId, r.OrderKey, r.OrderId }).Distinct().Take(Most).ToListAsync(ct))
            Add(found, new(r.AccountId, r.OrderKey, r.OrderId, 0, 0, KindOf(r.OrderKey)));
        foreach (var g in await db.GoodsReceipts.AsNoTracking().Where(g => keys.Contains(g.OrderKey) && ids.Contains(g.OrderId) && (all || seen.Contains(g.AccountId)))
            .Select(g => new { g.AccountId, g.OrderKey, g.OrderId }).Distinct().Take(Most).ToListAsync(ct))
            Add(found, new(g.AccountId, g.OrderKey, g.OrderId, 0, 0, KindOf(g.OrderKey)));
    }

    private static async Task ReturnsAsync(ConsoleContext db, IReadOnlyList<string> ids, IReadOnlyList<int>? accounts, List<LookupHit> found, CancellationToken ct)
    {
        var returns = db.ReturnItems.AsNoTracking();
        await TakeAsync(returns.Where(r => r.RmaId != "" && ids.Contains(r.RmaId)), "return number");
        await TakeAsync(returns.Where(r => r.MerchantRmaId != "" && ids.Contains(r.MerchantRmaId)), "own return number or express code");
        await TakeAsync(returns.Where(r => r.TrackingId != "" && ids.Contains(r.TrackingId)), "tracking number");
        await TakeAsync(returns.Where(r => r.LabelId != "" && ids.Contains(r.LabelId)), "label or bag barcode");
        await TakeAsync(returns.Where(r => r.PlatformReturnId != "" && ids.Contains(r.PlatformReturnId)), "return id of the returns platform");
        await TakeAsync(returns.Where(r => r.LicensePlate != "" && ids.Contains(r.LicensePlate)), "licence plate");

        async Task TakeAsync(IQueryable<Returns.ReturnItem> rows, string by)
        {
            var all = accounts is null;
            var seen = accounts ?? [];
            foreach (var r in await rows.Where(r => all || seen.Contains(r.AccountId)).Select(r => new { r.AccountId, r.OrderKey, r.OrderId, r.Id }).Take(Most).ToListAsync(ct))
                Add(found, new(r.AccountId, r.OrderKey, r.OrderId, r.Id, 0, by));
        }
    }

    private static async Task GoodsAsync(ConsoleContext db, IReadOnlyList<string> ids, IReadOnlyList<int>? accounts, List<LookupHit> found, CancellationToken ct)
    {
        var goods = db.GoodsReceipts.AsNoTracking();
        await TakeAsync(goods.Where(g => g.TrackingId != "" && ids.Contains(g.TrackingId)), "tracking number");
        await TakeAsync(goods.Where(g => g.RmaId != "" && ids.Contains(g.RmaId)), "return number");

        async Task TakeAsync(IQueryable<Returns.GoodsReceipt> rows, string by)
        {
            var all = accounts is null;
            var seen = accounts ?? [];
            foreach (var g in await rows.Where(g => all || seen.Contains(g.AccountId)).Select(g => new { g.AccountId, g.OrderKey, g.OrderId, g.Id }).Take(Most).ToListAsync(ct))
                Add(found, new(g.AccountId, g.OrderKey, g.OrderId, 0, g.OrderKey == OrderKey.None ? g.Id : 0, by));
        }
    }

    /// <summary>What stands under the seller's own order id belongs to the one order that has it as its alias.</summary>
    private static async Task<IReadOnlyList<LookupHit>> AtHomeAsync(ConsoleContext db, List<LookupHit> found, CancellationToken ct)
    {
        var home = new List<LookupHit>();
        foreach (var hit in found)
        {
            var at = hit;
            if (hit.OrderKey < OrderKey.None)
            {
                var orders = await db.OrderLines.AsNoTracking().Where(o => o.MerchantOrderId != "" && o.MerchantOrderId == hit.OrderId && o.AccountId == hit.AccountId)
                    .Select(o => new { o.OrderKey, o.OrderId }).Distinct().Take(2).ToListAsync(ct);
                if (orders.Count == 1)
                    at = hit with { OrderKey = orders[0].OrderKey, OrderId = orders[0].OrderId };
            }
            Add(home, at);
        }
        return [.. home.Take(Most)];
    }

    /// <summary>One answer per subject; of two ways to it, the one that names the return says more.</summary>
    private static void Add(List<LookupHit> to, LookupHit hit)
    {
        var at = to.FindIndex(h => h.Subject == hit.Subject);
        if (at < 0)
            to.Add(hit);
        else if (to[at].ReturnId == 0 && hit.ReturnId != 0)
            to[at] = hit;
    }

    private static string KindOf(long orderKey) => orderKey > OrderKey.None ? "Amazon order" : "order number";
}
