using System.Text.Json.Nodes;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

/// <summary>Every row of a file ends somewhere, also those that carry nothing.</summary>
public sealed class RowsWithoutDataTests : IDisposable
{
    private readonly ImportHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task SettlementV1_QuantityWithoutAmount_IsPartOfTheReport()
    {
        var content = await File.ReadAllBytesAsync(ImportHouse.Sample("settlement_v1_ca_50018020314.txt"));
        var file = await house.ImportAsync("a.txt", content);
        await using var db = house.Database.CreateDbContext();
        var lines = db.SettlementLines.Select(l => l.Line).Distinct().Count();

        // One blank line at the end; the head stands on a line of its own.
        Assert.Equal((file.Rows - 1, 0L, 0L, 1L), (file.Accepted, file.Duplicates, file.Rejected, file.Ignored));
        Assert.True(file.Accepted > lines + 1, "The sample has rows that carry a quantity only.");
    }

    [Fact]
    public async Task SettlementV1_SavedAgainWithOtherLineEnds_EveryRowIsKnown()
    {
        var text = await File.ReadAllTextAsync(ImportHouse.Sample("settlement_v1_ca_50018020314.txt"));
        var first = await house.ImportAsync("a.txt", text.ReplaceLineEndings("\n"));
        var second = await house.ImportAsync("b.txt", text.ReplaceLineEndings("\r\n"));

        Assert.Equal((first.Rows, 0L, first.Accepted, "Nothing new: every row was known."), (second.Rows, second.Accepted, second.Duplicates, second.Message));
    }

    [Fact]
    public async Task File_OnlyRepeatedHeaders_HoldsNoDataRows()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        await house.NewVerb().RunAsync(Actor.Terminal, [ImportHouse.Sample("returns_flat_airbyte_header_as_rows.tsv")], null, null, true, output, error, default);
        var line = JsonNode.Parse(output.ToString())!;

        Assert.Equal("The file holds no data rows.", (string?)line["message"]);
        Assert.True((long)line["ignored"]! > 0);
        Assert.Equal((long)line["rows"]!, (long)line["ignored"]!);
    }

    [Fact]
    public async Task Returns_HeaderAgainAmongTheRows_IsCountedApart()
    {
        var text = await File.ReadAllTextAsync(ImportHouse.Sample("returns_flat_br_33col.tsv"));
        var header = text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)];
        var file = await house.ImportAsync("a.tsv", text.TrimEnd('\r', '\n') + "\n" + header);

        Assert.Equal((ImportStatus.Done, 1L), (file.Status, file.Ignored));
        Assert.Equal(file.Rows, file.Accepted + file.Duplicates + file.Rejected + file.Ignored);
        Assert.True(file.Accepted > 0);
    }
}
