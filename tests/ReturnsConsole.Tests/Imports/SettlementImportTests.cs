using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

public sealed class SettlementImportTests : IDisposable
{
    private readonly ImportHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Settlement_TiesOut_LinesRefundsAndTotalsAreStored()
    {
        var file = await house.ImportAsync("a.txt", new SettlementText().Line("Order", "302-1111111-1111111", "", "ItemPrice", "Principal", 10_000)
            .Refund("302-1111111-1111111", "amzn1:crow:a", 4_000).Build());
        Assert.Equal((ImportStatus.Done, null, 4L, 4L), (file.Status, file.Message, file.Rows, file.Accepted));
        await using var db = house.Database.CreateDbContext();
        var settlement = await db.Settlements.SingleAsync();
        Assert.Equal((6_400L, 6_400L, 3, "DE"), (settlement.DeclaredTotal, settlement.SummedTotal, settlement.LineCount, settlement.Marketplace));
        Assert.Equal((settlement.FirstLineId, settlement.LastLineId), (await db.SettlementLines.MinAsync(l => l.Id), await db.SettlementLines.MaxAsync(l => l.Id)));
        var refund = await db.RefundSightings.SingleAsync();
        Assert.Equal((-4_000L, -4_000L, "EUR", "DE", "SKU-1", "5550001", 4L), (refund.Principal, refund.BuyerTotal, refund.Currency, refund.Marketplace, refund.Sku, refund.MerchantAdjustmentItemId, refund.Line));
        Assert.Equal([OrderKey.From("302-1111111-1111111")], await db.OrderChanges.Select(c => c.OrderKey).ToListAsync());
        Assert.Equal("import.finished", (await db.AuditEntries.OrderBy(a => a.Id).LastAsync()).Action);
    }

    [Fact]
    public async Task Settlement_SumIsNotTheTotal_IsImportedAndSaysByHowMuch()
    {
        var file = await house.ImportAsync("a.txt", new SettlementText().Refund("302-1111111-1111111", "x", 4_000).Build(off: 5));
        Assert.Equal(ImportStatus.Done, file.Status);
        Assert.Equal("Settlement 90000000001 does not tie out: lines -36.00, declared -35.95 EUR.", file.Message);
    }

    [Fact]
    public async Task SameSettlement_OtherContent_IsRefusedAndChangesNothing()
    {
        await house.ImportAsync("a.txt", new SettlementText().Refund("302-1111111-1111111", "x", 4_000).Build());
        var before = house.Counts();
        var file = await house.ImportAsync("b.txt", new SettlementText().Refund("302-1111111-1111111", "x", 5_000).Build());
        Assert.Equal(ImportStatus.Refused, file.Status);
        Assert.Equal("Settlement 90000000001 was imported from a.txt on 2026-11-20 with a total of -36.00 EUR and 2 lines; this file differs. Nothing was changed. Find out which of the two files is right.", file.Message);
        Assert.Equal(before, house.Counts());
    }

    [Theory]
    [InlineData("-36.00", "-40.00", ImportStatus.Done)]
    [InlineData("-36.00", "-39.00", ImportStatus.Refused)]
    [InlineData("-35.00", "-39.00", ImportStatus.Refused)]
    public async Task SameSettlement_InTheOtherLayout_IsKnownWhenItsTotalAgrees(string total, string principal, ImportStatus expected)
    {
        await house.ImportAsync("v2.txt", new SettlementText().Refund("302-1111111-1111111", "x", 4_000).Build());
        var before = house.Counts();
        const string Header = "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tshipment-fee-type\tshipment-fee-amount\torder-fee-type\torder-fee-amount\tfulfillment-id\tposted-date\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\tsku\tquantity-purchased\tprice-type\tprice-amount\titem-related-fee-type\titem-related-fee-amount\tmisc-fee-amount\tother-fee-amount\tother-fee-reason-description\tpromotion-id\tpromotion-type\tpromotion-amount\tdirect-payment-type\tdirect-payment-amount\tother-amount";
        string Row(string type, string kind, string amount, string fee, string feeAmount) => string.Join('\t',
            ["90000000001", "", "", "", "", "", type, "302-1111111-1111111", "302-1111111-1111111", "x", "", "Amazon.de", "", "", "", "", "MFN", "2026-03-14T07:49:55+00:00", "14345678901234", "", "5550001", "SKU-1", "", kind, amount, fee, feeAmount, .. Enumerable.Repeat("", 9)]);
        var head = string.Join('\t', ["90000000001", "2026-03-01T00:00:00+00:00", "2026-03-15T00:00:00+00:00", "2026-03-17T00:00:00+00:00", total, "EUR", .. Enumerable.Repeat("", 30)]);

        var file = await house.ImportAsync("v1.txt", $"{Header}\n{head}\n{Row("Refund", "Principal", principal, "", "")}\n{Row("Refund", "", "", "Commission", "4.00")}\n");

        Assert.Equal(expected, file.Status);
        if (expected == ImportStatus.Refused)
            Assert.Equal(before, house.Counts());
        else
            Assert.Equal((0L, 3L, 2), (file.Accepted, file.Duplicates, house.Count("SettlementLines")));
    }

    [Fact]
    public async Task SameSettlement_SavedAgainWithOtherLineEnds_EveryRowIsKnown()
    {
        var text = new SettlementText().Refund("302-1111111-1111111", "x", 4_000).Build();
        await house.ImportAsync("a.txt", text);
        var before = house.Count("SettlementLines");
        var file = await house.ImportAsync("b.txt", text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal((ImportStatus.Done, 3L, 0L, 3L), (file.Status, file.Rows, file.Accepted, file.Duplicates));
        Assert.Equal(before, house.Count("SettlementLines"));
        Assert.Equal(1, house.Count("RefundSightings"));
    }

    [Fact]
    public async Task TwoSettlementsInOneFile_EachTiesOutByItself()
    {
        var file = await house.ImportAsync("a.txt", new SettlementText("90000000001").Refund("302-1111111-1111111", "x", 4_000).Build()
            + new SettlementText("90000000002").Refund("302-2222222-2222222", "y", 700).Body(off: 1));
        Assert.Equal(ImportStatus.Done, file.Status);
        Assert.Equal("Settlement 90000000002 does not tie out: lines -6.30, declared -6.29 EUR.", file.Message);
        await using var db = house.Database.CreateDbContext();
        Assert.Equal([-3_600L, -630L], await db.Settlements.OrderBy(s => s.SettlementId).Select(s => s.SummedTotal).ToListAsync());
    }

    [Fact]
    public async Task RejectedRows_DownloadedMendedAndImported_CompleteTheSettlement()
    {
        var settlement = new SettlementText().Refund("302-1111111-1111111", "x", 4_000).Line("Refund", "302-3333333-3333333", "z", "ItemPrice", "Principal", -1_234, amountText: "twelve");
        var file = await house.ImportAsync("march.txt", settlement.Build());
        Assert.Equal((ImportStatus.Done, 1L, 3L), (file.Status, file.Rejected, file.Accepted));
        using var download = new MemoryStream();
        var outcome = await new RejectedRowsFile(house.Database, house.Guard, house.Evidence, house.Reader).RunAsync(ImportHouse.Anna, file.Id, download, default);
        Assert.Equal("march - rejected rows.txt", outcome.Message);
        Assert.Equal([0xEF, 0xBB, 0xBF], download.ToArray()[..3]);
        var mended = System.Text.Encoding.UTF8.GetString(download.ToArray()).Replace("twelve", "-12.34", StringComparison.Ordinal);
        var second = await house.ImportAsync("mended.txt", System.Text.Encoding.UTF8.GetBytes(mended));
        Assert.True(second.Status == ImportStatus.Done, second.Message);
        Assert.Equal((1L, 1L, 0L), (second.Accepted, second.Duplicates, second.Rejected));
        await using var db = house.Database.CreateDbContext();
        var stored = await db.Settlements.SingleAsync();
        Assert.Equal((-4_834L, -4_834L, 3), (stored.DeclaredTotal, stored.SummedTotal, stored.LineCount));
        var again = await house.ImportAsync("mended again.txt", System.Text.Encoding.UTF8.GetBytes(mended + "\r\n"));
        Assert.NotEqual(ImportStatus.Failed, again.Status);
        Assert.Equal(3, house.Count("SettlementLines"));
    }
}
