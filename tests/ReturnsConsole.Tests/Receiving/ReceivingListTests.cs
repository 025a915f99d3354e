using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Tests.Intake;
using Xunit;

namespace ReturnsConsole.Tests.Receiving;

public sealed class ReceivingListTests
{
    [Fact]
    public async Task Lists_EachParcelStandsInOne_OldestFirst()
    {
        using var world = new ReceivingWorld();
        var triage = world.Triage;
        triage.Return("302-0000001-0000001", "A", 0, tracking: "T1", delivered: 9);
        triage.Return("302-0000002-0000002", "A", 1, tracking: "T2");
        triage.Return("302-0000003-0000003", "A", 2, tracking: "T3");
        triage.Return("302-0000004-0000004", "A", 3, tracking: "T4");
        triage.Return("302-0000005-0000005", "A", 3, tracking: "T5");
        triage.Return("302-0000007-0000007", "A", -6, tracking: "T0");
        triage.Goods("302-0000005-0000005", "A", 6);
        triage.Goods("302-0000006-0000006", "A", 5);
        triage.Save(db => db.ReturnItems.Where(r => r.TrackingId == "T2").ExecuteUpdate(set => set.SetProperty(r => r.FirstScanAt, ReturnsConsole.Tests.Triage.TriageWorld.Day(4))));
        triage.Save(db => db.ReturnItems.Where(r => r.TrackingId == "T3").ExecuteUpdate(set => set.SetProperty(r => r.FirstScanAt, ReturnsConsole.Tests.Triage.TriageWorld.Day(8))));
        triage.GoTo(10);

        var grade = await ListAsync(world, ReceivingView.Grade);
        Assert.Equal(new ReceivingCounts(2, 3, 1, 1), grade.Counts);
        Assert.Equal(["302-0000006-0000006", "302-0000005-0000005"], grade.Goods.Select(g => g.OrderId));
        Assert.Equal(["T0", "T1", "T2"], (await ListAsync(world, ReceivingView.Due)).Expected.Select(e => e.TrackingId));
        Assert.Equal(["T3"], (await ListAsync(world, ReceivingView.Coming)).Expected.Select(e => e.TrackingId));
        Assert.Equal(["T4"], (await ListAsync(world, ReceivingView.Announced)).Expected.Select(e => e.TrackingId));
        Assert.Empty((await world.List.RunAsync(world.Wanda, ReceivingView.Due, 2, default)).Value!.Expected);
    }

    [Theory]
    [InlineData(PlatformNames.Rebound, ConditionGrade.None, Disposition.None, 0)]
    [InlineData(PlatformNames.HappyReturns, ConditionGrade.A, Disposition.Restocked, 0)]
    [InlineData("Dock", ConditionGrade.B, Disposition.None, 1)]
    [InlineData("Dock", ConditionGrade.None, Disposition.Restocked, 1)]
    [InlineData("Dock", ConditionGrade.None, Disposition.Scrapped, 0)]
    [InlineData("Dock", ConditionGrade.None, Disposition.Lost, 0)]
    public async Task ToGrade_HoldsWhatOurDockHasAndNobodyDecidedOn(string source, ConditionGrade grade, Disposition disposition, int count)
    {
        using var world = new ReceivingWorld();
        world.Triage.Goods(ReceivingWorld.Order, "BOOT", 0);
        world.Triage.Save(db => db.GoodsReceipts.ExecuteUpdate(set => set.SetProperty(r => r.Source, source).SetProperty(r => r.Grade, grade).SetProperty(r => r.Disposition, disposition)));

        Assert.Equal(count, (await ListAsync(world, ReceivingView.Grade)).Counts.ToGrade);
    }

    [Fact]
    public async Task ShelvedParcel_IsNotToGrade_BeforeItIsKnown()
    {
        using var world = new ReceivingWorld();
        var shelved = await world.Intake.Shelve.RunAsync(world.Wanda, new ReturnsConsole.Features.Intake.Shelf.ShelveRequest(Guid.NewGuid(), "X00-BLUE-7", [], "U-1", await world.Intake.PhotoAsync()), default);
        Assert.True(shelved.Succeeded, shelved.Message);
        var receipt = Assert.Single(await world.Intake.ReceiptsAsync());

        Assert.Equal(0, (await ListAsync(world, ReceivingView.Grade)).Counts.ToGrade);
        var result = await world.Grade.RunAsync(world.Wanda, new GradeRequest("k", receipt.Id, receipt.Hash, 1, ConditionGrade.C, Disposition.Quarantined), default);
        Assert.StartsWith("This parcel lies unidentified on shelf U-1", result.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_OtherCompaniesGoods_AreNotSeen()
    {
        using var world = new ReceivingWorld();
        world.Triage.Goods(ReceivingWorld.Order, "BOOT", 0);
        world.Triage.Guard.Companies = new HashSet<int>();
        Assert.Equal(0, (await ListAsync(world, ReceivingView.Grade)).Counts.ToGrade);
        world.Triage.Guard.Companies = null;
        world.Triage.Guard.Refused.Add(Permission.ViewFacts);
        Assert.NotNull((await world.List.RunAsync(world.Wanda, ReceivingView.Grade, 1, default)).Refusal);
    }

    [Fact]
    public async Task Scan_NotReceived_Received_Graded_LeadsToWhatIsNext()
    {
        using var world = new ReceivingWorld();
        await world.Intake.WithDarkReturnAsync();
        var before = await ScanAsync(world, IntakeWorld.Tracking);
        Assert.Equal((ScanResult.Known, true, null), (before.Result, before.ToReceive, before.Only));
        Assert.Empty(before.ToGrade);

        var order = (await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var let = (await world.Intake.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Lines[0]), default)).Authorization!;
        var received = await ScanAsync(world, IntakeWorld.Tracking);
        Assert.Equal(received.Only, (await ScanAsync(world, let.Number)).Only);
        var goods = await world.GoodsAsync(received.Only!.Value);
        Assert.True((await world.GradeAsync(goods, ConditionGrade.B, Disposition.Restocked, "Its reason was asked for")).Outcome.Succeeded);

        var graded = await ScanAsync(world, IntakeWorld.Tracking);
        Assert.Empty(graded.ToGrade);
        Assert.Equal(goods.Id, Assert.Single(graded.Graded).Id);
        Assert.Equal(ScanResult.Unknown, (await ScanAsync(world, "NO-SUCH-CODE")).Result);
    }

    [Fact]
    public void Checklist_OfASku_IsTheFirstWhoseBeginningFits()
    {
        var options = new ReceivingOptions { Checklists = [new() { Name = "Shoes", Skus = ["boot-", "SHOE"], Points = ["Soles are clean"] }], NotSoldOnceOpened = ["BRA-"] };
        Assert.Equal(("Shoes", "Any item"), (options.ChecklistOf("BOOT-42").Name, options.ChecklistOf("SOCK").Name));
        Assert.Equal((true, false), (options.IsNotSoldOnceOpened("bra-80b"), options.IsNotSoldOnceOpened("BOOT")));
    }

    private static async Task<ReceivingPageRows> ListAsync(ReceivingWorld world, ReceivingView view) => (await world.List.RunAsync(world.Wanda, view, 1, default)).Value!;

    private static async Task<ScannedGoods> ScanAsync(ReceivingWorld world, string code) => (await world.Scan.RunAsync(world.Wanda, code, default)).Value!;
}
