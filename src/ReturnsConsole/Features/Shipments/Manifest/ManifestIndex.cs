using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports.Facts;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments.Unloading;

namespace ReturnsConsole.Features.Shipments.Manifest;

/// <summary>
/// Follows the manifest items that an import writes, in its transaction: the shipments they make up, the numbers by which they are scanned, and scans that came
/// before their manifest. Doing it again with the same items changes nothing.
/// </summary>
internal sealed class ManifestIndex(ConsoleContext db)
{
    private const int Batch = 4_000;
    private readonly List<(ManifestItem Item, long Id)> waiting = [];

    /// <summary>Only remembered: figures are counted once the rows are in the database.</summary>
    public void Add(ManifestItem item, long id) => waiting.Add((item, id));

    public void Flush()
    {
        foreach (var account in waiting.GroupBy(w => w.Item.AccountId).ToList())
        {
            var shipments = Shipments(account.Key, [.. account.Select(w => w.Item.ShipmentId).Distinct()], [.. account.Select(w => (w.Item.Channel, w.Item.ShipmentId)).Distinct()]);
            foreach (var some in account.SelectMany(i => CodesOf(i.Item).Select(c => (shipments[(i.Item.Channel, i.Item.ShipmentId)].Id, c.Value, c.Kind, i.Id))).Chunk(Batch))
                Codes(some);
            foreach (var shipment in shipments.Values)
                Adopt(shipment);
        }
        waiting.Clear();
        // The import goes on in this context with bulk writes; nothing of ours stays behind in it.
        foreach (var entry in db.ChangeTracker.Entries<ConsolidatedShipment>().ToList())
            entry.State = EntityState.Detached;
    }

    private Dictionary<(ReturnChannel, string), ConsolidatedShipment> Shipments(int account, List<string> ids, HashSet<(ReturnChannel, string)> touched)
    {
        var figures = db.ManifestItems.AsNoTracking().Where(m => m.AccountId == account && ids.Contains(m.ShipmentId)).GroupBy(m => new { m.Channel, m.ShipmentId })
            .Select(g => new
            {
                g.Key.Channel,
                g.Key.ShipmentId,
                Items = g.Count(),
                Pallets = g.Where(m => m.PalletNumber != "").Select(m => m.PalletNumber).Distinct().Count(),
                Boxes = g.Where(m => m.BoxBarcode != "").Select(m => m.BoxBarcode).Distinct().Count(),
                Carrier = g.Max(m => m.Carrier),
                Tracking = g.Max(m => m.TrackingId),
                Trackings = g.Select(m => m.TrackingId).Distinct().Count(),
                Departed = g.Max(m => m.DepartedAt),
            }).ToList();
        var known = db.ConsolidatedShipments.Where(s => s.AccountId == account && ids.Contains(s.ShipmentId)).ToList().ToDictionary(s => (s.Channel, s.ShipmentId));
        foreach (var f in figures.Where(f => touched.Contains((f.Channel, f.ShipmentId))))
        {
            if (!known.TryGetValue((f.Channel, f.ShipmentId), out var shipment))
            {
                shipment = new ConsolidatedShipment { AccountId = account, Channel = f.Channel, ShipmentId = f.ShipmentId };
                db.ConsolidatedShipments.Add(shipment);
                known.Add((f.Channel, f.ShipmentId), shipment);
            }
            (shipment.Items, shipment.Pallets, shipment.Boxes, shipment.DepartedAt, shipment.Carrier) = (f.Items, f.Pallets, f.Boxes, f.Departed, f.Carrier ?? "");
            // Of a pallet each item bears the number of its own return: none of them is the shipment's.
            shipment.TrackingId = f.Trackings == 1 ? f.Tracking ?? "" : "";
        }
        db.SaveChanges();
        return known.Where(k => touched.Contains(k.Key)).ToDictionary();
    }

    private void Codes(IEnumerable<(int Shipment, string Value, ManifestCodeKind Kind, long Item)> codes)
    {
        using var command = db.NewCommand(db.Database.IsSqlServer() ? SqlServer : Sqlite);
        var rows = command.CreateParameter();
        (rows.ParameterName, rows.Value) = ("@rows", Rows(codes));
        command.Parameters.Add(rows);
        command.ExecuteNonQuery();
    }

    /// <summary>Every number that the item may be scanned by.</summary>
    public static IEnumerable<(string Value, ManifestCodeKind Kind)> CodesOf(ManifestItem item)
    {
        foreach (var (text, kind) in ((string, ManifestCodeKind)[])[(item.ItemId, ManifestCodeKind.Item), (item.LabelId, ManifestCodeKind.Label), (item.RmaId, ManifestCodeKind.Rma),
            (item.PlatformReturnId, ManifestCodeKind.PlatformReturn), (item.OrderId, ManifestCodeKind.Order), (item.TrackingId, ManifestCodeKind.Tracking), (item.Sku, ManifestCodeKind.Sku)])
        {
            if (IdentifierText.Key(text) is { Length: > 0 } value)
                yield return (value, kind);
        }
    }

    /// <summary>Scans that came before the manifest told of their item, and what of the manifest is not unloaded.</summary>
    private void Adopt(ConsolidatedShipment shipment)
    {
        var early = db.ShipmentScans.Where(s => s.ShipmentPk == shipment.Id && s.UndoneAt == null && s.Kind != UnloadKind.Expected).ToList();
        foreach (var scan in early)
        {
            var readings = scan.ItemId.Length > 0 ? [IdentifierText.Key(scan.ItemId)] : ScanReadings.Of(scan.Code);
            var items = db.Set<ManifestCode>().AsNoTracking().Where(c => c.ShipmentPk == shipment.Id && readings.Contains(c.Value) && c.Kind != ManifestCodeKind.Sku)
                .Join(db.ManifestItems, c => c.ManifestItemId, m => m.Id, (_, m) => m).Distinct().Take(2).ToList();
            if (items is not [var item] || db.ShipmentScans.Any(s => s.ShipmentPk == shipment.Id && s.UndoneAt == null && s.ItemKey == ScanTarget.KeyOf(item)))
                continue;
            ScanTarget.Of(item).Fill(scan);
            db.SaveChanges();
        }
        foreach (var scan in early)
            db.Entry(scan).State = EntityState.Detached;
        if (early.Count > 0)
            Tallies.Recount(db, shipment.Id);
        Gaps.Recount(db, shipment.Id);
    }

    private const string Sqlite =
        "INSERT OR IGNORE INTO ManifestCodes (ShipmentPk, Value, Kind, ManifestItemId) "
        + "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]') FROM json_each(@rows)";

    private const string SqlServer =
        "INSERT INTO ManifestCodes (ShipmentPk, Value, Kind, ManifestItemId) SELECT DISTINCT j.s, j.v, j.k, j.m FROM OPENJSON(@rows) WITH (s int '$[0]', v nvarchar(60) '$[1]', k tinyint '$[2]', m bigint '$[3]') j "
        + "WHERE NOT EXISTS (SELECT 1 FROM ManifestCodes c WITH (UPDLOCK, HOLDLOCK) WHERE c.ShipmentPk = j.s AND c.Value = j.v AND c.Kind = j.k AND c.ManifestItemId = j.m)";

    private static string Rows(IEnumerable<(int Shipment, string Value, ManifestCodeKind Kind, long Item)> codes)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartArray();
            foreach (var (shipment, value, kind, item) in codes)
            {
                json.WriteStartArray();
                json.WriteNumberValue(shipment);
                json.WriteStringValue(value);
                json.WriteNumberValue((byte)kind);
                json.WriteNumberValue(item);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }
}

/// <summary>A database with manifests from before shipments were kept, or with scans from before they were counted, gets them once, in one transaction.</summary>
public sealed class FillShipments(IDbContextFactory<ConsoleContext> contexts) : IDatabaseStartStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.ConsolidatedShipments.AnyAsync(ct))
            await ShipmentsAsync(db, ct);
        else if (await Uncounted(db).AnyAsync(ct))
            await CountAsync(db, ct);
    }

    private static IQueryable<int> Uncounted(ConsoleContext db) => db.ConsolidatedShipments.Where(s => !db.Set<ShipmentTally>().Any(t => t.ShipmentPk == s.Id)
        && (db.ShipmentScans.Any(x => x.ShipmentPk == s.Id && x.UndoneAt == null) || (s.State != ShipmentState.Closed && s.Items > 0 && !db.Set<ManifestGap>().Any(g => g.ShipmentPk == s.Id)))).Select(s => s.Id);

    private static async Task CountAsync(ConsoleContext db, CancellationToken ct)
    {
        await using var transaction = await db.BeginWriteAsync(ct);
        foreach (var id in await Uncounted(db).ToListAsync(ct))
        {
            Tallies.Recount(db, id);
            Gaps.Recount(db, id);
        }
        await transaction.CommitAsync(ct);
    }

    private static async Task ShipmentsAsync(ConsoleContext db, CancellationToken ct)
    {
        if (!await db.ManifestItems.AnyAsync(ct))
            return;
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await db.ConsolidatedShipments.AnyAsync(ct))
            return;
        var index = new ManifestIndex(db);
        for (long last = 0; ;)
        {
            var items = await db.ManifestItems.AsNoTracking().Where(m => m.Id > last).OrderBy(m => m.Id).Take(2_000).ToListAsync(ct);
            items.ForEach(m => index.Add(m, m.Id));
            index.Flush();
            if (items.Count < 2_000)
                break;
            last = items[^1].Id;
        }
        await transaction.CommitAsync(ct);
    }
}

/// <summary>What of a manifest is not unloaded.</summary>
internal static class Gaps
{
    private const string Begin =
        "INSERT INTO ManifestGaps (ShipmentPk, ManifestItemId) SELECT s.Id, m.Id FROM ManifestItems m "
        + "JOIN ConsolidatedShipments s ON s.Id = {0} AND m.AccountId = s.AccountId AND m.ShipmentId = s.ShipmentId AND m.Channel = s.Channel "
        + "WHERE NOT EXISTS (SELECT 1 FROM ShipmentScans u WHERE u.ShipmentPk = s.Id AND u.UndoneAt IS NULL AND u.ItemKey = ";
    private const string Sqlite = Begin + "'=' || m.ItemId)";
    private const string SqlServer = Begin + "'=' + m.ItemId)";

    /// <summary>As the database itself compares manifest and scans.</summary>
    public static void Recount(ConsoleContext db, int shipment)
    {
        db.Set<ManifestGap>().Where(g => g.ShipmentPk == shipment).ExecuteDelete();
        db.Database.ExecuteSqlRaw(db.Database.IsSqlServer() ? SqlServer : Sqlite, shipment);
    }

    /// <summary>In the transaction of the scan.</summary>
    public static Task FillAsync(ConsoleContext db, int shipment, long item, CancellationToken ct) =>
        item == 0 ? Task.CompletedTask : db.Set<ManifestGap>().Where(g => g.ShipmentPk == shipment && g.ManifestItemId == item).ExecuteDeleteAsync(ct);

    /// <summary>In the transaction that takes the scan back; the caller saves.</summary>
    public static async Task OpenAsync(ConsoleContext db, ShipmentScan scan, CancellationToken ct)
    {
        if (scan.Kind != UnloadKind.Expected)
            return;
        var key = FactUpserts<ManifestItem>.NaturalKey(await db.ConsolidatedShipments.Where(s => s.Id == scan.ShipmentPk).Select(s => s.ShipmentId).SingleAsync(ct), scan.ItemId);
        var item = await db.ManifestItems.Where(m => m.NaturalKey == key && m.AccountId == scan.AccountId && m.Channel == scan.Channel).Select(m => m.Id).SingleOrDefaultAsync(ct);
        if (item != 0)
            db.Add(new ManifestGap { ShipmentPk = scan.ShipmentPk, ManifestItemId = item });
    }
}
