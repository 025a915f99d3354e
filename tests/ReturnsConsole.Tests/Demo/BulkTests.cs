using System.Security.Cryptography;
using ReturnsConsole.Demo.Bulk;
using Xunit;

namespace ReturnsConsole.Tests.Demo;

public sealed class BulkTests : IDisposable
{
    private const ulong Seed = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("demo-bulk").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(10_000)]
    [InlineData(9_999)]
    [InlineData(2)]
    public void Settlement_OfAnySize_HasExactlyItsLinesAndSumsToItsTotal(int rows)
    {
        var content = BulkSettlement.Write(PathOf("settlement.txt"), rows, Seed);

        var lines = WrittenMonth.Rows(PathOf("settlement.txt"), latin: false).ToList();
        Assert.Equal(rows, lines.Count - 1);
        Assert.Equal(content.TotalMinor, WrittenMonth.Minor(lines[0]["total-amount"]));
        Assert.Equal(content.TotalMinor, lines.Skip(1).Sum(line => WrittenMonth.Minor(line["amount"])));
        var refunds = lines.Where(line => line["transaction-type"] == "Refund").ToList();
        Assert.Equal(rows / 2, refunds.Count);
        Assert.Equal(rows / 2, refunds.Select(line => line["adjustment-id"]).Distinct().Count());
        Assert.Equal(content.RefundedOrders, refunds.Select(line => line["order-id"]).Distinct().Count());
    }

    [Fact]
    public void Returns_OfTheSettlement_CoverTwentyFourOfTwentyFiveRefunds()
    {
        BulkSettlement.Write(PathOf("settlement.txt"), 10_000, Seed);
        BulkReturns.Write(PathOf("returns.tsv"), 4_800, Seed);

        var refunds = Refunds("settlement.txt");
        var returns = Returns("returns.tsv");
        Assert.Equal(4_800, returns.Count);
        Assert.All(returns.Keys, key => Assert.Contains(key, refunds.Keys));
        Assert.Equal(96, returns.Count(item => item.Value != refunds[item.Key]));
    }

    [Fact]
    public void Day_AfterAHistory_HasNewRefundsAndGoodsOfOldOnes()
    {
        BulkSettlement.Write(PathOf("settlement.txt"), 10_000, Seed);
        BulkReturns.Write(PathOf("returns.tsv"), 4_800, Seed);
        var day = BulkDay.Write(_folder, 2_000, seed: 5, new BulkHistory(5_000, Seed));

        var history = Refunds("settlement.txt");
        var known = Returns("returns.tsv");
        var refunds = Refunds(day.SettlementPath);
        var returns = Returns(day.ReturnsPath);
        Assert.Equal(1_000, refunds.Count);
        Assert.Equal(1_000, returns.Count);
        Assert.Empty(refunds.Keys.Intersect(history.Keys));
        Assert.Empty(returns.Keys.Intersect(known.Keys));
        Assert.Equal(200, returns.Keys.Count(history.ContainsKey));
        Assert.Equal(800, returns.Keys.Count(refunds.ContainsKey));
    }

    [Fact]
    public void Days_OfDifferentSeeds_ShareNoOrder()
    {
        var first = Refunds(BulkDay.Write(PathOf("one"), 4_000, seed: 1).SettlementPath);
        var second = Refunds(BulkDay.Write(PathOf("two"), 4_000, seed: 2).SettlementPath);

        Assert.Empty(first.Keys.Select(key => key.OrderId).Intersect(second.Keys.Select(key => key.OrderId)));
    }

    [Fact]
    public void Files_OfTheSameSeed_HaveTheSameBytes()
    {
        BulkSettlement.Write(PathOf("a.txt"), 5_000, Seed);
        BulkSettlement.Write(PathOf("b.txt"), 5_000, Seed);
        BulkSettlement.Write(PathOf("c.txt"), 5_000, Seed + 1);

        Assert.Equal(Hash("a.txt"), Hash("b.txt"));
        Assert.NotEqual(Hash("a.txt"), Hash("c.txt"));
    }

    private Dictionary<(string OrderId, string ItemId, string Sku), long> Refunds(string name) => WrittenMonth.Rows(PathOf(name), latin: false)
        .Where(row => row["transaction-type"] == "Refund")
        .ToDictionary(row => (row["order-id"], row["order-item-code"], row["sku"]), row => -WrittenMonth.Minor(row["amount"]));

    private Dictionary<(string OrderId, string ItemId, string Sku), long> Returns(string name) => WrittenMonth.Rows(PathOf(name), latin: false)
        .ToDictionary(row => (row["Order ID"], row["Order Item ID"], row["Merchant SKU"]), row => WrittenMonth.Minor(row["Refunded Amount"]));

    private string Hash(string name) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(PathOf(name))));

    private string PathOf(string name) => Path.Combine(_folder, name);
}
