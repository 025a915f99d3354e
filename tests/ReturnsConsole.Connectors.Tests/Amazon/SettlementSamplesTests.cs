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
}
