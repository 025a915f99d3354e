using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

/// <summary>Real files of real sellers, through the verb.</summary>
public sealed class SamplesTests
{
    [Theory]
    [InlineData("settlement_v1_ca_50018020314.txt")]
    [InlineData("settlement_v1_ca_50041020342.txt")]
    [InlineData("settlement_v1_ca_50044020356.txt")]
    [InlineData("settlement_v1_ca_50051020370.txt")]
    [InlineData("settlement_v1_us_26688578961.txt")]
    public async Task RealSettlement_TiesOutToTheCent(string name)
    {
        using var house = new ImportHouse();
        var (exit, line) = await VerbAsync(house, name);
        Assert.Equal((0, "Done", "0.00"), (exit, (string?)line["status"], (string?)line["difference"]));
        Assert.Equal((string?)line["declaredTotal"], (string?)line["summedTotal"]);
        Assert.Equal((0L, 0L), ((long)line["rejected"]!, (long)line["duplicates"]!));
        Assert.Equal((long)line["rows"]!, house.Count("SourceRecords"));
        await using var db = house.Database.CreateDbContext();
        Assert.Equal(await db.SettlementLines.SumAsync(l => l.Amount), (await db.Settlements.SingleAsync()).SummedTotal);
        if (name.Contains("26688578961", StringComparison.Ordinal))
            Assert.Equal("216.18", (string?)line["summedTotal"]);
    }

    [Fact]
    public async Task AllSamples_ImportedTwiceAndUnderOtherNames_ChangeNothingTheSecondTime()
    {
        using var house = new ImportHouse();
        var names = Directory.GetFiles(Path.GetDirectoryName(ImportHouse.Sample("x"))!).Select(f => Path.GetFileName(f)!).Where(f => !f.StartsWith("api_", StringComparison.Ordinal) && !f.StartsWith("notification_", StringComparison.Ordinal)).ToList();
        foreach (var name in names)
            await VerbAsync(house, name);
        var before = house.Counts();
        Assert.All(new[] { "OrderLines", "ReturnItems", "SettlementLines", "Reimbursements" }, table => Assert.True(before[table] > 0, table));
        foreach (var name in names)
        {
            var file = await File.ReadAllBytesAsync(ImportHouse.Sample(name));
            var reception = await house.Receive.RunAsync(ImportHouse.Anna, null, "again " + name, new MemoryStream(file), default);
            Assert.All(reception.Files, f => Assert.True(f.Status is ImportStatus.AlreadyImported or ImportStatus.Queued or ImportStatus.NeedsAnswer, $"{name}: {f.Status}"));
        }
        while (await house.Runner.RunNextAsync(default))
        {
        }
        Assert.Equal(before, house.Counts());
    }

    [Fact]
    public async Task Verb_MissingFile_SaysWhichAndEndsWithTwo()
    {
        using var house = new ImportHouse();
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, await house.NewVerb().RunAsync(Actor.Terminal, ["/nowhere/x.txt"], null, null, true, output, error, default));
        Assert.Equal("/nowhere/x.txt: there is no such file or directory." + Environment.NewLine, error.ToString());
    }

    [Fact]
    public async Task Verb_WrongFile_IsRefusedWithWords()
    {
        using var house = new ImportHouse();
        var path = Path.Combine(house.Database.Folder, "x.pdf");
        await File.WriteAllBytesAsync(path, "%PDF-1.7 not a report at all"u8.ToArray());
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, await house.NewVerb().RunAsync(Actor.Terminal, [path], null, null, true, output, error, default));
        Assert.Equal("Refused", (string?)JsonNode.Parse(output.ToString())!["status"]);
        Assert.Contains("PDF", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_FileImportedBefore_CountsItsRowsAsKnownAndNamesTheEarlierFile()
    {
        using var house = new ImportHouse();
        var path = Path.Combine(house.Database.Folder, "a.txt");
        await File.WriteAllTextAsync(path, new SettlementText().Refund("302-1111111-1111111", "x", 4_000).Build());
        await VerbOfAsync(house, path);
        var (exit, line) = await VerbOfAsync(house, path);

        Assert.Equal((0, "AlreadyImported", 3, 0, 3, 0), (exit, (string?)line["status"], (int)line["rows"]!, (int)line["accepted"]!, (int)line["duplicates"]!, (int)line["rejected"]!));
        Assert.Contains("as a.txt (file 1)", (string?)line["message"], StringComparison.Ordinal);
        Assert.Equal(("90000000001", "-36.00", "0.00"), ((string?)line["settlementId"], (string?)line["summedTotal"], (string?)line["difference"]));
    }

    [Fact]
    public async Task Verb_FileThatWaitedForAnAnswer_IsImportedWithIt()
    {
        using var house = new ImportHouse();
        var path = Path.Combine(house.Database.Folder, "a.txt");
        await File.WriteAllTextAsync(path, new SettlementText().Line("Order", "302-1111111-1111111", "", "ItemPrice", "Principal", 1_000_00, amountText: "1,000").Build().Replace("1000.00", "1,000", StringComparison.Ordinal));
        Assert.Equal((2, "NeedsAnswer"), (await VerbOfAsync(house, path)) is var (first, asked) ? (first, (string?)asked["status"]) : default);
        var (_, line) = await VerbOfAsync(house, path, "en-US");

        Assert.Equal(("Done", 2, 2), ((string?)line["status"], (int)line["rows"]!, (int)line["accepted"]!));
    }

    private static Task<(int Exit, JsonNode Line)> VerbAsync(ImportHouse house, string name) => VerbOfAsync(house, ImportHouse.Sample(name));

    private static async Task<(int Exit, JsonNode Line)> VerbOfAsync(ImportHouse house, string path, string? culture = null)
    {
        using var output = new StringWriter();
        var exit = await house.NewVerb().RunAsync(Actor.Terminal, [path], null, culture, json: true, output, TextWriter.Null, default);
        return (exit, JsonNode.Parse(output.ToString())!);
    }
}
