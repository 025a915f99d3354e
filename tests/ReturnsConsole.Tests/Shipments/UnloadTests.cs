using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Shipments;

public sealed class UnloadTests : IDisposable
{
    private readonly ShipmentWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task List_SumsWhatTheHubAnnounced_AndEstimatesTheArrival()
    {
        world.BringItems(25);
        world.Bring(ShipmentWorld.Row(90, "PO-8"));

        var rows = (await world.List.RunAsync(world.Wanda, new ShipmentListRequest("PO-7"), default)).Value!;

        var row = Assert.Single(rows.Rows);
        Assert.Equal((25, 1, 3, "UPS", ShipmentState.Underway), (row.Count.Expected, row.Pallets, row.Boxes, row.Carrier, row.State));
        Assert.Equal(row.DepartedAt!.Value.AddDays(7), row.ExpectedAt);
        Assert.Equal(2, (await world.List.RunAsync(world.Wanda, new ShipmentListRequest(), default)).Value!.Total);
        world.Triage.Guard.Companies = new HashSet<int>();
        Assert.Empty((await world.List.RunAsync(world.Wanda, new ShipmentListRequest(), default)).Value!.Rows);
    }

    [Theory]
    [InlineData("HRI000003")]
    [InlineData("hri-000003")]
    [InlineData("HRB0000003")]
    [InlineData("RMA000003")]
    [InlineData("HRRET00003")]
    [InlineData("302-0000003-0000003")]
    [InlineData("SKU-3")]
    public async Task Scan_ByAnyNumberOfTheItem_UnloadsIt(string code)
    {
        var shipment = world.BringItems(5);

        var answer = await world.ScanAsync(shipment, code);

        Assert.Equal((UnloadResult.Unloaded, "SKU-3", 1, 4, 0), (answer.Result, answer.Item, answer.Count.Scanned, answer.Count.Missing, answer.Count.Surplus));
        Assert.Equal(ShipmentState.Unloading, (await world.ReadAsync(shipment)).Row.State);
    }

    [Fact]
    public async Task Scan_ByTheCustomersExpressCode_FindsTheItemByItsReturn()
    {
        var shipment = world.BringItems(3);
        using (var db = world.Triage.Database.CreateDbContext())
        {
            db.ReturnItems.Add(new ReturnItem { AccountId = world.Triage.Database.AccountId, OrderKey = OrderKey.From(ShipmentWorld.OrderOf(2)), OrderId = ShipmentWorld.OrderOf(2), Channel = ReturnChannel.HappyReturns, NaturalKey = "HRRET00002/1", PlatformReturnId = "HRRET00002", MerchantRmaId = "HRVPBGPR", Sku = "SKU-2", Quantity = 1 });
            db.SaveChanges();
        }
        await world.Dock.FillAsync();

        Assert.Equal((UnloadResult.Unloaded, "SKU-2"), Short(await world.ScanAsync(shipment, "HRVPBGPR")));
    }

    [Fact]
    public async Task Scan_SameItemTwiceByTwo_CountsOnceAndSaysWhoAndWhen()
    {
        var shipment = world.BringItems(2);
        var first = await world.ScanAsync(shipment, "HRI000001");
        var at = world.Triage.Clock.Now;
        world.Triage.Clock.Advance(TimeSpan.FromMinutes(3));

        var second = await world.ScanAsync(shipment, "HRB0000001", world.Piet);

        Assert.Equal((UnloadResult.Already, "Wanda Hill", at), (second.Result, second.By, second.At));
        Assert.Equal((1, 1), (second.Count.Scanned, second.Count.Missing));
        Assert.Single(await world.ScansAsync());
        Assert.NotNull(first.ScanId);
    }

    [Fact]
    public async Task Scan_SentTwiceWithTheSameId_IsAnsweredTheSame()
    {
        var shipment = world.BringItems(2);
        var id = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.ScanAsync(shipment, "HRI000001", scan: id)));

        Assert.Single(await world.ScansAsync());
        Assert.All(answers, a => Assert.True(a.Result is UnloadResult.Unloaded or UnloadResult.Already, a.Result.ToString()));
    }

    [Fact]
    public async Task Scan_TwentyAtOnceOfTheSameItems_CountEachOnce()
    {
        var shipment = world.BringItems(10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => world.ScanAsync(shipment, $"HRI{i % 10 + 1:D6}", i % 2 == 0 ? world.Wanda : world.Piet))));

        Assert.Equal(10, answers.Count(a => a.Result == UnloadResult.Unloaded));
        Assert.Equal(50, answers.Count(a => a.Result == UnloadResult.Already));
        Assert.Equal(new ManifestCount(10, 10, 0), (await world.ReadAsync(shipment)).Row.Count);
    }

    [Fact]
    public async Task Scan_OfACodeOfSeveralItems_AsksWhich()
    {
        var shipment = world.Bring(ShipmentWorld.Row(1, label: "HRBAG1"), ShipmentWorld.Row(2, label: "HRBAG1"), ShipmentWorld.Row(3));
        await world.ScanAsync(shipment, "HRI000001");

        var bag = await world.ScanAsync(shipment, "HRBAG1");
        Assert.Equal((UnloadResult.Choose, 1, (Guid?)null), (bag.Result, bag.Choices.Count, bag.ScanId));
        Assert.Equal("HRI000002", bag.Choices[0].ItemId);

        var chosen = await world.Unload.RunAsync(world.Wanda, shipment, Guid.NewGuid(), "HRBAG1", bag.Choices[0].ManifestItemId, default);
        Assert.Equal((UnloadResult.Unloaded, "SKU-2"), Short(chosen));
        Assert.Equal(UnloadResult.Already, (await world.ScanAsync(shipment, "HRBAG1")).Result);
    }

    [Fact]
    public async Task Scan_OfAnItemOfAnotherShipment_SaysWhich_AndItIsNotMissingThere()
    {
        var (here, there) = (world.BringItems(2), world.BringItems(2, "PO-9", first: 50));
        await world.ScanAsync(there, "HRI000050");

        var answer = await world.ScanAsync(here, "HRI000051");

        Assert.Equal((UnloadResult.OtherShipment, "PO-9", 1), (answer.Result, answer.Elsewhere, answer.Count.Surplus));
        await world.CloseAsync(there);
        Assert.Null(await world.CaseAsync(CaseKind.ManifestShortage));
        Assert.Equal(1, (await world.ReadAsync(there)).OtherWay);
    }

    [Fact]
    public async Task Scan_OfOneItemOnTwoManifests_WarnsAndWritesOneReceipt()
    {
        var (one, other) = (world.BringItems(1), world.BringItems(1, "PO-9"));
        await world.ScanAsync(one, "HRI000001");
        await world.Receipts.RunAsync(default);
        world.Triage.Clock.Advance(TimeSpan.FromHours(1));

        var answer = await world.ScanAsync(other, "HRI000001", world.Piet);
        await world.Receipts.RunAsync(default);

        Assert.Equal((UnloadResult.Unloaded, ShipmentWorld.Number, "Wanda Hill"), (answer.Result, answer.Elsewhere, answer.By));
        Assert.Single(await world.Dock.ReceiptsAsync());
    }

    [Fact]
    public async Task Scan_OfOneItemWithTwoShipmentsAtOnceAtTwoConsoles_IsOneReceiptAndOnePiece()
    {
        world.Lines((1, 1_000), (2, 1_000), (3, 1_000), (4, 1_000));
        var (one, other) = (world.BringItems(4), world.BringItems(4, "PO-9"));
        using var second = new UnloadItem(world.Triage.Database, world.Triage.Guard, world.Triage.Feed, world.Triage.Clock);
        using var secondReceipts = new WriteUnloadReceipts(world.Triage.Database, world.Dock.Evidence, world.Dock.Audit, world.Triage.Requests, world.Triage.Feed, world.Triage.Clock);

        // Each item at both consoles, by a scanner that sends everything twice.
        var scans = Enumerable.Range(1, 4).SelectMany(n => new[] { (At: world.Unload, Shipment: one, Item: n, Id: Guid.NewGuid()), (At: second, Shipment: other, Item: n, Id: Guid.NewGuid()) }).ToList();
        var answers = await Task.WhenAll(scans.Concat(scans).Select(s => Task.Run(() => s.At.RunAsync(world.Wanda, s.Shipment, s.Id, $"HRI{s.Item:D6}", null, default))));
        await Task.WhenAll(Task.Run(() => world.Receipts.RunAsync(default)), Task.Run(() => secondReceipts.RunAsync(default)));
        await world.Receipts.RunAsync(default);

        Assert.All(answers, a => Assert.True(a.Result is UnloadResult.Unloaded or UnloadResult.Already, $"{a.Result} {a.Refusal}"));
        Assert.Equal([(4, 4), (4, 4)], new[] { await world.ReadAsync(one), await world.ReadAsync(other) }.Select(d => (d.Row.Count.Expected, d.Row.Count.Scanned)));
        Assert.Equal([1, 1, 1, 1], (await world.Dock.ReceiptsAsync()).Select(r => r.Quantity));
        await world.Triage.RunAsync();
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Equal(4, await db.StockBalances.SumAsync(b => b.OnHandUninspected));
    }

    [Fact]
    public async Task Scan_OfSomethingNeverHandedIn_IsSurplus_KnownOrNot()
    {
        var shipment = world.BringItems(2);
        world.Triage.Return("302-0000777-0000777", "BOOT", 0, rma: "R777");
        await world.Dock.FillAsync();

        Assert.Equal((UnloadResult.NotOnManifest, "BOOT"), Short(await world.ScanAsync(shipment, "R777")));
        Assert.Equal((UnloadResult.Unknown, "WHAT-IS-THIS"), Short(await world.ScanAsync(shipment, "WHAT-IS-THIS")));
        Assert.Equal(UnloadResult.Already, (await world.ScanAsync(shipment, "what is this")).Result);
        Assert.Equal(new ManifestCount(2, 0, 2), (await world.ReadAsync(shipment)).Row.Count);
        await world.Receipts.RunAsync(default);
        Assert.Equal("BOOT", Assert.Single(await world.Dock.ReceiptsAsync()).Sku);
    }

    [Fact]
    public async Task Scan_BeforeItsPageOfTheManifestCame_CountsOnceItIsThere()
    {
        var shipment = world.BringItems(2);
        await world.ScanAsync(shipment, "HRI000009");

        world.Bring(ShipmentWorld.Row(9));

        Assert.Equal(new ManifestCount(3, 1, 0), (await world.ReadAsync(shipment)).Row.Count);
        await world.Receipts.RunAsync(default);
        Assert.Equal(ShipmentWorld.OrderOf(9), Assert.Single(await world.Dock.ReceiptsAsync()).OrderId);
    }

    [Fact]
    public async Task Receipt_OfAProcessThatDiedAfterTheScan_ComesWithTheNext_AndStockFollows()
    {
        world.Lines((1, 4_990));
        var shipment = world.BringItems(2);
        await world.ScanAsync(shipment, "HRI000001");
        Assert.Empty(await world.Dock.ReceiptsAsync());

        // Another process on the same database.
        using var next = new WriteUnloadReceipts(world.Triage.Database, world.Dock.Evidence, world.Dock.Audit, world.Triage.Requests, world.Triage.Feed, world.Triage.Clock);
        Assert.Equal(1, await next.RunAsync(default));
        Assert.Equal(0, await next.RunAsync(default));

        var receipt = Assert.Single(await world.Dock.ReceiptsAsync());
        Assert.Equal(("SKU-1", ShipmentWorld.OrderOf(1), 1, "Dock"), (receipt.Sku, receipt.OrderId, receipt.Quantity, receipt.Source));
        await world.Triage.RunAsync();
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Equal(1, (await db.StockBalances.SingleAsync(b => b.Sku == "SKU-1")).OnHandUninspected);
    }

    [Fact]
    public async Task Undo_TakesTheCountAndTheReceiptBack_AndTheItemCanBeScannedAgain()
    {
        var shipment = world.BringItems(2);
        var scan = (await world.ScanAsync(shipment, "HRI000001")).ScanId!.Value;
        await world.Receipts.RunAsync(default);

        Assert.True((await world.Undo.RunAsync(world.Piet, shipment, scan, default)).Succeeded);
        Assert.False((await world.Undo.RunAsync(world.Piet, shipment, scan, default)).Succeeded);
        Assert.Equal(0, (await world.ReadAsync(shipment)).Row.Count.Scanned);
        await world.Receipts.RunAsync(default);
        Assert.Equal(Disposition.Lost, Assert.Single(await world.Dock.ReceiptsAsync()).Disposition);

        world.Triage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(UnloadResult.Unloaded, (await world.ScanAsync(shipment, "HRI000001")).Result);
        await world.Receipts.RunAsync(default);
        Assert.Equal(Disposition.None, Assert.Single(await world.Dock.ReceiptsAsync()).Disposition);
        Assert.Contains("Piet Vos", (await world.ScansAsync())[0].UndoneBy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paused_TakesNoScans_UntilSomebodyResumes()
    {
        var shipment = world.BringItems(2);
        await world.ScanAsync(shipment, "HRI000001");
        Assert.True((await world.Pause.RunAsync(world.Wanda, shipment, (await world.ReadAsync(shipment)).Version, default)).Succeeded);

        var answer = await world.ScanAsync(shipment, "HRI000002", world.Piet);
        Assert.Equal(UnloadResult.Refused, answer.Result);
        Assert.Contains("paused by Wanda Hill", answer.Refusal, StringComparison.Ordinal);

        Assert.True((await world.Resume.RunAsync(world.Piet, shipment, (await world.ReadAsync(shipment)).Version, default)).Succeeded);
        Assert.Equal(UnloadResult.Unloaded, (await world.ScanAsync(shipment, "HRI000002", world.Piet)).Result);
    }

    [Fact]
    public async Task RevokedRole_AndOtherCompanies_AreRefusedEverywhere()
    {
        var shipment = world.BringItems(2);
        var scan = (await world.ScanAsync(shipment, "HRI000001")).ScanId!.Value;
        world.Triage.Guard.Refused.Add(Permission.AddReceipt);
        Assert.Equal(UnloadResult.Refused, (await world.ScanAsync(shipment, "HRI000002")).Result);
        Assert.Equal(OutcomeKind.Forbidden, (await world.Undo.RunAsync(world.Wanda, shipment, scan, default)).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await world.Close.RunAsync(world.Wanda, shipment, 0, 1, default)).Kind);
        world.Triage.Guard.Refused.Clear();
        world.Triage.Guard.Companies = new HashSet<int>();
        Assert.Equal(UnloadResult.Refused, (await world.ScanAsync(shipment, "HRI000002")).Result);
        Assert.Null((await world.Details.RunAsync(world.Wanda, shipment, ManifestShow.All, null, default)).Value);
        Assert.Single(await world.ScansAsync());
    }

    private static (UnloadResult, string) Short(UnloadAnswer answer) => (answer.Result, answer.Item);
}
