using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>What one person's scans of a shipment come to, kept with each scan: an answer counts a handful of people, never fifty thousand scans.</summary>
public sealed class ShipmentTally
{
    public required int ShipmentPk { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>Items of the manifest, without what was taken back.</summary>
    public int Scanned { get; set; }

    /// <summary>Items that are on no manifest or on another's, without what was taken back.</summary>
    public int Surplus { get; set; }

    public DateTime LastAt { get; set; }
}

internal static class Tallies
{
    private const string Count =
        "INSERT INTO ShipmentTallies (ShipmentPk, ActorId, ActorName, Scanned, Surplus, LastAt) "
        + "SELECT ShipmentPk, ActorId, MAX(ActorName), SUM(CASE WHEN Kind = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN Kind = 1 THEN 0 ELSE 1 END), MAX(At) FROM ShipmentScans WHERE ShipmentPk = {0} AND UndoneAt IS NULL GROUP BY ShipmentPk, ActorId";

    /// <summary>In the transaction of the scan; the caller saves.</summary>
    public static async Task AddAsync(ConsoleContext db, ShipmentScan scan, CancellationToken ct)
    {
        var (scanned, surplus) = Parts(scan);
        var there = await Of(db, scan).ExecuteUpdateAsync(set => set.SetProperty(t => t.Scanned, t => t.Scanned + scanned).SetProperty(t => t.Surplus, t => t.Surplus + surplus).SetProperty(t => t.LastAt, scan.At), ct);
        if (there == 0)
            db.Add(new ShipmentTally { ShipmentPk = scan.ShipmentPk, ActorId = scan.ActorId, ActorName = scan.ActorName, Scanned = scanned, Surplus = surplus, LastAt = scan.At });
    }

    /// <summary>In the transaction that takes the scan back.</summary>
    public static Task RemoveAsync(ConsoleContext db, ShipmentScan scan, CancellationToken ct)
    {
        var (scanned, surplus) = Parts(scan);
        return Of(db, scan).ExecuteUpdateAsync(set => set.SetProperty(t => t.Scanned, t => t.Scanned - scanned).SetProperty(t => t.Surplus, t => t.Surplus - surplus), ct);
    }

    /// <summary>From the scans themselves.</summary>
    public static void Recount(ConsoleContext db, int shipment)
    {
        db.Set<ShipmentTally>().Where(t => t.ShipmentPk == shipment).ExecuteDelete();
        db.Database.ExecuteSqlRaw(Count, shipment);
    }

    private static IQueryable<ShipmentTally> Of(ConsoleContext db, ShipmentScan scan) => db.Set<ShipmentTally>().Where(t => t.ShipmentPk == scan.ShipmentPk && t.ActorId == scan.ActorId);

    private static (int Scanned, int Surplus) Parts(ShipmentScan scan) => scan.Kind == UnloadKind.Expected ? (1, 0) : (0, 1);
}
