using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

public sealed class ReturnMergingTests
{
    private const byte Rebound = 2;
    private const byte HappyReturns = 3;

    [Fact]
    public void AmazonsRowAndThePlatformsReturn_AreOneItem_WithTheScanThatAmazonDoesNotTell()
    {
        var merged = Merged(Amazon("D1", sku: "S1"), Platform(Rebound, rma: "D1", sku: "S1", scan: 3));
        var item = Assert.Single(merged);
        Assert.Equal((0, true, OrderStory.Day(3)), (item.Platform, item.OnPlatform, item.FirstScanAt!.Value));
    }

    [Fact]
    public void PlatformsUnits_FoldIntoAmazonsLine_AsManyAsItHasPieces()
    {
        var merged = Merged(Amazon("D1", sku: "S1", quantity: 2), Platform(HappyReturns, sku: "S1", key: "a"), Platform(HappyReturns, sku: "S1", key: "b"), Platform(HappyReturns, sku: "S1", key: "c"));
        Assert.Equal([(false, true), (true, false)], merged.Select(m => (m.IsPlatform, m.OnPlatform)));
    }

    [Theory]
    [InlineData("D2", "S1", "")]
    [InlineData("", "S2", "")]
    [InlineData("", "S1", "item-9")]
    public void WhatContradicts_StaysAReturnOfItsOwn(string rma, string sku, string orderItem) =>
        Assert.Equal(2, Merged(Amazon("D1", sku: "S1", orderItem: "item-1"), Platform(Rebound, rma: rma, sku: sku, orderItem: orderItem)).Count);

    [Fact]
    public void TwoPlatforms_ThatTellOfTheSameItem_AreOneReturn_AndKnownToNoAmazonReport()
    {
        var item = Assert.Single(Merged(Platform(Rebound, sku: "S1", scan: 5), Platform(HappyReturns, sku: "S1", scan: 2)));
        Assert.Equal((Rebound, false, OrderStory.Day(2)), (item.Platform, item.OnPlatform, item.FirstScanAt!.Value));
    }

    [Fact]
    public void UnitsReceivedByAmazonsOwnCentre_AreNotThePlatforms()
    {
        var fba = Amazon("", sku: "S1");
        fba.IsFba = true;
        Assert.Equal(2, Merged(fba, Platform(Rebound, sku: "S1")).Count);
    }

    [Fact]
    public void Merging_DoesNotDependOnTheOrderOfWhatPlatformsTold()
    {
        ReturnFact[] told = [Amazon("D1", sku: "S1", quantity: 2), Amazon("D2", sku: "S2"), Platform(Rebound, rma: "D2", sku: "S2", scan: 4), Platform(Rebound, sku: "S1", key: "x", scan: 6), Platform(HappyReturns, sku: "S1", key: "y", scan: 5)];
        var expected = Words(Merged(told));
        var random = new Random(5);
        for (var i = 0; i < 50; i++)
        {
            random.Shuffle(told);
            Assert.Equal(expected, Words(Merged(told)));
        }
    }

    [Fact]
    public void DarkReturn_ClosesWhenThePlatformKnowsOfIt()
    {
        var dark = new OrderStory().Line("S1", 5_000).Return("S1", 1, rma: "D1", prepaid: true);
        Assert.Contains(dark.On(40).Findings, f => f.Kind == CaseKind.DarkReturn);

        var known = new OrderStory().Line("S1", 5_000).Return("S1", 1, rma: "D1", prepaid: true);
        known.Facts.Returns.Add(Platform(Rebound, rma: "D1", sku: "S1", scan: 4));
        Assert.DoesNotContain(known.On(40).Findings, f => f.Kind == CaseKind.DarkReturn);
    }

    private static List<ReturnFact> Merged(params ReturnFact[] facts)
    {
        var list = facts.OrderBy(f => f.NaturalKey.ToString(), StringComparer.Ordinal).ToList();
        ReturnMerging.Merge(list, []);
        return list;
    }

    private static List<string> Words(List<ReturnFact> merged) => [.. merged.Select(m => $"{m.NaturalKey} {m.OnPlatform} {m.FirstScanAt:s}")];

    private static ReturnFact Amazon(string rma, string sku, int quantity = 1, string orderItem = "") =>
        new() { NaturalKey = $"amazon {rma}/{sku}", Rma = rma, Sku = sku, Quantity = quantity, OrderItemId = orderItem };

    private static ReturnFact Platform(byte platform, string sku, string rma = "", string orderItem = "", string key = "", double? scan = null) => new()
    {
        NaturalKey = $"platform {platform}/{sku}/{key}",
        Platform = platform,
        Rma = rma,
        Sku = sku,
        OrderItemId = orderItem,
        Quantity = 1,
        FirstScanAt = scan is { } day ? OrderStory.Day(day) : null,
    };
}
