using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments;

/// <summary>Which part of the manifest is shown.</summary>
public enum ManifestShow
{
    Missing,
    Unloaded,
    Surplus,
    All,
}

/// <summary>A line of the manifest, or an item that is on none.</summary>
/// <param name="Place">Where the next page begins after it.</param>
public sealed record ManifestLine(long Place, string ItemId, string Sku, string OrderId, string LabelId, string Pallet, string Box, int Quantity, UnloadKind? Kind, string Note, DateTime? At, string By);

/// <summary>A scan of the last ones.</summary>
public sealed record RecentScan(Guid ScanId, string Item, UnloadKind Kind, string Note, DateTime At, string By, int ById, bool IsUndone);

public sealed record ScanningPerson(string Name, int Scans, DateTime Last);

/// <param name="OtherWay">Of what is missing, so many came by another way.</param>
/// <param name="Next">Null: this is the last page.</param>
public sealed record ShipmentDetail(ShipmentRow Row, int Version, string ReopenedWhy, IReadOnlyList<ManifestLine> Lines, long? Next, IReadOnlyList<RecentScan> Recent, IReadOnlyList<ScanningPerson> People, int OtherWay);

/// <summary>One shipment: how far it is, its manifest by pages, who scanned what last.</summary>
public sealed class ShipmentDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, SettingsReader settings)
{
    public const int PageSize = 50;
    private const int MostRecent = 12;

    public async Task<Answer<ShipmentDetail>> RunAsync(Actor actor, int id, ManifestShow show, long? after, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ShipmentDetail>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ShipmentAccess.FindAsync(db, guard, actor, id, ct) is not { } s)
            return Answer.Refused<ShipmentDetail>(ShipmentAccess.NotThere);
        var account = await db.Accounts.Where(a => a.Id == s.AccountId).Select(a => a.Name).SingleAsync(ct);
        var days = (await settings.GetAsync(ct)).NumberOf(SettingCatalogue.TransitDays, s.AccountId);
        var scans = db.ShipmentScans.AsNoTracking().Where(x => x.ShipmentPk == id);
        var recent = await scans.OrderByDescending(x => x.Id).Take(MostRecent).ToListAsync(ct);
        var people = await db.Set<ShipmentTally>().AsNoTracking().Where(t => t.ShipmentPk == id && t.Scanned + t.Surplus > 0).ToListAsync(ct);
        var lines = show switch
        {
            ManifestShow.Surplus => await SurplusAsync(scans, after ?? 0, ct),
            ManifestShow.Missing => await MissingAsync(db, id, after ?? 0, ct),
            _ => await LinesAsync(db, s, show, after ?? 0, ct),
        };
        var count = new ManifestCount(s.Items, people.Sum(t => t.Scanned), people.Sum(t => t.Surplus));
        return Answer.Of(new ShipmentDetail(
            ShipmentList.Row(s, account, days, count), s.Version, s.ReopenedWhy, [.. lines.Take(PageSize)], lines.Count > PageSize ? lines[PageSize - 1].Place : null,
            [.. recent.Select(x => new RecentScan(x.ScanId, UnloadItem.NameOf(x), x.Kind, x.Note, x.At, x.ActorName, x.ActorId, x.UndoneAt is not null))],
            [.. people.OrderByDescending(p => p.Scanned + p.Surplus).Select(p => new ScanningPerson(p.ActorName, p.Scanned + p.Surplus, p.LastAt))],
            s.State == ShipmentState.Closed && count.Missing > 0 ? (await OtherWays.OfAsync(db, [s.Id], ct)).Count : 0));
    }

    private static Task<List<ManifestLine>> MissingAsync(ConsoleContext db, int id, long after, CancellationToken ct) =>
        db.Set<ManifestGap>().AsNoTracking().Where(g => g.ShipmentPk == id && g.ManifestItemId > after).Join(db.ManifestItems, g => g.ManifestItemId, m => m.Id, (g, m) => new { Gap = g, Item = m })
            .OrderBy(g => g.Gap.ManifestItemId).Take(PageSize + 1)
            .Select(g => new ManifestLine(g.Item.Id, g.Item.ItemId, g.Item.Sku, g.Item.OrderId, g.Item.LabelId, g.Item.PalletNumber, g.Item.BoxBarcode, g.Item.Quantity, null, "", null, "")).ToListAsync(ct);

    private static Task<List<ManifestLine>> LinesAsync(ConsoleContext db, ConsolidatedShipment s, ManifestShow show, long after, CancellationToken ct)
    {
        var items = from m in db.ManifestItems.AsNoTracking()
                    where m.AccountId == s.AccountId && m.ShipmentId == s.ShipmentId && m.Channel == s.Channel && m.Id > after
                    join u in db.ShipmentScans.Where(u => u.ShipmentPk == s.Id && u.UndoneAt == null) on "=" + m.ItemId equals u.ItemKey into here
                    from u in here.DefaultIfEmpty()
                    orderby m.Id
                    select new { Item = m, Scan = (ShipmentScan?)u };
        if (show == ManifestShow.Unloaded)
            items = items.Where(i => i.Scan != null);
        return items.Take(PageSize + 1).Select(i => new ManifestLine(i.Item.Id, i.Item.ItemId, i.Item.Sku, i.Item.OrderId, i.Item.LabelId, i.Item.PalletNumber, i.Item.BoxBarcode, i.Item.Quantity,
            i.Scan == null ? null : i.Scan.Kind, "", i.Scan == null ? null : i.Scan.At, i.Scan == null ? "" : i.Scan.ActorName)).ToListAsync(ct);
    }

    private static Task<List<ManifestLine>> SurplusAsync(IQueryable<ShipmentScan> scans, long after, CancellationToken ct) =>
        scans.Where(x => x.UndoneAt == null && x.Kind != UnloadKind.Expected && x.Id > after).OrderBy(x => x.Id).Take(PageSize + 1)
            .Select(x => new ManifestLine(x.Id, x.ItemId.Length > 0 ? x.ItemId : x.Code, x.Sku, x.OrderId, "", "", "", x.Quantity, x.Kind, x.Note, x.At, x.ActorName)).ToListAsync(ct);
}
