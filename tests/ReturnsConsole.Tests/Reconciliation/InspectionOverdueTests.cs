using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

public sealed class InspectionOverdueTests
{
    [Theory]
    [InlineData(GoodsPlace.Uninspected, false, false, 6.9, 0)]
    [InlineData(GoodsPlace.Uninspected, false, false, 7, 1)]
    [InlineData(GoodsPlace.Uninspected, true, false, 9, 0)]
    [InlineData(GoodsPlace.Uninspected, false, true, 9, 0)]
    [InlineData(GoodsPlace.Sellable, false, false, 9, 0)]
    [InlineData(GoodsPlace.Quarantine, false, false, 9, 0)]
    [InlineData(GoodsPlace.Scrap, false, false, 9, 0)]
    [InlineData(GoodsPlace.WentBack, false, false, 9, 0)]
    [InlineData(GoodsPlace.NeverCame, false, false, 9, 0)]
    public void Goods_NotGradedWithinTheHours_AreACase(GoodsPlace place, bool hub, bool lost, double day, int cases)
    {
        var story = Story(place, hub, lost);

        var found = story.On(day).Findings.Where(f => f.Kind == CaseKind.InspectionOverdue).ToList();

        Assert.Equal(cases, found.Count);
        Assert.All(found, f => Assert.Equal((OrderStory.Day(7), 5_000L, "BOOT"), (f.Since!.Value, f.AtRisk, f.Sku)));
    }

    [Fact]
    public void Goods_BeforeTheHoursAreOver_AreLookedAtAgainThen() =>
        Assert.Equal(OrderStory.Day(7), Story(GoodsPlace.Uninspected, hub: false, lost: false).On(5.5).RecheckAt);

    [Fact]
    public void Goods_OfNoKnownOrder_HaveTheirOwnCase()
    {
        var story = new OrderStory().Goods("BOOT", 5);
        story.Settings.InspectionHours = 48;

        Assert.Equal([CaseKind.ReceiptWithoutOrder], story.KindsOn(9));
    }

    private static OrderStory Story(GoodsPlace place, bool hub, bool lost)
    {
        var story = new OrderStory().Line("BOOT", 5_000).Return("BOOT", 1, rma: "R1").Goods("BOOT", 5, rma: "R1", lost: lost);
        story.Settings.InspectionHours = 48;
        story.Facts.Receipts[0] = story.Facts.Receipts[0] with { Place = place, IsHub = hub };
        return story;
    }
}
