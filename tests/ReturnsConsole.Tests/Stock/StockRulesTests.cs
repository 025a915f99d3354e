using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>Where the goods of an order are, case by case.</summary>
public sealed class StockRulesTests
{
    private static readonly DateTime Day = new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, string[], bool, StockCounts> Table => new()
    {
        { "announced only", ["return"], false, default },
        { "scanned by the carrier", ["scanned"], false, new(1, 0, 0, 0, 0, 0) },
        { "told by Amazon and by the platform", ["scanned", "scanned by rebound"], false, new(1, 0, 0, 0, 0, 0) },
        { "the buyer keeps it", ["returnless scanned"], false, default },
        { "received by Amazon's own centre", ["fba scanned"], false, default },
        { "received", ["scanned", "dock"], false, new(0, 1, 0, 0, 0, 0) },
        { "received without any announcement", ["dock"], false, new(0, 1, 0, 0, 0, 0) },
        { "received twice as much as announced", ["scanned", "dock", "dock"], false, new(0, 2, 0, 0, 0, 0) },
        { "graded and restocked", ["scanned", "dock sellable"], false, new(0, 0, 1, 0, 0, 0) },
        { "restocked, but the reason code is not mapped", ["scanned unmapped", "dock sellable"], false, new(0, 1, 0, 0, 0, 0) },
        { "quarantined", ["dock quarantine"], false, new(0, 0, 0, 1, 0, 0) },
        { "scrapped", ["dock scrap"], false, new(0, 0, 0, 0, 1, 0) },
        { "sent back to the customer", ["scanned", "dock went-back"], false, default },
        { "taken back by the dock", ["scanned", "dock never-came"], false, new(1, 0, 0, 0, 0, 0) },
        { "at the hub, not decided", ["scanned", "hub"], true, new(1, 0, 0, 0, 0, 0) },
        { "restocked by a hub that is trusted", ["scanned", "hub sellable"], true, new(0, 0, 1, 0, 0, 0) },
        { "restocked by a hub that is not trusted", ["scanned", "hub sellable"], false, new(1, 0, 0, 0, 0, 0) },
        { "lost by the hub", ["scanned", "hub lost"], false, new(0, 0, 0, 0, 0, 1) },
        { "restocked by the hub, then at our dock", ["scanned", "hub sellable", "dock"], true, new(0, 1, 0, 0, 0, 0) },
        { "two at the hub, one of them at our dock", ["scanned", "scanned", "hub sellable", "hub sellable", "dock"], true, new(0, 1, 1, 0, 0, 0) },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Order_ItsFacts_SayWhereTheGoodsAre(string what, string[] facts, bool trustsHub, StockCounts expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Place(facts, trustsHub));
        Assert.Equal(expected, Place([.. facts.Reverse()], trustsHub));
    }

    [Fact]
    public void Order_TwoSkus_AreCountedApart()
    {
        var order = new OrderFacts();
        order.Receipts.Add(new ReceiptFact { Sku = "BOOT", NaturalKey = "1", Quantity = 2, Place = GoodsPlace.Sellable });
        order.Receipts.Add(new ReceiptFact { Sku = "HAT", NaturalKey = "2", Quantity = 3, Place = GoodsPlace.Scrap });
        var found = new List<SkuCounts>();

        StockRules.Place(order, trustsHub: false, found);

        Assert.Equal([("BOOT", new StockCounts(0, 0, 2, 0, 0, 0)), ("HAT", new(0, 0, 0, 0, 3, 0))], found.Select(f => (f.Sku.ToString(), f.Counts)));
    }

    private static StockCounts Place(string[] facts, bool trustsHub)
    {
        var order = new OrderFacts();
        for (var i = 0; i < facts.Length; i++)
        {
            var words = facts[i].Split(' ');
            if (words[0] is "dock" or "hub")
                order.Receipts.Add(new ReceiptFact { Sku = "BOOT", NaturalKey = $"{facts[i]}/{facts.Take(i).Count(f => f == facts[i])}", Quantity = 1, IsHub = words[0] == "hub", Place = PlaceOf(words) });
            else
                order.Returns.Add(Return(facts[i]));
        }
        var found = new List<SkuCounts>();
        StockRules.Place(order, trustsHub, found);
        return found.Count == 0 ? default : Assert.Single(found).Counts;
    }

    private static ReturnFact Return(string fact) => new()
    {
        Sku = "BOOT",
        Quantity = 1,
        FirstScanAt = fact.Contains("scanned", StringComparison.Ordinal) ? Day : null,
        IsFba = fact.Contains("fba", StringComparison.Ordinal),
        Platform = fact.Contains("rebound", StringComparison.Ordinal) ? (byte)2 : (byte)0,
        FaultIsUnknown = fact.Contains("unmapped", StringComparison.Ordinal),
        Resolution = fact.Contains("returnless", StringComparison.Ordinal) ? ReturnResolution.ReturnlessRefund : ReturnResolution.StandardRefund,
    };

    private static GoodsPlace PlaceOf(string[] words) => words.Length == 1 ? GoodsPlace.Uninspected : Enum.Parse<GoodsPlace>(words[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
