using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Tests.Files;

public sealed class RowHashTests
{
    [Fact]
    public void Seed_OfOtherColumns_Differs()
    {
        var names = new[] { "amount", "orderid", "sku", "settlementid", "a", "b" };
        Assert.Equal(names.Length, names.Select(RowHash.Seed).Distinct().Count());
    }

    [Fact]
    public void Value_OfOtherAmounts_Differs()
    {
        var seed = RowHash.Seed("amount");
        Assert.Equal(4_000, Enumerable.Range(-2_000, 4_000).Select(v => RowHash.Value(seed, v, 2)).Distinct().Count());
        Assert.Equal(4_000, Enumerable.Range(-2_000, 4_000).Select(v => RowHash.Value(seed, v)).Distinct().Count());
    }
}
