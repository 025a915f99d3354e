using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Shipments;

public class ManifestRulesTests
{
    [Theory]
    [InlineData("", "", 0, 0, 0, 0)]
    [InlineData("a b c", "", 3, 0, 3, 0)]
    [InlineData("a b c", "c a b", 3, 3, 0, 0)]
    [InlineData("a b c", "a a a x", 3, 1, 2, 1)]
    [InlineData("", "x y x", 0, 0, 0, 2)]
    public void Count_OfManifestAndScans_CountsEachItemOnce(string manifest, string scans, int expected, int scanned, int missing, int surplus)
    {
        var count = ManifestRules.Count(Split(manifest), Split(scans));

        Assert.Equal((expected, scanned, missing, surplus), (count.Expected, count.Scanned, count.Missing, count.Surplus));
    }

    /// <summary>Whoever scans what how often in which order: the counts are the same, and expected = scanned + missing.</summary>
    [Fact]
    public void Count_InAnyOrderRepeatedByAnybody_IsTheSame() => Prop.ForAll(
        Gen.Choose(0, 12).ListOf().ToArbitrary(), Gen.Choose(0, 18).ListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (manifest, scans, seed) =>
        {
            var random = new Random(seed);
            var codes = scans.Select(s => $"i{s}").ToArray();
            var again = codes.Concat(codes.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(again);
            var announced = manifest.Select(m => $"i{m}").ToArray();
            var (one, other) = (ManifestRules.Count(announced, codes), ManifestRules.Count(announced.Reverse(), again));
            return one == other && one.Expected == one.Scanned + one.Missing && one.Expected == announced.Distinct().Count() && one.Scanned + one.Surplus == codes.Distinct().Count();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void CameOtherwise_EachPieceStandsForOneItem_AndNothingFromBeforeTheDeparture()
    {
        var left = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);
        MissingItem Item(long id, string sku) => new(id, $"I{id}", 7, sku, 1, left);
        ArrivedGoods Goods(string sku, int pieces, int day) => new(7, sku, pieces, left.AddDays(day));

        Assert.Equal([1], ManifestRules.CameOtherwise([Item(1, "A"), Item(2, "A")], [Goods("a", 1, 3)]));
        Assert.Equal([1, 2], ManifestRules.CameOtherwise([Item(2, "A"), Item(1, "A")], [Goods("A", 2, 3)]).Order());
        Assert.Empty(ManifestRules.CameOtherwise([Item(1, "A")], [Goods("A", 1, -2)]));
        Assert.Empty(ManifestRules.CameOtherwise([Item(1, "A")], [Goods("B", 1, 3)]));
        Assert.Empty(ManifestRules.CameOtherwise([Item(1, "A")], [new ArrivedGoods(8, "A", 1, left.AddDays(1))]));
        // The item that says what it is goes before the one that fits anything.
        Assert.Equal([2], ManifestRules.CameOtherwise([Item(1, ""), Item(2, "A")], [Goods("A", 1, 3)]));
        Assert.Empty(ManifestRules.CameOtherwise([new MissingItem(1, "I1", 0, "A", 1, null)], [new ArrivedGoods(0, "A", 1, left)]));
    }

    [Theory]
    [InlineData(2_000L, null, 2, 1, 1_000L)]
    [InlineData(1_000L, 100L, 3, 1, 300L)]
    [InlineData(1_000L, null, 3, 2, 667L)]
    [InlineData(500L, 900L, 1, 1, 0L)]
    [InlineData(null, null, 1, 1, null)]
    [InlineData(500L, null, 0, 1, null)]
    [InlineData(500L, null, 1, 4, 500L)]
    public void ValueOf_PartOfALine_IsItsShare(long? paid, long? promotion, int ordered, int pieces, long? value) => Assert.Equal(value, ManifestRules.ValueOf(paid, promotion, ordered, pieces));

    [Fact]
    public void Shortage_InTwoCurrencies_AddsNothingAcrossThem()
    {
        var value = GoodsValue.Of([new Money(500, "EUR"), new Money(700, "USD"), new Money(100, "USD"), null]);
        var finding = ShipmentFindings.Shortage(new ShipmentFact(12, "PO-1", "Happy Returns", "UPS", ""), 10, 4, value, ["A", "B"], DateTime.UnixEpoch, "Wanda");

        Assert.Equal((800, "USD"), (finding.AtRisk, finding.Currency));
        Assert.Contains("8.00 USD and 5.00 EUR; of 1 item the value is not known", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("Missing: A, B and 2 more.", finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(12, ShipmentFindings.ShipmentOf(finding.SubjectKey));
        Assert.Null(ShipmentFindings.ShipmentOf("return rebound X"));
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
