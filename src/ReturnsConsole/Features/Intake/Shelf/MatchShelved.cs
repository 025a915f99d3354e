using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Shelf;

/// <summary>
/// Holds the shelf against identifiers that have just come, in the transaction that brought them. One order that fits: the parcel's goods are that order's, and
/// the rules close its case. Several: they are proposed, and a person chooses.
/// </summary>
internal static class MatchShelved
{
    /// <returns>How many parcels were found.</returns>
    public static async Task<int> RunAsync(ConsoleContext db, AuditTrail audit, CancellationToken ct)
    {
        var hits = await db.UnidentifiedParcels.AsNoTracking().Where(p => p.State == ShelfState.Waiting)
            .Join(db.UnidentifiedCodes, p => p.Id, c => c.ParcelId, (p, c) => new { p.Id, c.Value })
            .Join(db.ParcelIdentifiers.Where(i => i.Kind < IdentifierKind.Sku), c => c.Value, i => i.Value, (c, i) => new { c.Id, i.AccountId, i.OrderKey, i.ReturnItemId })
            .Where(h => h.OrderKey != OrderKey.None).Take(5_000).ToListAsync(ct);
        var found = 0;
        foreach (var parcel in hits.GroupBy(h => h.Id))
        {
            var orders = parcel.GroupBy(h => (h.AccountId, h.OrderKey)).ToList();
            if (orders.Count > 1)
            {
                await db.UnidentifiedParcels.Where(p => p.Id == parcel.Key && p.Proposals != orders.Count)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.Proposals, orders.Count).SetProperty(p => p.Version, p => p.Version + 1), ct);
                continue;
            }
            var item = orders[0].Max(h => h.ReturnItemId);
            if (await LinkAsync(db, parcel.Key, orders[0].Key.AccountId, orders[0].Key.OrderKey, item, ct) is not { } order)
                continue;
            found++;
            await audit.AppendAsync(db, new AuditRecord(Actor.System, "intake.shelf-matched", "shelf", parcel.Key.ToString(CultureInfo.InvariantCulture), After: JsonSerializer.Serialize(new { order }),
                Why: "Its code came with new data and leads to one order only."), ct);
        }
        if (found > 0)
            await db.SaveChangesAsync(ct);
        return found;
    }

    /// <summary>Ties a shelved parcel and its goods to an order, inside the caller's transaction.</summary>
    /// <returns>The order's id; null when the parcel is not waiting any more.</returns>
    public static async Task<string?> LinkAsync(ConsoleContext db, int parcelId, int account, long orderKey, long returnItem, CancellationToken ct)
    {
        var parcel = await db.UnidentifiedParcels.SingleOrDefaultAsync(p => p.Id == parcelId && p.State == ShelfState.Waiting, ct);
        if (parcel is null)
            return null;
        var item = returnItem == 0 ? null : await db.ReturnItems.AsNoTracking().SingleOrDefaultAsync(r => r.Id == returnItem, ct);
        var order = await db.OrderLines.AsNoTracking().Where(l => l.OrderKey == orderKey && l.AccountId == account).Select(l => l.OrderId).FirstOrDefaultAsync(ct)
            ?? item?.OrderId ?? (OrderKey.TextOf(orderKey) is { Length: > 0 } text ? text
                : await db.ReturnItems.AsNoTracking().Where(r => r.OrderKey == orderKey && r.AccountId == account).Select(r => r.OrderId).FirstOrDefaultAsync(ct) ?? "");
        var (rma, tracking) = (item?.RmaId is { Length: > 0 } own ? own : item?.MerchantRmaId ?? "", item?.TrackingId ?? "");
        await db.GoodsReceipts.Where(r => r.AccountId == parcel.AccountId && r.Source == IntakeWords.Source && r.Reference == parcel.ReceiptReference).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.AccountId, account).SetProperty(r => r.OrderKey, orderKey).SetProperty(r => r.OrderId, order).SetProperty(r => r.RmaId, rma)
            .SetProperty(r => r.TrackingId, r => tracking == "" ? r.TrackingId : tracking), ct);
        db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.None });
        db.OrderChanges.Add(new OrderChange { OrderKey = orderKey });
        (parcel.State, parcel.AccountId, parcel.OrderKey, parcel.OrderId, parcel.Proposals) = (ShelfState.Matched, account, orderKey, order, 0);
        await db.SaveChangesAsync(ct);
        return order;
    }
}
