using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Transit;

/// <summary>
/// Returned items that the ledger has in transit for longer than their account waits. What travels on a shipment that left or is being unloaded is that
/// shipment's: it is not told of twice.
/// </summary>
internal static class LostItems
{
    private const int Some = 500;

    public static async Task<List<(int, Finding)>> AllAsync(ConsoleContext db, CurrentSettings settings, DateTime now, CancellationToken ct)
    {
        var found = new List<(int, Finding)>();
        var accounts = await db.Accounts.Select(a => a.Id).ToListAsync(ct);
        if (accounts.Count == 0)
            return found;
        var latest = now.AddDays(-accounts.Min(a => settings.NumberOf(SettingCatalogue.LostAfterDays, a)));
        var travelling = db.StockPositions.AsNoTracking().Where(p => p.InTransit > 0 && p.OrderKey != OrderKey.None)
            .Join(db.ReturnItems.AsNoTracking(), p => p.OrderKey, r => r.OrderKey, (p, r) => new { Position = p, Item = r })
            .Where(c => c.Item.AccountId == c.Position.AccountId && c.Item.Sku == c.Position.Sku && c.Item.FirstScanAt != null && c.Item.CancelledAt == null && c.Item.ProcessedAt == null && c.Item.Channel != ReturnChannel.Fba);
        // Most of what travels is young: only orders with an old scan are loaded, with all their scans.
        var candidates = new List<Candidate>();
        foreach (var some in (await travelling.Where(c => c.Item.FirstScanAt <= latest).Select(c => c.Position.OrderKey).Distinct().ToListAsync(ct)).Chunk(Some))
            candidates.AddRange(await travelling.Where(c => some.Contains(c.Position.OrderKey)).Select(c => new Candidate(c.Item, c.Position.InTransit)).ToListAsync(ct));
        candidates.AddRange(await KitsAsync(db, await KitBooks.LoadAsync(db, settings, ct), latest, ct));
        var old = candidates.GroupBy(c => (c.Item.AccountId, c.Item.OrderKey, c.Item.Sku)).Where(g => g.Any(c => c.Item.FirstScanAt <= latest)).ToList();
        foreach (var account in old.GroupBy(g => g.Key.AccountId))
        {
            var days = settings.NumberOf(SettingCatalogue.LostAfterDays, account.Key);
            var orders = account.Select(g => g.Key.OrderKey).Distinct().ToList();
            var here = await ReceivedAsync(db, account.Key, orders, ct);
            var left = account.SelectMany(g => StillAway(g, here.GetValueOrDefault((g.Key.OrderKey, g.Key.Sku)))).Where(r => r.FirstScanAt!.Value.AddDays(days) <= now).ToList();
            var shipped = await TravellingAsync(db, account.Key, orders, ct);
            var values = await ItemValues.LoadAsync(db, left.Select(r => r.OrderKey), ct);
            found.AddRange(left.Where(r => !shipped[r.OrderKey].Any(m => IsSame(m, r))).OrderBy(r => r.Id).Select(r => (account.Key, ShipmentFindings.LostItem(new TransitItem(
                r.Id, $"{PlatformNames.Of(r.Channel)} {r.NaturalKey}", PlatformNames.TitleOf(r.Channel), r.Carrier, Marketplace.CodeOf(r.Marketplace) is { Length: > 0 } code ? code : values.MarketplaceOf(r.AccountId, r.OrderKey), r.OrderId, r.Sku,
                Math.Max(1, r.Quantity), r.FirstScanAt!.Value, values.Of(r.AccountId, r.OrderKey, r.OrderItemId, r.Sku, Math.Max(1, r.Quantity))), days))));
        }
        return found;
    }

    /// <summary>Kits travel as their components: those count of which every piece is still on its way. Of one that came in part, KitIncomplete tells.</summary>
    private static async Task<List<Candidate>> KitsAsync(ConsoleContext db, IReadOnlyDictionary<int, KitBook> books, DateTime latest, CancellationToken ct)
    {
        var found = new List<Candidate>();
        foreach (var (account, book) in books)
        {
            var returns = db.ReturnItems.AsNoTracking().Where(r => r.AccountId == account && r.OrderKey != OrderKey.None && r.FirstScanAt != null && r.CancelledAt == null && r.ProcessedAt == null && r.Channel != ReturnChannel.Fba
                && db.KitRecipes.Any(k => k.AccountId == account && k.KitSku == r.Sku));
            var travelling = returns.Where(r => db.StockPositions.Any(p => p.OrderKey == r.OrderKey && p.AccountId == account && p.InTransit > 0));
            foreach (var some in (await travelling.Where(r => r.FirstScanAt <= latest).Select(r => r.OrderKey).Distinct().ToListAsync(ct)).Chunk(Some))
            {
                var items = await travelling.Where(r => some.Contains(r.OrderKey)).ToListAsync(ct);
                var moving = (await db.StockPositions.AsNoTracking().Where(p => some.Contains(p.OrderKey) && p.AccountId == account && p.InTransit > 0).ToListAsync(ct)).ToDictionary(p => (p.OrderKey, p.Sku), p => p.InTransit);
                foreach (var item in items)
                {
                    var kits = await KitOrders.PartsAsync(db, book, item.OrderKey, item.Sku, null, ct) is { } parts ? parts.Min(p => moving.GetValueOrDefault((item.OrderKey, p.Sku.ToString())) / p.Pieces) : 0;
                    if (kits > 0)
                        found.Add(new(item, kits));
                }
            }
        }
        return found;
    }

    /// <summary>Of several sources the one that tells of most pieces; what came stands for the pieces that were scanned first.</summary>
    private static IEnumerable<ReturnItem> StillAway(IEnumerable<Candidate> of, int received)
    {
        var source = of.GroupBy(c => c.Item.Channel).OrderByDescending(g => g.Sum(c => Math.Max(1, c.Item.Quantity))).ThenBy(g => g.Key).First().OrderBy(c => c.Item.FirstScanAt).ThenBy(c => c.Item.Id).ToList();
        var all = source.Sum(c => Math.Max(1, c.Item.Quantity));
        var gone = Math.Max(received, all - source[0].InTransit);
        foreach (var candidate in source)
        {
            var pieces = Math.Max(1, candidate.Item.Quantity);
            if (gone >= pieces)
                gone -= pieces;
            else
                yield return candidate.Item;
        }
    }

    /// <summary>The ledger follows a moment later: what our dock took in just now counts at once.</summary>
    private static async Task<Dictionary<(long, string), int>> ReceivedAsync(ConsoleContext db, int account, List<long> orders, CancellationToken ct)
    {
        var here = new Dictionary<(long, string), int>();
        foreach (var some in orders.Chunk(Some))
        {
            foreach (var r in await db.GoodsReceipts.AsNoTracking().Where(r => some.Contains(r.OrderKey) && r.AccountId == account && r.Disposition != Disposition.Lost && r.Source != PlatformNames.Rebound && r.Source != PlatformNames.HappyReturns)
                .GroupBy(r => new { r.OrderKey, r.Sku }).Select(g => new { g.Key.OrderKey, g.Key.Sku, Pieces = g.Sum(r => r.Quantity) }).ToListAsync(ct))
                here[(r.OrderKey, r.Sku)] = r.Pieces;
        }
        return here;
    }

    private static async Task<ILookup<long, ManifestItem>> TravellingAsync(ConsoleContext db, int account, List<long> orders, CancellationToken ct)
    {
        var items = new List<ManifestItem>();
        foreach (var some in orders.Chunk(Some))
        {
            items.AddRange(await (from m in db.ManifestItems.AsNoTracking()
                                  where some.Contains(m.OrderKey) && m.AccountId == account
                                  join s in db.ConsolidatedShipments on new { m.AccountId, m.Channel, m.ShipmentId } equals new { s.AccountId, s.Channel, s.ShipmentId }
                                  where s.DepartedAt != null || s.State != ShipmentState.Underway
                                  select m).ToListAsync(ct));
        }
        return items.ToLookup(m => m.OrderKey);
    }

    private static bool IsSame(ManifestItem m, ReturnItem r) =>
        (m.Sku.Length == 0 || r.Sku.Length == 0 || string.Equals(m.Sku, r.Sku, StringComparison.OrdinalIgnoreCase))
        && (m.Channel != r.Channel || m.PlatformReturnId.Length == 0 || r.PlatformReturnId.Length == 0 || m.PlatformReturnId == r.PlatformReturnId || m.PlatformReturnId == r.MerchantRmaId);

    private sealed record Candidate(ReturnItem Item, int InTransit);
}
