using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Shipments;

/// <summary>A gap of a closed shipment, with what the manifest says of the item.</summary>
internal sealed record Gap(int ShipmentPk, ManifestItem Item);

/// <summary>Missing items that are here all the same: unloaded with another shipment, or taken in at the dock.</summary>
internal static class OtherWays
{
    private const int Some = 500;

    /// <summary>Ids of manifest items among the gaps of these shipments that came by another way.</summary>
    public static async Task<HashSet<long>> OfAsync(ConsoleContext db, IReadOnlyCollection<int> shipments, CancellationToken ct) => await OfAsync(db, await GapsAsync(db, shipments, ct), ct);

    public static async Task<List<Gap>> GapsAsync(ConsoleContext db, IReadOnlyCollection<int> shipments, CancellationToken ct) => shipments.Count == 0 ? []
        : await db.Set<ManifestGap>().AsNoTracking().Where(g => shipments.Contains(g.ShipmentPk)).Join(db.ManifestItems, g => g.ManifestItemId, m => m.Id, (g, m) => new Gap(g.ShipmentPk, m)).ToListAsync(ct);

    public static async Task<HashSet<long>> OfAsync(ConsoleContext db, IReadOnlyList<Gap> gaps, CancellationToken ct)
    {
        var found = new HashSet<long>();
        foreach (var account in gaps.GroupBy(g => g.Item.AccountId))
        {
            foreach (var some in account.Chunk(Some))
            {
                var ids = some.Select(g => g.Item.ItemId).ToList();
                var scanned = (await db.ShipmentScans.AsNoTracking().Where(s => ids.Contains(s.ItemId) && s.AccountId == account.Key && s.UndoneAt == null).Select(s => new { s.ItemId, s.Channel, s.ShipmentPk }).ToListAsync(ct))
                    .ToLookup(s => (s.ItemId, s.Channel), s => s.ShipmentPk);
                found.UnionWith(some.Where(g => scanned[(g.Item.ItemId, g.Item.Channel)].Any(s => s != g.ShipmentPk)).Select(g => g.Item.Id));
            }
            var left = account.Where(g => !found.Contains(g.Item.Id)).Select(g => new MissingItem(g.Item.Id, g.Item.ItemId, g.Item.OrderKey, g.Item.Sku, g.Item.Quantity, g.Item.DepartedAt)).ToList();
            found.UnionWith(ManifestRules.CameOtherwise(left, await ArrivedAsync(db, account.Key, [.. left.Select(m => m.OrderKey).Where(k => k != 0).Distinct()], ct)));
        }
        return found;
    }

    /// <summary>Goods that our own dock has of these orders. Receipts that stand for one item of a hub are that item and no other.</summary>
    public static async Task<List<ArrivedGoods>> ArrivedAsync(ConsoleContext db, int account, IReadOnlyList<long> orders, CancellationToken ct)
    {
        var arrived = new List<ArrivedGoods>();
        foreach (var some in orders.Chunk(Some))
        {
            arrived.AddRange(await db.GoodsReceipts.AsNoTracking()
                .Where(r => some.Contains(r.OrderKey) && r.AccountId == account && r.Disposition != Disposition.Lost && r.Source != PlatformNames.Rebound && r.Source != PlatformNames.HappyReturns
                    && !(r.Source == IntakeWords.Source && r.Reference.StartsWith(ScanTarget.ItemReference)))
                .Select(r => new ArrivedGoods(r.OrderKey, r.Sku, r.Quantity, r.ReceivedAt)).ToListAsync(ct));
        }
        return arrived;
    }
}
