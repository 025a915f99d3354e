using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Support;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Shipments;

/// <summary>What is kept beside the scans says what the scans say, and many shipments cost no more questions than one.</summary>
public sealed class ShipmentQueriesTests : IDisposable
{
    private readonly ShipmentWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Troubles_OfTwelveShipmentsOfEachKind_AreFoundWithAsFewQuestionsAsOfOne()
    {
        await TroubledAsync(1);
        var (few, asked) = await TroublesAsync();
        for (var n = 2; n <= 12; n++)
            await TroubledAsync(n);

        var (many, askedOfMany) = await TroublesAsync();

        Assert.Equal((3, 36), (few, many));
        Assert.Equal(asked, askedOfMany);
    }

    [Fact]
    public async Task CountsAndGaps_AfterScansByTwoTakenBackAndAManifestThatGrows_AreWhatManifestAndScansSay()
    {
        var shipment = world.BringItems(8);
        await world.ScanAsync(shipment, "HRI000010");
        await Task.WhenAll(Enumerable.Range(1, 5).Select(n => world.ScanAsync(shipment, $"HRI{n:D6}", n % 2 == 0 ? world.Wanda : world.Piet)));
        await SaysSoAsync(shipment, new ManifestCount(8, 5, 1));

        var taken = (await world.ScansAsync()).Single(s => s.ItemId == "HRI000004");
        Assert.True((await world.Undo.RunAsync(world.Wanda, shipment, taken.ScanId, default)).Succeeded);
        await SaysSoAsync(shipment, new ManifestCount(8, 4, 1));
        Assert.Equal(["HRI000004", "HRI000006", "HRI000007", "HRI000008"], (await world.ReadAsync(shipment, ManifestShow.Missing)).Lines.Select(l => l.ItemId));

        world.Bring([.. Enumerable.Range(9, 3).Select(n => ShipmentWorld.Row(n))]);
        await SaysSoAsync(shipment, new ManifestCount(11, 5, 0));
        Assert.Equal(UnloadResult.Unloaded, (await world.ScanAsync(shipment, "HRI000004")).Result);
        await world.CloseAsync(shipment);
        await SaysSoAsync(shipment, new ManifestCount(11, 6, 0));
    }

    [Fact]
    public async Task OldDatabase_GetsItsShipmentsTheirCodesAndCounts_Once()
    {
        var (open, other) = (world.BringItems(4), world.BringItems(2, "PO-9", first: 60));
        await world.ScanAsync(open, "HRI000002");
        await using (var db = world.Triage.Database.CreateDbContext())
        {
            // As before scans were counted.
            await db.Set<ShipmentTally>().ExecuteDeleteAsync();
            await db.Set<ManifestGap>().ExecuteDeleteAsync();
        }
        await FillAsync();
        await SaysSoAsync(open, new ManifestCount(4, 1, 0));
        await SaysSoAsync(other, new ManifestCount(2, 0, 0));

        await using (var db = world.Triage.Database.CreateDbContext())
        {
            // As before shipments were kept.
            await db.ShipmentScans.ExecuteDeleteAsync();
            await db.Set<ShipmentTally>().ExecuteDeleteAsync();
            await db.Set<ManifestGap>().ExecuteDeleteAsync();
            await db.Set<ManifestCode>().ExecuteDeleteAsync();
            await db.ConsolidatedShipments.ExecuteDeleteAsync();
        }
        await FillAsync();
        await FillAsync();
        await using var after = world.Triage.Database.CreateDbContext();
        var shipments = await after.ConsolidatedShipments.AsNoTracking().OrderBy(s => s.Id).ToListAsync();
        Assert.Equal([(ShipmentWorld.Number, 4, "UPS"), ("PO-9", 2, "UPS")], shipments.Select(s => (s.ShipmentId, s.Items, s.Carrier)));
        Assert.Equal(UnloadResult.Unloaded, (await world.ScanAsync(shipments[1].Id, "HRB0000060")).Result);
        await SaysSoAsync(shipments[1].Id, new ManifestCount(2, 1, 0));
    }

    /// <summary>One that was closed with something missing and something too many, and one that never came.</summary>
    private async Task TroubledAsync(int n)
    {
        var first = n * 10;
        world.Lines((first, 1_000), (first + 1, 2_000), (first + 5, 3_000));
        var closed = world.BringItems(3, Named("C", n), first);
        await world.ScanAsync(closed, ShipmentWorld.Row(first).ItemId);
        await world.ScanAsync(closed, Named("NOBODYKNOWS", n));
        var seen = await world.ReadAsync(closed);
        Assert.True((await world.Close.RunAsync(world.Wanda, closed, seen.Version, seen.Row.Count.Missing, default)).Succeeded);
        world.BringItems(2, Named("L", n), first + 5);
    }

    private static string Named(string what, int n) => what + n.ToString(CultureInfo.InvariantCulture);

    private async Task<(int Found, int Asked)> TroublesAsync()
    {
        var count = new CommandCount();
        await using var db = count.Open(world.Triage.Database);
        var found = await ShipmentTroubles.AllAsync(db, TriageWorld.Day(60), default);
        return (found.Count, count.Asked);
    }

    private Task FillAsync() => new FillShipments(world.Triage.Database).RunAsync(default);

    private async Task SaysSoAsync(int shipment, ManifestCount count)
    {
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Equal(count, await ShipmentAccess.CountAsync(db, shipment, default));
        var scans = await db.ShipmentScans.Where(s => s.ShipmentPk == shipment && s.UndoneAt == null).ToListAsync();
        Assert.Equal(count, new ManifestCount(count.Expected, scans.Count(s => s.Kind == UnloadKind.Expected), scans.Count(s => s.Kind != UnloadKind.Expected)));
        var tallies = await db.Set<ShipmentTally>().Where(t => t.ShipmentPk == shipment && t.Scanned + t.Surplus > 0).OrderBy(t => t.ActorId).Select(t => ValueTuple.Create(t.ActorName, t.Scanned + t.Surplus)).ToListAsync();
        Assert.Equal(scans.GroupBy(s => s.ActorId).OrderBy(g => g.Key).Select(g => (g.First().ActorName, g.Count())), tallies);
        var number = await db.ConsolidatedShipments.Where(s => s.Id == shipment).Select(s => s.ShipmentId).SingleAsync();
        var missing = (await db.ManifestItems.Where(m => m.ShipmentId == number).ToListAsync()).Where(m => !scans.Exists(s => s.ItemId == m.ItemId)).Select(m => m.Id).Order();
        Assert.Equal(missing, await db.Set<ManifestGap>().Where(g => g.ShipmentPk == shipment).Select(g => g.ManifestItemId).Order().ToListAsync());
    }
}
