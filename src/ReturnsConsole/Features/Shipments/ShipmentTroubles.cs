using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Shipments.Transit;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments;

/// <summary>What is a case about shipments now: closed ones that do not tie out, and what left and never came.</summary>
internal static class ShipmentTroubles
{
    private const int Examples = 5;

    public static async Task<IReadOnlyList<(int Account, Finding Finding)>> AllAsync(ConsoleContext db, DateTime now, CancellationToken ct)
    {
        var settings = await SettingsReader.ReadAsync(db, ct);
        return [.. await ShortagesAsync(db, ct), .. await SurplusesAsync(db, ct), .. await LostShipmentsAsync(db, settings, now, ct), .. await LostItems.AllAsync(db, settings, now, ct)];
    }

    private static async Task<List<(int, Finding)>> ShortagesAsync(ConsoleContext db, CancellationToken ct)
    {
        var closed = await db.ConsolidatedShipments.AsNoTracking().Where(s => s.State == ShipmentState.Closed && db.Set<ManifestGap>().Any(g => g.ShipmentPk == s.Id)).OrderBy(s => s.Id).ToListAsync(ct);
        var missing = await MissingAsync(db, await OtherWays.GapsAsync(db, closed.ConvertAll(s => s.Id), ct), ct);
        var found = new List<(int, Finding)>();
        foreach (var shipment in closed)
        {
            if (missing[shipment.Id].ToList() is not { Count: > 0 } items)
                continue;
            var (fact, value) = await FactAsync(db, shipment, items, ct);
            found.Add((shipment.AccountId, ShipmentFindings.Shortage(fact, shipment.Items, items.Count, value, Named(items), shipment.StateAt ?? shipment.LastScanAt ?? default, shipment.StateBy)));
        }
        return found;
    }

    private static async Task<List<(int, Finding)>> SurplusesAsync(ConsoleContext db, CancellationToken ct)
    {
        var scans = await db.ShipmentScans.AsNoTracking().Where(s => s.UndoneAt == null && s.Kind != UnloadKind.Expected)
            .Join(db.ConsolidatedShipments.Where(c => c.State == ShipmentState.Closed), s => s.ShipmentPk, c => c.Id, (s, c) => new { Scan = s, Shipment = c }).ToListAsync(ct);
        var found = new List<(int, Finding)>();
        foreach (var of in scans.GroupBy(s => s.Shipment.Id).OrderBy(g => g.Key))
        {
            var (shipment, items) = (of.First().Shipment, of.Select(s => s.Scan).OrderBy(s => s.Id).ToList());
            var values = await ItemValues.LoadAsync(db, shipment.AccountId, items.Select(s => s.OrderKey), ct);
            var fact = new ShipmentFact(shipment.Id, shipment.ShipmentId, PlatformNames.TitleOf(shipment.Channel), shipment.Carrier, OneOf(items.Select(i => values.MarketplaceOf(i.AccountId, i.OrderKey))));
            found.Add((shipment.AccountId, ShipmentFindings.Surplus(fact, items.Count, items.Count(i => i.Kind == UnloadKind.OtherShipment), items.Count(i => i.Kind == UnloadKind.Unknown),
                [.. items.Take(Examples).Select(i => i.OrderId.Length > 0 ? $"{UnloadItem.NameOf(i)} of order {i.OrderId}" : UnloadItem.NameOf(i))], shipment.StateAt ?? default)));
        }
        return found;
    }

    private static async Task<List<(int, Finding)>> LostShipmentsAsync(ConsoleContext db, CurrentSettings settings, DateTime now, CancellationToken ct)
    {
        var underway = await db.ConsolidatedShipments.AsNoTracking().Where(s => s.State == ShipmentState.Underway && s.DepartedAt != null && s.DepartedAt <= now).OrderBy(s => s.Id).ToListAsync(ct);
        var found = new List<(int, Finding)>();
        foreach (var shipment in underway)
        {
            var days = settings.NumberOf(SettingCatalogue.LostAfterDays, shipment.AccountId);
            if (shipment.DepartedAt!.Value.AddDays(days) > now)
                continue;
            var manifest = await db.ManifestItems.AsNoTracking().Where(m => m.AccountId == shipment.AccountId && m.ShipmentId == shipment.ShipmentId && m.Channel == shipment.Channel).ToListAsync(ct);
            if ((await MissingAsync(db, [.. manifest.Select(m => new Gap(shipment.Id, m))], ct))[shipment.Id].ToList() is not { Count: > 0 } items)
                continue;
            var (fact, value) = await FactAsync(db, shipment, items, ct);
            found.Add((shipment.AccountId, ShipmentFindings.LostShipment(fact, items.Count, value, shipment.DepartedAt.Value, days)));
        }
        return found;
    }

    private static async Task<ILookup<int, ManifestItem>> MissingAsync(ConsoleContext db, List<Gap> gaps, CancellationToken ct)
    {
        var here = await OtherWays.OfAsync(db, gaps, ct);
        return gaps.Where(g => !here.Contains(g.Item.Id)).OrderBy(g => g.Item.Id).ToLookup(g => g.ShipmentPk, g => g.Item);
    }

    private static async Task<(ShipmentFact, GoodsValue)> FactAsync(ConsoleContext db, ConsolidatedShipment shipment, List<ManifestItem> items, CancellationToken ct)
    {
        var values = await ItemValues.LoadAsync(db, shipment.AccountId, items.Select(m => m.OrderKey), ct);
        var fact = new ShipmentFact(shipment.Id, shipment.ShipmentId, PlatformNames.TitleOf(shipment.Channel), shipment.Carrier, OneOf(items.Select(m => values.MarketplaceOf(m.AccountId, m.OrderKey))));
        return (fact, GoodsValue.Of(items.Select(values.Of)));
    }

    private static List<string> Named(List<ManifestItem> items) => [.. items.Take(Examples).Select(m => (m.Sku.Length > 0 ? m.Sku : m.ItemId) + (m.OrderId.Length > 0 ? $" of order {m.OrderId}" : ""))];

    /// <summary>Of several marketplaces none is the shipment's.</summary>
    private static string OneOf(IEnumerable<string> marketplaces) => marketplaces.Where(m => m.Length > 0).Distinct().ToList() is [var only] ? only : "";
}
