using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>One order of one account.</summary>
public readonly record struct OrderOf(int AccountId, string OrderId);

/// <summary>Reads the money of many orders at once: a handful of queries for five hundred orders, never one per order.</summary>
internal static class MoneyLoading
{
    private const int AtOnce = 500;

    /// <summary>A shop order as it was seen last; null when it never was.</summary>
    public static ShopOrderSeen? ShopOf(string kept) => kept.Length == 0 ? null : JsonSerializer.Deserialize<ShopOrderSeen>(kept);

    /// <summary>Requests and reservations are tracked, the rest is not.</summary>
    public static async Task<Dictionary<OrderOf, OrderMoney>> LoadAsync(ConsoleContext db, IEnumerable<OrderOf> orders, ReconciliationSettings settings, CancellationToken ct)
    {
        var all = new Dictionary<OrderOf, OrderMoney>();
        foreach (var part in orders.Distinct().Chunk(AtOnce))
        {
            foreach (var order in part)
                all[order] = new OrderMoney { AccountId = order.AccountId, OrderId = order.OrderId };
            await LoadAsync(db, part, all, settings, ct);
        }
        return all;
    }

    private static async Task LoadAsync(ConsoleContext db, OrderOf[] part, Dictionary<OrderOf, OrderMoney> all, ReconciliationSettings settings, CancellationToken ct)
    {
        var keys = part.Select(o => OrderKey.From(o.OrderId)).Distinct().ToList();
        var byKey = part.ToLookup(o => OrderKey.From(o.OrderId));
        foreach (var line in await db.OrderLines.AsNoTracking().Where(l => keys.Contains(l.OrderKey)).OrderBy(l => l.Id).ToListAsync(ct))
        {
            if (all.TryGetValue(new(line.AccountId, line.OrderId), out var money))
                money.Lines.Add(line);
        }
        foreach (var item in await db.ReturnItems.AsNoTracking().Where(r => keys.Contains(r.OrderKey)).OrderBy(r => r.Id).ToListAsync(ct))
            Each(item.OrderKey, item.OrderId, m => m.Returns.Add(item));
        foreach (var request in await db.RefundRequests.Where(r => keys.Contains(r.OrderKey)).OrderBy(r => r.Id).ToListAsync(ct))
            Of(request.AccountId, request.OrderKey, request.OrderId, m => m.Requests.Add(request));
        foreach (var reservation in await db.RefundReservations.Where(r => keys.Contains(r.OrderKey)).OrderBy(r => r.Id).ToListAsync(ct))
            Of(reservation.AccountId, reservation.OrderKey, reservation.OrderId, m => m.Reservations.Add(reservation));
        var sightings = new Dictionary<OrderOf, List<RefundSightingFact>>();
        foreach (var sighting in await db.RefundSightings.AsNoTracking().Where(r => keys.Contains(r.OrderKey)).OrderBy(r => r.Id).ToListAsync(ct))
            Of(sighting.AccountId, sighting.OrderKey, sighting.OrderId, m => See(m).Add(SightingFacts.Of(sighting)));
        foreach (var look in await db.RefundLooks.AsNoTracking().Where(l => keys.Contains(l.OrderKey)).OrderBy(l => l.Id).ToListAsync(ct))
        {
            Of(look.AccountId, look.OrderKey, look.OrderId, m =>
            {
                if (look.AccountId == m.AccountId)
                    (m.Look, m.Shop) = (look, ShopOf(look.Shop));
                See(m).AddRange(SeenRows.Read(look, m.Lines.FirstOrDefault()?.Marketplace ?? ""));
            });
        }
        foreach (var (order, seen) in sightings)
            RefundMerging.Merge(seen, settings, all[order].Seen);

        List<RefundSightingFact> See(OrderMoney money)
        {
            var order = new OrderOf(money.AccountId, money.OrderId);
            if (!sightings.TryGetValue(order, out var list))
                sightings[order] = list = [];
            return list;
        }

        // An Amazon order id names one order in the world: what any account tells of it counts. Other numbers mean something within their account only.
        void Of(int account, long key, string orderId, Action<OrderMoney> take)
        {
            foreach (var order in byKey[key].Where(o => o.OrderId == orderId && (o.AccountId == account || key > OrderKey.None)))
                take(all[order]);
        }

        // A returns platform or dock serves all accounts of a company under one of them.
        void Each(long key, string orderId, Action<OrderMoney> take)
        {
            foreach (var order in byKey[key].Where(o => o.OrderId == orderId))
                take(all[order]);
        }
    }
}
