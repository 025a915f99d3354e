using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Imports;
using Xunit;

namespace ReturnsConsole.Tests.Intake;

public class LookUpTests
{
    [Theory]
    [InlineData("204-1234567-7654321")]
    [InlineData("]C1 1z 999 aa1 01 2345 6784")]
    [InlineData("dfqryqfbrrma")]
    [InlineData("https://x.example/r?rma=DfqRyqfBRRMA")]
    [InlineData("shop-77001")]
    [InlineData("BOOT-42")]
    public async Task Scan_OfAnythingOnTheParcel_FindsTheOrderWithWhatIsKnown(string code)
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        world.Triage.Refund(IntakeWorld.Order, "BOOT-42", 3, 8_499, "M-1");

        var answer = await world.ScanAsync(code);

        Assert.Equal(ScanResult.Known, answer.Result);
        var order = Assert.Single(answer.Orders);
        Assert.Equal(IntakeWorld.Order, order.OrderId);
        Assert.Equal(["BOOT-42", "SOCK"], order.Lines.Select(l => l.Sku));
        Assert.Equal((2, 1, 0), (order.Lines[0].Ordered, order.Lines[0].InReturn, order.Lines[0].Received));
        Assert.Equal("BOOT-42", order.Likely!.Sku);
        Assert.Equal(8_499, Assert.Single(order.Refunds).Amount);
        Assert.Equal(IntakeWorld.Rma, Assert.Single(order.Returns).Rma);
        Assert.True(order.HasDarkReturn);
    }

    [Theory]
    [InlineData("204-1234567-7654312")]
    [InlineData("204-1234567-765432")]
    [InlineData("1Z999AA10123456785")]
    public async Task Scan_OneSlipAway_OffersTheTrueCode(string code)
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();

        var answer = await world.ScanAsync(code);

        Assert.Equal(ScanResult.Near, answer.Result);
        Assert.Equal(IntakeWorld.Order, Assert.Single(answer.Near).OrderId);
    }

    [Fact]
    public async Task Scan_OfNothingKnown_IsUnknownWithAShelf()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var answer = await world.ScanAsync("X00-BLUE-7");
        Assert.Equal((ScanResult.Unknown, "U-1", 0), (answer.Result, answer.SuggestedShelf, answer.Near.Count));
    }

    [Fact]
    public async Task Scan_OfAParcelWithSeveralOrders_ShowsEach()
    {
        using var world = new IntakeWorld();
        foreach (var order in (string[])["204-0000001-0000001", "204-0000002-0000002"])
        {
            world.Triage.Line(order, "KETTLE", 3_000);
            world.Triage.Return(order, "KETTLE", 0, rma: "R" + order, tracking: "JD014600007782553019");
        }
        await world.FillAsync();

        var answer = await world.ScanAsync("JD 0146 0000 7782 5530 19");

        Assert.Equal(["204-0000001-0000001", "204-0000002-0000002"], answer.Orders.Select(o => o.OrderId).Order());
    }

    [Fact]
    public async Task Scan_ByAPersonWithoutTheCompany_FindsNothing()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        world.Triage.Guard.Companies = new HashSet<int>();
        Assert.NotNull((await world.LookUp.RunAsync(world.Wanda, IntakeWorld.Order, default)).Refusal);
    }

    [Fact]
    public async Task Import_WritesTheIdentifiersOfItsFacts_OnceHoweverOftenTheyAreTold()
    {
        using var house = new ImportHouse();
        var bytes = await File.ReadAllBytesAsync(ImportHouse.Sample("returns_flat_us_real_row.tsv"));
        await house.ImportAsync("returns.tsv", bytes);
        await using var db = house.Database.CreateDbContext();
        var first = await db.ParcelIdentifiers.AsNoTracking().OrderBy(i => i.Value).ToListAsync();
        var item = await db.ReturnItems.AsNoTracking().FirstAsync();

        Assert.Contains(first, i => i.Kind == IdentifierKind.Order && i.Value == "11362778186289068");
        Assert.Contains(first, i => i.Kind == IdentifierKind.Rma && i.Value == "DFQRYQFBRRMA" && i.ReturnItemId == item.Id && i.OrderKey == item.OrderKey);
        Assert.Contains(first, i => i.Kind == IdentifierKind.Tracking && i.Value == "9202090339598300000000");

        // The same return told again with more to it corrects the fact and leaves the identifiers as they are.
        var again = System.Text.Encoding.UTF8.GetString(bytes).Replace("Approved", "Completed", StringComparison.Ordinal);
        await house.ImportAsync("returns again.tsv", again);
        Assert.Equal(first.Count, await db.ParcelIdentifiers.CountAsync());
    }

    [Fact]
    public async Task FillIdentifiers_OfAnOldDatabase_WritesWhatAnImportWouldHaveWritten()
    {
        using var house = new ImportHouse();
        await house.ImportAsync("returns.tsv", await File.ReadAllBytesAsync(ImportHouse.Sample("returns_flat_us_real_row.tsv")));
        await using var db = house.Database.CreateDbContext();
        var written = await Values();
        await db.ParcelIdentifiers.ExecuteDeleteAsync();

        await new FillIdentifiers(house.Database).RunAsync(default);

        Assert.Equal(written, await Values());

        async Task<List<(string, IdentifierKind, long)>> Values() =>
            [.. (await db.ParcelIdentifiers.AsNoTracking().ToListAsync()).Select(i => (i.Value, i.Kind, i.ReturnItemId)).Order()];
    }

    [Fact]
    public async Task Scan_SentTwice_IsInTheListOnce()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var (id, answer) = (Guid.NewGuid(), await world.ScanAsync(IntakeWorld.Tracking));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Take.RunAsync(world.Wanda, id, IntakeWorld.Tracking, world.Triage.Clock.Now, answer, default)));
        Assert.Equal(1, await world.CountAsync<ParcelScan>());
    }

    [Fact]
    public async Task Answer_KnowsWhatARefundOnlyReportedByAmazonIs()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        Assert.Empty(order.Refunds);
        Assert.Equal(ReturnRequestState.Approved, ReturnWords.StateOf(order.Returns[0].Status));
        Assert.Equal(ReturnChannel.MerchantFulfilled, order.Returns[0].Channel);
    }
}
