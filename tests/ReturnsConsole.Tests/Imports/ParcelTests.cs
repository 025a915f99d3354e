using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using Xunit;
using static ReturnsConsole.Tests.Imports.PlatformPayloads;

namespace ReturnsConsole.Tests.Imports;

public sealed class ParcelTests : IDisposable
{
    private const string Order = "302-1234567-1234567";
    private readonly ImportHouse house = new();

    [Fact]
    public async Task Parcel_BeforeItsItems_WaitsAndJoinsThemByTrackingNumber()
    {
        var first = await ImportAsync(Tracking("T1", null, ("Entered Our Network", At(4)), ("Arrived at Our Hub", At(9))));
        Assert.Equal((1L, 1L, 0L), (first.Rows, first.Accepted, first.Ignored));
        Assert.Equal(SightingAbout.WaitingParcel, Assert.Single(Sightings()).About);
        Assert.Empty(Items());

        await ImportAsync(Return("R1", At(0), null, null, [LegacyItem("S1"), LegacyItem("S2", tracking: "T2")], Order, "T1"));

        var items = Items();
        Assert.Equal([(DateTime?)At(4), null], items.Select(i => i.FirstScanAt));
        Assert.Equal([(DateTime?)At(9), null], items.Select(i => i.AtHubAt));
        Assert.DoesNotContain(Sightings(), s => s.About == SightingAbout.WaitingParcel);
    }

    [Fact]
    public async Task Parcel_AfterItsItems_BringsThemItsMilestones_AndChangesNothingTwice()
    {
        await ImportAsync(Return("R1", At(0), null, null, [LegacyItem("S1")], Order, "T1"));
        var ids = Items().Select(i => i.Id).ToList();
        var parcel = Tracking("T1", null, ("Entered Our Network", At(4)), ("Delivered", At(30)));
        await ImportAsync(parcel);
        var changes = house.Count("OrderChanges");
        var again = await ImportAsync(parcel, Tracking("T1", null, ("Entered Our Network", At(4))));

        var item = Assert.Single(Items());
        Assert.Equal((ids[0], (DateTime?)At(4), (DateTime?)At(30), "Carrier"), (item.Id, item.FirstScanAt, item.DeliveredAt, item.Carrier));
        Assert.Equal((2L, 1L), (again.Rows, again.Duplicates));
        Assert.Equal(changes, house.Count("OrderChanges"));
    }

    [Fact]
    public async Task EventWithoutItems_IsOfTheWholeReturn_ExceptForWhatWasNotFound()
    {
        await ImportAsync(Event("R1", "processed", At(20)), Event("R1", "carrierScanned", At(2), tracking: "T9", display: "D1"));
        await ImportAsync(Event("R1", "registered", At(0), [Item("S1"), Item("S2", found: false)], Order));

        var items = Items();
        Assert.All(items, i => Assert.Equal((At(2), "T9", "D1"), (i.FirstScanAt!.Value, i.TrackingId, i.MerchantRmaId)));
        Assert.Equal([(DateTime?)At(20), null], items.Select(i => i.ProcessedAt));
    }

    [Fact]
    public async Task CancelledReturn_DoesNotCancelAnotherReturnInTheSameParcel()
    {
        await ImportAsync(Event("R1", "registered", At(0), [Item("S1")], Order, "T1"), Event("R2", "registered", At(0), [Item("S2")], Order, "T1"));
        await ImportAsync(Event("R1", "cancelled", At(5), tracking: "T1"), Event("R2", "carrierScanned", At(6), tracking: "T1"));

        var items = Items();
        Assert.Equal([(DateTime?)At(5), null], items.Select(i => i.CancelledAt));
        Assert.All(items, i => Assert.Equal(At(6), i.FirstScanAt));
        Assert.Equal("carrierScanned", items[1].RequestStatus);
    }

    [Fact]
    public async Task EventWithAnOlderClock_FillsWhatIsMissing_AndOverwritesNothing()
    {
        await ImportAsync(Event("R1", "receivedAtHub", At(10), [Item("S1", reason: "later")], Order, "T1"));
        await ImportAsync(Event("R1", "carrierScanned", At(3), [Item("S1", "Restocked", reason: "earlier")], Order, "T0"));
        var item = Assert.Single(Items());
        Assert.Equal(("later", "T1", "receivedAtHub", "Restocked", At(3), At(10), At(10)), (item.ReasonCode, item.TrackingId, item.RequestStatus, item.FinalDisposition, item.FirstScanAt!.Value, item.AtHubAt!.Value, item.UpdatedAt!.Value));
    }

    [Fact]
    public async Task Label_TiesTheBagToTheReturn_UnlessSeveralBagsLeaveItOpen()
    {
        await ImportAsync(Label(At(1), "HRAB2BFE", "BAG1"));
        await ImportAsync(Heard(At(2), "u1", "HRAB2BFE", [("return_status_updated", "dropped_off")], ("I1", "77-0-2", Order, null), ("I2", "77-1-2", Order, "BAG7")));
        Assert.Equal(["BAG1", "BAG7"], Items().Select(i => i.LabelId));

        await ImportAsync(Label(At(3), "HRAB2BFE", "BAG2"));
        Assert.Equal(["", "BAG7"], Items().Select(i => i.LabelId));
        Assert.All(Sightings(), s => Assert.NotEqual(SightingAbout.WaitingParcel, s.About));
    }

    [Fact]
    public async Task CorrectedTrackingNumber_TakesTheOtherParcelsMilestonesBack()
    {
        await ImportAsync(Return("R1", At(0), At(1), "Return Order Created", [LegacyItem("S1")], Order, "T1"));
        await ImportAsync(Tracking("T1", null, ("Entered Our Network", At(4))));
        Assert.Equal(At(4), Assert.Single(Items()).FirstScanAt);

        await ImportAsync(Return("R1", At(0), At(6), "Return Order Created", [LegacyItem("S1")], Order, "T2"));
        Assert.Null(Assert.Single(Items()).FirstScanAt);
        Assert.Equal(SightingAbout.WaitingParcel, Assert.Single(Sightings(), s => s.TrackingId == "T1" && s.About != SightingAbout.Item).About);
    }

    [Fact]
    public async Task ParcelWithoutReturn_IsADarkReturn_UntilItsReturnComes()
    {
        await ImportAsync(Tracking("T1", Order, ("Entered Our Network", At(24 * 14))));
        Assert.Empty(await CasesAsync());

        house.Clock.Advance(TimeSpan.FromDays(60));
        var open = Assert.Single(await CasesAsync());
        Assert.Equal((CaseKind.DarkReturn, "parcel Rebound/parcel:T1|parcel:T1", Order), (open.Kind, open.SubjectKey, open.OrderId));
        Assert.Contains("T1", open.Sentence, StringComparison.Ordinal);

        await ImportAsync(Return("R1", At(0), null, null, [LegacyItem("S1")], Order, "T1"));
        Assert.DoesNotContain(await CasesAsync(), c => c.SubjectKey == open.SubjectKey);
    }

    [Fact]
    public async Task Parcel_ShowsTheLineItCameFrom()
    {
        await ImportAsync(Tracking("T0", null, ("Delivered", At(1))), Tracking("T1", null, ("Entered Our Network", At(4))));
        var sighting = Sightings().Single(s => s.TrackingId == "T1");
        await using var db = house.Database.CreateDbContext();
        var record = await db.SourceRecords.SingleAsync(r => r.Id == SourceRecord.KeyOf(sighting.FileId, sighting.Line, sighting.Part));
        Assert.Equal((3L, sighting.Hash, SourceRecordOutcome.Accepted), (sighting.Line, record.Hash, record.Outcome));
    }

    [Fact]
    public async Task ManyParcels_OverSeveralBatches_AllFindTheirItems()
    {
        await ImportAsync(Enumerable.Range(0, 2_500).Select(i => Tracking($"T{i}", null, ("Entered Our Network", At(i)))).ToArray());
        await ImportAsync(Enumerable.Range(0, 2_500).Select(i => Return($"R{i}", At(0), null, null, [LegacyItem("S1")], Order, $"T{i}")).ToArray());
        Assert.Equal(2_500, Items().Count(i => i.FirstScanAt is not null));
        Assert.DoesNotContain(Sightings(), s => s.About == SightingAbout.WaitingParcel);
    }

    public void Dispose() => house.Dispose();

    private async Task<SourceFile> ImportAsync(params Document[] documents)
    {
        var file = await house.ImportAsync($"{documents[0].Kind}.json", PlatformPayloads.File(documents));
        Assert.Empty(house.Errors);
        Assert.True(file.Status == ImportStatus.Done, file.Message);
        return file;
    }

    private List<ReturnItem> Items()
    {
        using var db = house.Database.CreateDbContext();
        return [.. db.ReturnItems.AsNoTracking().OrderBy(i => i.NaturalKey)];
    }

    private List<ReturnSighting> Sightings()
    {
        using var db = house.Database.CreateDbContext();
        return [.. db.ReturnSightings.AsNoTracking().OrderBy(i => i.Id)];
    }

    private async Task<List<ExceptionCase>> CasesAsync()
    {
        await new Reconcile(house.Database, Options.Create(new ReconciliationSettings()), house.Feed, house.Clock).RunAsync("test", full: false, default);
        await using var db = house.Database.CreateDbContext();
        return await db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Open && c.Kind == CaseKind.DarkReturn).ToListAsync();
    }
}
