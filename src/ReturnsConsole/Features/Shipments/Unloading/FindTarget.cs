using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Articles;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments.Manifest;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>From a scanned code to the item that it names, each question one look into an index. A code of several items is never decided by the machine.</summary>
internal static class FindTarget
{
    /// <summary>More items than this are no choice for a person: the code names the whole shipment.</summary>
    public const int MostChoices = 30;

    /// <param name="Target">Null: the choices say which items it may be.</param>
    /// <param name="More">There are more choices than are listed.</param>
    public sealed record Found(ScanTarget? Target, IReadOnlyList<ManifestItem> Choices, bool More)
    {
        public static Found One(ScanTarget target) => new(target, [], false);
    }

    public static async Task<Found> RunAsync(ConsoleContext db, ConsolidatedShipment shipment, string code, CancellationToken ct)
    {
        var readings = ScanReadings.Of(code);
        if (await HereAsync(db, shipment.Id, readings, ct) is { } here)
            return here;
        var returns = await ReturnsAsync(db, shipment.AccountId, readings, ct);
        // The customer's own number of a return is not on the manifest; the return's other numbers are.
        var others = returns.SelectMany(r => (string[])[r.PlatformReturnId, r.RmaId, r.LabelId]).Select(IdentifierText.Key).Where(k => k.Length > 0).Distinct().ToList();
        if (others.Count > 0 && await HereAsync(db, shipment.Id, others, ct) is { } byReturn)
            return byReturn;
        if (await OnOtherAsync(db, shipment, [.. readings, .. others], ct) is { } elsewhere)
            return Found.One(ScanTarget.OnOther(elsewhere));
        if (returns is [var known])
            return Found.One(ScanTarget.Of(known));
        if (await ArticleAsync(db, shipment, readings, ct) is { } article)
            return article;
        return Found.One(returns.Count > 1 && returns.All(r => r.OrderKey == returns[0].OrderKey) ? ScanTarget.Of(returns.MinBy(r => r.Id)!) : ScanTarget.Unknown(code));
    }

    private static async Task<Found?> HereAsync(ConsoleContext db, int shipment, IReadOnlyList<string> readings, CancellationToken ct)
    {
        if (readings.Count == 0)
            return null;
        var codes = await db.Set<ManifestCode>().AsNoTracking().Where(c => c.ShipmentPk == shipment && readings.Contains(c.Value)).OrderBy(c => c.Kind).ThenBy(c => c.ManifestItemId).Take(500).ToListAsync(ct);
        if (codes.Count == 0)
            return null;
        // The likeliest reading wins, and of its meanings the one that names the fewest items.
        var reading = readings.First(r => codes.Exists(c => c.Value == r));
        var ids = codes.Where(c => c.Value == reading).GroupBy(c => c.Kind).OrderBy(g => g.Key).First().Select(c => c.ManifestItemId).ToList();
        var items = await db.ManifestItems.AsNoTracking().Where(m => ids.Contains(m.Id)).OrderBy(m => m.Id).ToListAsync(ct);
        if (items is [var only])
            return Found.One(ScanTarget.Of(only));
        var keys = items.ConvertAll(ScanTarget.KeyOf);
        var there = await db.ShipmentScans.AsNoTracking().Where(s => s.ShipmentPk == shipment && s.UndoneAt == null && keys.Contains(s.ItemKey)).Select(s => s.ItemKey).ToListAsync(ct);
        var left = items.Where(m => !there.Contains(ScanTarget.KeyOf(m))).ToList();
        // All of them are here: the answer says so of the first.
        return left.Count == 0 ? Found.One(ScanTarget.Of(items[0])) : new(null, [.. left.Take(MostChoices)], left.Count > MostChoices || ids.Count >= 500);
    }

    private static async Task<List<ReturnItem>> ReturnsAsync(ConsoleContext db, int account, IReadOnlyList<string> readings, CancellationToken ct)
    {
        if (readings.Count == 0)
            return [];
        var ids = await db.ParcelIdentifiers.AsNoTracking().Where(i => readings.Contains(i.Value) && i.Kind < IdentifierKind.Sku && i.ReturnItemId != 0 && i.AccountId == account)
            .Select(i => i.ReturnItemId).Distinct().Take(20).ToListAsync(ct);
        return ids.Count == 0 ? [] : await db.ReturnItems.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Id).ToListAsync(ct);
    }

    private static async Task<ManifestItem?> OnOtherAsync(ConsoleContext db, ConsolidatedShipment shipment, List<string> readings, CancellationToken ct)
    {
        var items = await db.Set<ManifestCode>().AsNoTracking().Where(c => readings.Contains(c.Value) && c.Kind < ManifestCodeKind.Order && c.ShipmentPk != shipment.Id)
            .Join(db.ManifestItems, c => c.ManifestItemId, m => m.Id, (_, m) => m).Where(m => m.AccountId == shipment.AccountId).OrderByDescending(m => m.Id).Take(20).ToListAsync(ct);
        return items.DistinctBy(m => m.ItemId).ToList() is [var only] ? only : null;
    }

    private static async Task<Found?> ArticleAsync(ConsoleContext db, ConsolidatedShipment shipment, IReadOnlyList<string> readings, CancellationToken ct)
    {
        if (readings.Select(Gtin.Of).FirstOrDefault(g => g is not null) is not { } gtin)
            return null;
        var skus = await FindArticle.SkusAsync(db, gtin, [shipment.AccountId], ct);
        return skus.Count == 0 ? null : await HereAsync(db, shipment.Id, [.. skus.Select(s => IdentifierText.Key(s))], ct);
    }
}
