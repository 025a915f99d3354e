using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using Xunit;
using static ReturnsConsole.Tests.Imports.PlatformPayloads;

namespace ReturnsConsole.Tests.Imports;

/// <summary>A hub's final disposition comes by push and by poll, again and again: it is one receipt, and only the receipt is acted on.</summary>
public sealed class HubReceiptTests : IDisposable
{
    private const string Order = "302-1234567-1234567";
    private readonly ImportHouse house = new();

    [Fact]
    public async Task Disposition_PushedAndPolled_IsOneReceipt()
    {
        await ImportAsync(Event("R1", "processed", At(10), [Item("S1", "Restocked", "A"), Item("S2", "Quarantined", "C")], Order));
        await ImportAsync(Return("R1", At(0), At(12), "Delivered", [LegacyItem("S1", "Restocked"), LegacyItem("S2", "Quarantined")], Order));
        await ImportAsync(Event("R1", "processed", At(11), [Item("S1", "Restocked", "A")], Order));

        Assert.Equal(
            [("S1", Disposition.Restocked, ConditionGrade.A, At(12), (DateTime?)At(11)), ("S2", Disposition.Quarantined, ConditionGrade.C, At(12), (DateTime?)At(10))],
            Receipts().Select(r => (r.Sku, r.Disposition, r.Grade, r.ReceivedAt, r.GradedAt)));
        Assert.Equal(2, house.Count("ReturnItems"));
    }

    [Fact]
    public async Task Disposition_ThatChanges_CorrectsItsReceipt_AndAnOlderOneDoesNot()
    {
        await ImportAsync(Return("R1", At(0), At(12), "Delivered", [LegacyItem("S1", "Quarantined")], Order));
        var id = Receipts().Single().Id;
        await ImportAsync(Return("R1", At(0), At(20), "Delivered", [LegacyItem("S1", "Restocked")], Order));
        await ImportAsync(Event("R1", "processed", At(5), [Item("S1", "Quarantined", "B")], Order));

        var receipt = Assert.Single(Receipts());
        Assert.Equal((id, Disposition.Restocked, ConditionGrade.B, At(20)), (receipt.Id, receipt.Disposition, receipt.Grade, receipt.ReceivedAt));
    }

    [Fact]
    public async Task FirstMessage_OrAWordThatNobodyExplained_IsNoReceipt()
    {
        await ImportAsync(Event("R1", "receivedAtHub", At(5), [Item("S1", "Restocked", "A")], Order));
        await ImportAsync(Return("R2", At(0), At(6), "Arrived at Our Hub", [LegacyItem("S1", "Rejected")], Order));

        Assert.Empty(Receipts());
        await using var db = house.Database.CreateDbContext();
        Assert.Equal(["Restocked", "Rejected"], await db.ReturnItems.OrderBy(i => i.NaturalKey).Select(i => i.FinalDisposition).ToListAsync());
    }

    [Fact]
    public async Task PersonsRow_ReplacesTheOneBefore_GradeAndAll()
    {
        const string header = "order-id,sku,quantity,received-at,grade,disposition,source,reference\n";
        await house.ImportAsync("a.csv", header + $"{Order},S1,1,2026-11-02T10:00:00Z,B,,dock,7\n");
        await house.ImportAsync("b.csv", header + $"{Order},S1,1,2026-11-02T11:00:00Z,,Quarantined,dock,7\n");
        var receipt = Assert.Single(Receipts());
        Assert.Equal((ConditionGrade.None, Disposition.Quarantined), (receipt.Grade, receipt.Disposition));
    }

    public void Dispose() => house.Dispose();

    private async Task ImportAsync(Document document)
    {
        var file = await house.ImportAsync($"{document.Kind}.json", PlatformPayloads.File(document));
        Assert.Empty(house.Errors);
        Assert.True(file.Status == ImportStatus.Done, file.Message);
    }

    private List<GoodsReceipt> Receipts()
    {
        using var db = house.Database.CreateDbContext();
        return [.. db.GoodsReceipts.AsNoTracking().OrderBy(r => r.Sku)];
    }
}
