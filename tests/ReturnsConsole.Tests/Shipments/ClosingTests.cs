using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Claims;
using ReturnsConsole.Features.Shipments.Transit;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Shared.Export;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Shipments;

public sealed class ClosingTests : IDisposable
{
    private readonly ShipmentWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Close_WithMissingAndSurplus_OpensOneCaseEach_WithTheMoney_AndReopenClosesThem()
    {
        world.Lines((1, 1_000), (2, 2_500), (3, 4_000));
        var shipment = world.BringItems(4);
        await world.ScanAsync(shipment, "HRI000001");
        await world.ScanAsync(shipment, "NOBODYKNOWS");

        await world.CloseAsync(shipment);

        var shortage = await world.CaseAsync(CaseKind.ManifestShortage);
        Assert.Equal((6_500, "EUR", "DE", "3 items missing from PO-7001"), (shortage!.AtRisk, shortage.Currency, shortage.Marketplace, shortage.Headline));
        Assert.Contains("of 1 item the value is not known", shortage.Sentence, StringComparison.Ordinal);
        Assert.Equal(shipment, ShipmentLinks.OfCase(shortage.Kind, shortage.SubjectKey));
        Assert.Equal("1 item too many with PO-7001", (await world.CaseAsync(CaseKind.ManifestSurplus))!.Headline);
        var again = await world.Triage.RunAsync();
        Assert.Equal((0, 0, 0), (again.CasesOpened, again.CasesChanged, again.CasesClosed));

        Assert.False((await world.Reopen.RunAsync(world.Wanda, shipment, (await world.ReadAsync(shipment)).Version, " ", default)).Succeeded);
        Assert.True((await world.Reopen.RunAsync(world.Wanda, shipment, (await world.ReadAsync(shipment)).Version, "A box stood behind the door", default)).Succeeded);
        await world.Triage.RunAsync();
        Assert.Null(await world.CaseAsync(CaseKind.ManifestShortage));
        Assert.Null(await world.CaseAsync(CaseKind.ManifestSurplus));
    }

    [Fact]
    public async Task Shortage_OfAnItemThatComesLater_ShrinksAndClosesByItself()
    {
        world.Lines((1, 1_000), (2, 2_500), (3, 4_000));
        var shipment = world.BringItems(3);
        await world.ScanAsync(shipment, "HRI000001");
        await world.CloseAsync(shipment);

        world.Triage.Goods(ShipmentWorld.OrderOf(2), "SKU-2", 3);
        await world.Triage.RunAsync();
        Assert.Equal(4_000, (await world.CaseAsync(CaseKind.ManifestShortage))!.AtRisk);

        var other = world.BringItems(1, "PO-9", first: 60);
        await world.ScanAsync(other, "HRI000003");
        await world.Receipts.RunAsync(default);
        await world.Triage.RunAsync();
        Assert.Null(await world.CaseAsync(CaseKind.ManifestShortage));
    }

    [Fact]
    public async Task Close_WhatSomebodyChangedMeanwhile_IsAConflictInWords()
    {
        var shipment = world.BringItems(3);
        await world.ScanAsync(shipment, "HRI000001");
        var seen = await world.ReadAsync(shipment);
        await world.ScanAsync(shipment, "HRI000002", world.Piet);

        var scanned = await world.Close.RunAsync(world.Wanda, shipment, seen.Version, seen.Row.Count.Missing, default);
        Assert.Equal(OutcomeKind.Conflict, scanned.Kind);
        Assert.Contains("1 item is missing now, not 2", scanned.Message, StringComparison.Ordinal);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Close.RunAsync(world.Piet, shipment, seen.Version, 1, default))));
        Assert.Single(outcomes, o => o.Succeeded);
        Assert.All(outcomes.Where(o => !o.Succeeded), o => Assert.Equal(OutcomeKind.Conflict, o.Kind));
        var closed = await world.ReadAsync(shipment);
        var reopened = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => world.Reopen.RunAsync(world.Wanda, shipment, closed.Version, $"why {i}", default))));
        Assert.Single(reopened, o => o.Succeeded);
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "shipment.closed"));
    }

    [Fact]
    public async Task Close_WhileOthersScan_LosesNoScanAndEndsConsistent()
    {
        var shipment = world.BringItems(40);
        await world.ScanAsync(shipment, "HRI000001");
        var scanning = Enumerable.Range(2, 39).Select(n => Task.Run(() => world.ScanAsync(shipment, $"HRI{n:D6}", world.Piet))).ToList();
        var closing = Task.Run(async () =>
        {
            while (true)
            {
                var seen = await world.ReadAsync(shipment);
                if ((await world.Close.RunAsync(world.Wanda, shipment, seen.Version, seen.Row.Count.Missing, default)).Succeeded)
                    return;
            }
        });
        var answers = await Task.WhenAll(scanning);
        await closing;

        var end = await world.ReadAsync(shipment);
        Assert.Equal(ShipmentState.Closed, end.Row.State);
        Assert.Equal(1 + answers.Count(a => a.Result == Features.Shipments.Unloading.UnloadResult.Unloaded), end.Row.Count.Scanned);
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Equal(end.Row.Count.Missing, await db.Set<Features.Shipments.Manifest.ManifestGap>().CountAsync());
    }

    [Fact]
    public async Task ClosedShipment_WhoseManifestTheHubCorrects_IsCountedAnew()
    {
        var shipment = world.BringItems(2);
        await world.ScanAsync(shipment, "HRI000001");
        await world.ScanAsync(shipment, "HRI000002");
        await world.CloseAsync(shipment);
        Assert.Null(await world.CaseAsync(CaseKind.ManifestShortage));

        world.Bring(ShipmentWorld.Row(3));
        await world.Triage.RunAsync();

        Assert.Equal("1 item missing from PO-7001", (await world.CaseAsync(CaseKind.ManifestShortage))!.Headline);
    }

    [Fact]
    public async Task Claim_SaysWhoScannedWhatWhenAndWhatIsMissing_AsCsvAndPdf()
    {
        world.Lines((1, 1_000), (2, 2_500));
        var shipment = world.Bring(ShipmentWorld.Row(1), ShipmentWorld.Row(2), ShipmentWorld.Row(3, sku: "=HYPERLINK(1)"));
        await world.ScanAsync(shipment, "HRI000001", world.Piet);
        await world.ScanAsync(shipment, "STRAY-1");
        await world.CloseAsync(shipment);

        var file = (await world.Claim.RunAsync(world.Wanda, shipment, "csv", default)).Value!;
        using var memory = new MemoryStream();
        await CsvExport.WriteAsync(ClaimTable.Of(file), memory, default);
        var lines = Encoding.UTF8.GetString(memory.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(5, lines.Length);
        Assert.Contains(lines, l => l.Contains("missing,HRI000002,302-0000002-0000002,RMA000002,SKU-2,1,HRB0000002,P1,BOX0,25.00,EUR,,,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("missing,HRI000003", StringComparison.Ordinal) && l.Contains("\"'=HYPERLINK(1)\"", StringComparison.Ordinal) && l.Contains("not known", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("unloaded,HRI000001", StringComparison.Ordinal) && l.Contains("Piet Vos,HRI000001", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("too many,,", StringComparison.Ordinal) && l.Contains("STRAY-1", StringComparison.Ordinal));
        Assert.Equal([new Money(2_500, "EUR")], file.Claimed.Known);
        Assert.Equal(1, file.Claimed.Unknown);
        var paper = ClaimPaper.Write(file);
        var words = Encoding.Latin1.GetString(paper);
        Assert.StartsWith("%PDF-1.4", words, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", words, StringComparison.Ordinal);
        Assert.Contains("(Claimed: 25.00 EUR)", words, StringComparison.Ordinal);
        Assert.Contains("(Missing items without known value \\(1\\), not in the sum above)", words, StringComparison.Ordinal);
        Assert.Contains("(Piet Vos)", words, StringComparison.Ordinal);
        Assert.Contains("/Count 1 ", words, StringComparison.Ordinal);

        world.Triage.Guard.Refused.Add(Permission.Export);
        Assert.NotNull((await world.Claim.RunAsync(world.Wanda, shipment, "csv", default)).Refusal);
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "shipment.claim-exported"));
    }

    [Fact]
    public async Task LostInTransit_OfAScannedItem_OpensAfterTheWaitingDays_AndClosesWhenItComes()
    {
        var order = ShipmentWorld.OrderOf(1);
        world.Lines((1, 3_990));
        Scanned(order, "SKU-1", 1, "DPD");
        await world.Triage.RunAsync();
        world.Triage.GoTo(21.9);
        await world.Triage.RunAsync();
        Assert.Null(await world.CaseAsync(CaseKind.LostInTransit));

        world.Triage.GoTo(22.1);
        await world.Triage.RunAsync();
        var lost = await world.CaseAsync(CaseKind.LostInTransit);
        Assert.Equal((3_990, "EUR", "DE", "DPD from Rebound", order), (lost!.AtRisk, lost.Currency, lost.Marketplace, lost.Headline, lost.OrderId));
        var lanes = (await new TransitLanes(world.Triage.Database, world.Triage.Guard, world.Dock.Accounts).RunAsync(world.Wanda, default)).Value!;
        Assert.Equal(("DPD from Rebound", 1, new Money(3_990, "EUR")), (lanes[0].Lane, lanes[0].Count, Assert.Single(lanes[0].Sums)));

        world.Triage.Goods(order, "SKU-1", 22.2);
        await world.Triage.RunAsync();
        Assert.Null(await world.CaseAsync(CaseKind.LostInTransit));
    }

    [Fact]
    public async Task LostInTransit_OfAShipmentThatNeverCame_IsOneCase_AndItsItemsAreNotToldOfTwice()
    {
        world.Lines((1, 1_000), (2, 2_000));
        Scanned(ShipmentWorld.OrderOf(1), "SKU-1", 0, "UPS");
        var shipment = world.BringItems(2);
        await world.Triage.RunAsync();
        world.Triage.GoTo(30);
        await world.Triage.RunAsync();

        var lost = await world.CaseAsync(CaseKind.LostInTransit);
        Assert.Equal((3_000, "UPS from Happy Returns", shipment), (lost!.AtRisk, lost.Headline, ShipmentLinks.OfCase(lost.Kind, lost.SubjectKey)));

        await world.ScanAsync(shipment, "HRI000001");
        await world.Triage.RunAsync();
        Assert.Null(await world.CaseAsync(CaseKind.LostInTransit));
    }

    /// <summary>A return that Rebound's carrier scanned.</summary>
    private void Scanned(string order, string sku, double day, string carrier)
    {
        using var db = world.Triage.Database.CreateDbContext();
        db.ReturnItems.Add(new ReturnItem
        {
            AccountId = world.Triage.Database.AccountId,
            OrderKey = OrderKey.From(order),
            OrderId = order,
            Channel = ReturnChannel.Rebound,
            NaturalKey = $"RB-{order}/1",
            Sku = sku,
            Quantity = 1,
            Carrier = carrier,
            FirstScanAt = TriageWorld.Day(day),
            RequestStatus = "Approved",
            Marketplace = "Amazon.de",
            ReasonCode = "CR-UNWANTED_ITEM",
        });
        db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.From(order) });
        db.SaveChanges();
    }
}
