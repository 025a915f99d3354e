using ReturnsConsole.Reconciliation.Stock;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

public sealed class CorrectionRulesTests
{
    private static readonly StockCounts Held = new(0, 1, 2, 3, 0, 0);

    [Fact]
    public void Corrections_InAnyOrder_CountInTheOrderOfTheirIds()
    {
        CorrectionFact[] all = [new(2, StockBucket.Sellable, StockBucket.Scrap, 4), new(1, StockBucket.Quarantine, StockBucket.Sellable, 2, 9, 3)];

        Assert.Equal(new StockCounts(0, 1, 0, 1, 4, 0), CorrectionRules.Apply(Held, all));
        Assert.Equal(CorrectionRules.Apply(Held, all), CorrectionRules.Apply(Held, all.Reverse()));
    }

    [Fact]
    public void Correction_OfMoreThanThereIs_TakesWhatThereIs()
    {
        var effects = new Dictionary<long, int>();

        Assert.Equal(new StockCounts(0, 1, 0, 3, 0, 0), CorrectionRules.Apply(Held, [new(1, StockBucket.Sellable, StockBucket.Customer, 5)], effects));
        Assert.Equal(2, effects[1]);
    }

    [Fact]
    public void Release_OfAReceiptThatIsNoLongerHeld_ReleasesNothing() =>
        Assert.Equal(Held, CorrectionRules.Apply(Held, [new(1, StockBucket.Quarantine, StockBucket.Sellable, 1, 9, 0)]));

    [Fact]
    public void Releases_OfOneReceipt_AreTogetherNoMoreThanItHolds() =>
        Assert.Equal(new StockCounts(0, 1, 3, 2, 0, 0), CorrectionRules.Apply(Held, [new(1, StockBucket.Quarantine, StockBucket.Sellable, 1, 9, 1), new(2, StockBucket.Quarantine, StockBucket.Sellable, 1, 9, 1)]));

    [Theory]
    [InlineData(StockBucket.Sellable, StockBucket.Customer, 3, true, "There are 2 pieces to take 3 from")]
    [InlineData(StockBucket.Lost, StockBucket.Scrap, 1, true, "There are 0 pieces")]
    [InlineData(StockBucket.Customer, StockBucket.Sellable, 1, false, "without a grade")]
    [InlineData(StockBucket.Quarantine, StockBucket.Sellable, 1, true, "by a release")]
    [InlineData(StockBucket.OnHandUninspected, StockBucket.Sellable, 1, true, "graded first")]
    [InlineData(StockBucket.Scrap, StockBucket.Scrap, 1, true, "nothing would change")]
    [InlineData(StockBucket.Customer, StockBucket.Scrap, 0, true, "from 1 to 100,000")]
    [InlineData(StockBucket.Customer, StockBucket.Scrap, -4, true, "from 1 to 100,000")]
    public void Refusal_SaysWhy(StockBucket from, StockBucket to, int pieces, bool graded, string words) =>
        Assert.Contains(words, CorrectionRules.Refusal(Held, from, to, pieces, graded), StringComparison.Ordinal);

    [Fact]
    public void Refusal_OfWhatMayBe_IsNone()
    {
        Assert.Null(CorrectionRules.Refusal(Held, StockBucket.Sellable, StockBucket.Customer, 2, false));
        Assert.Null(CorrectionRules.Refusal(Held, StockBucket.Customer, StockBucket.Sellable, 2, true));
    }
}
