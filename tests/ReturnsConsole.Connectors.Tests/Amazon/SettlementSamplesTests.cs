using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Files;

namespace ReturnsConsole.Connectors.Tests.Amazon;

public sealed class SettlementSamplesTests
{
    [Theory]
    [InlineData("settlement_v1_ca_50018020314.txt", "CAD", -6231)]
    [InlineData("settlement_v1_ca_50041020342.txt", "CAD", 253966)]
    [InlineData("settlement_v1_ca_50044020356.txt", "CAD", 463023)]
    [InlineData("settlement_v1_ca_50051020370.txt", "CAD", 389424)]
    [InlineData("settlement_v1_us_26688578961.txt", "USD", 21618)]
    public void RealSettlementV1_Read_TiesOutToTheCent(string file, string currency, long total)
    {
        var read = Reading.SampleEntry(file).Read();

        var head = Assert.Single(read.Heads);
        Assert.Equal((currency, (long?)total), (head.Currency, head.DeclaredTotalMinor));
        Assert.Equal(total, read.Lines.Sum(l => l.Minor));
        Assert.Empty(read.RejectedRows);
        Assert.DoesNotContain(read.Lines, l => l.Kind == SettlementLineKind.Unclassified || l.Role == AmountRole.Unclassified);
    }

    [Fact]
    public void SettlementV2Golden_Read_GivesHeadAndLines()
    {
        var entry = Reading.SampleEntry("settlement_v2_in_golden.txt");
        Assert.Equal(FileFormat.AmazonSettlementV2, entry.Profile().Format);

        var read = entry.Read();

        Assert.Equal(new[] { 50000L, -7500L }, read.Lines.Select(l => l.Minor).Take(2));
        Assert.Equal(123450, Assert.Single(read.Heads).DeclaredTotalMinor);
    }

    [Theory]
    [InlineData("settlement_hybrid_es_aresstore.txt", FileFormat.AmazonSettlementV1, "V1 + posted-date-time, 37 columns", 12, 67633, null)]
    [InlineData("settlement_v1_airbyte.tsv", FileFormat.AmazonSettlementV1, "V1, 36 columns", 2, 1677, 123456L)]
    [InlineData("settlement_v2_us_oi1.tsv", FileFormat.AmazonSettlementV2, "V2, 24 columns", 4, 18728, 8679L)]
    public void Fixtures_AreReadAsTheyAre_AlsoWhereTheirSumIsNotTheTotal(string file, FileFormat format, string layout, int lines, long sum, long? total)
    {
        var entry = Reading.SampleEntry(file);
        var profile = entry.Profile();
        var read = entry.Read();

        Assert.Equal((format, layout), (profile.Format, profile.Layout));
        Assert.Empty(profile.UnknownColumns);
        Assert.Equal((lines, sum, total), (read.Lines.Count, read.Lines.Sum(l => l.Minor), Assert.Single(read.Heads).DeclaredTotalMinor));
        Assert.Empty(read.RejectedRows);
    }

    [Fact]
    public void V1Row_WithSeveralAmounts_GivesOnePartEach_InTheWordsOfV2()
    {
        var lines = Reading.SampleEntry("settlement_v1_airbyte.tsv").Read().Lines;

        Assert.Equal([(2, "ItemPrice", "Principal", AmountRole.Principal, 1999L), (3, "ItemFees", "FBAPerUnitFulfillmentFee", AmountRole.Fee, -322L)],
            lines.Select(l => (l.Part, l.AmountType, l.Description, l.Role, l.Minor)));
        Assert.Equal(lines[0].Row, lines[1].Row);
    }

    [Fact]
    public void V1_WithoutPromotionColumns_IsRead_AndQuantityRowsAreIgnored()
    {
        var text = File.ReadAllLines(Reading.Sample("settlement_v1_ca_50018020314.txt")).Select(l => l.Split('\t'))
            .Select(c => string.Join('\t', c.Where((_, i) => i is < 30 or > 32)));
        var entry = Reading.Entry(string.Join('\n', text));
        var whole = Reading.SampleEntry("settlement_v1_ca_50018020314.txt").Read();

        var read = entry.Read();

        Assert.Equal("V1, 33 columns", entry.Profile().Layout);
        Assert.Equal(whole.Lines.Where(l => l.AmountType != "Promotion").Sum(l => l.Minor), read.Lines.Sum(l => l.Minor));
        Assert.Contains(read.IgnoredRows, i => i.Why == "a quantity without an amount");
        Assert.Equal([-32169L, 32169L], read.Lines.Where(l => l.Kind == SettlementLineKind.CarryOver).Select(l => l.Minor));
    }
}
