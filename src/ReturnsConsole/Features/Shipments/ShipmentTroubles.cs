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
        var shipments = await db.ConsolidatedShipments.AsNoTracking()
            .Where(s => (s.State == ShipmentState.Closed || (s.State == ShipmentState.Underway && s.DepartedAt <= now)) && db.Set<ManifestGap>().Any(g => g.ShipmentPk == s.Id)).OrderBy(s => s.Id).ToListAsync(ct);
        var lacking = shipments.FindAll(s => s.State == ShipmentState.Closed || IsLost(s, settings, now));
        var surplus = await SurplusAsync(db, ct);
        var missing = await MissingAsync(db, lacking.ConvertAll(s => s.Id), ct);
        var values = await ItemValues.LoadAsync(db, missing.SelectMany(m => m).Select(m => m.OrderKey).Concat(surplus.Select(s => s.Scan.OrderKey)), ct);
        return
        [
            .. lacking.Where(s => missing[s.Id].Any()).Select(s => (s.AccountId, Lacking(s, [.. missing[s.Id]], values, settings))),
            .. surplus.GroupBy(s => s.Shipment.Id).OrderBy(g => g.Key).Select(g => (g.First().Shipment.AccountId, Surplus(g.First().Shipment, [.. g.Select(s => s.Scan).OrderBy(s => s.Id)], values))),
            .. await LostItems.AllAsync(db, settings, now, ct),
        ];
    }

    private static bool IsLost(ConsolidatedShipment shipment, CurrentSettings settings, DateTime now) => shipment.DepartedAt!.Value.AddDays(settings.NumberOf(SettingCatalogue.LostAfterDays, shipment.AccountId)) <= now;

    /// <summary>Of a closed shipment a shortage; one that left and never came is lost.</summary>
    private static Finding Lacking(ConsolidatedShipment shipment, List<ManifestItem> items, ItemValues values, CurrentSettings settings)
    {
        var fact = Fact(shipment, items.Select(m => values.MarketplaceOf(m.AccountId, m.OrderKey)));
        var value = GoodsValue.Of(items.Select(values.Of));
        return shipment.State == ShipmentState.Closed
            ? ShipmentFindings.Shortage(fact, shipment.Items, items.Count, value, Named(items), shipment.StateAt ?? shipment.LastScanAt ?? default, shipment.StateBy)
            : ShipmentFindings.LostShipment(fact, items.Count, value, shipment.DepartedAt!.Value, settings.NumberOf(SettingCatalogue.LostAfterDays, shipment.AccountId));
    }

    private static Finding Surplus(ConsolidatedShipment shipment, List<ShipmentScan> items, ItemValues values) =>
        ShipmentFindings.Surplus(Fact(shipment, items.Select(i => values.MarketplaceOf(i.AccountId, i.OrderKey))), items.Count, items.Count(i => i.Kind == UnloadKind.OtherShipment), items.Count(i => i.Kind == UnloadKind.Unknown),
            [.. items.Take(Examples).Select(i => i.OrderId.Length > 0 ? $"{UnloadItem.NameOf(i)} of order {i.OrderId}" : UnloadItem.NameOf(i))], shipment.StateAt ?? default);

    private static async Task<List<(ShipmentScan Scan, ConsolidatedShipment Shipment)>> SurplusAsync(ConsoleContext db, CancellationToken ct) =>
        (await db.ShipmentScans.AsNoTracking().Where(s => s.UndoneAt == null && s.Kind != UnloadKind.Expected)
            .Join(db.ConsolidatedShipments.Where(c => c.State == ShipmentState.Closed), s => s.ShipmentPk, c => c.Id, (s, c) => new { Scan = s, Shipment = c }).ToListAsync(ct)).ConvertAll(s => (s.Scan, s.Shipment));

    private static async Task<ILookup<int, ManifestItem>> MissingAsync(ConsoleContext db, List<int> shipments, CancellationToken ct)
    {
        var gaps = await OtherWays.GapsAsync(db, shipments, ct);
        var here = await OtherWays.OfAsync(db, gaps, ct);
        return gaps.Where(g => !here.Contains(g.Item.Id)).OrderBy(g => g.Item.Id).ToLookup(g => g.ShipmentPk, g => g.Item);
    }

    private static ShipmentFact Fact(ConsolidatedShipment shipment, IEnumerable<string> marketplaces) =>
        new(shipment.Id, shipment.ShipmentId, PlatformNames.TitleOf(shipment.Channel), shipment.Carrier, OneOf(marketplaces));

    private static List<string> Named(List<ManifestItem> items) => [.. items.Take(Examples).Select(m => (m.Sku.Length > 0 ? m.Sku : m.ItemId) + (m.OrderId.Length > 0 ? $" of order {m.OrderId}" : ""))];

    /// <summary>Of several marketplaces none is the shipment's.</summary>
    private static string OneOf(IEnumerable<string> marketplaces) => marketplaces.Where(m => m.Length > 0).Distinct().ToList() is [var only] ? only : "";
}
