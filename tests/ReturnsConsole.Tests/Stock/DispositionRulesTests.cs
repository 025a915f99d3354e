using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

public sealed class DispositionRulesTests
{
    [Theory]
    [InlineData(Condition.A, "", 5_000, GoodsPlace.Sellable, "Grade A: as new.")]
    [InlineData(Condition.A, "TooSmall", 5_000, GoodsPlace.Sellable, "Grade A: as new.")]
    [InlineData(Condition.B, "UnwantedItem", 5_000, GoodsPlace.Sellable, "Grade B: opened, without a mark.")]
    [InlineData(Condition.A, "Defective", 5_000, GoodsPlace.Quarantine, "It looks good, but the buyer calls it faulty: test it before it is sold again.")]
    [InlineData(Condition.B, "MissingParts", 5_000, GoodsPlace.Quarantine, "It looks good, but the buyer misses parts: count them before it is sold again.")]
    [InlineData(Condition.C, "TooSmall", 5_000, GoodsPlace.Quarantine, "Grade C: to be cleaned, mended or sold elsewhere.")]
    [InlineData(Condition.C, "TooSmall", 1_000, GoodsPlace.Quarantine, "Grade C: to be cleaned, mended or sold elsewhere.")]
    [InlineData(Condition.C, "TooSmall", 999, GoodsPlace.Scrap, "Grade C and worth less than 10.00 EUR: mending it costs more than it brings.")]
    [InlineData(Condition.D, "TooSmall", 5_000, GoodsPlace.Scrap, "Grade D: it cannot be sold or mended.")]
    [InlineData(Condition.D, "DamagedInTransit", 5_000, GoodsPlace.Quarantine, "Damaged on the way and worth 10.00 EUR or more: keep it as proof for the carrier's claim.")]
    [InlineData(Condition.D, "DamagedInTransit", 999, GoodsPlace.Scrap, "Grade D: it cannot be sold or mended.")]
    [InlineData(Condition.D, "Defective", 5_000, GoodsPlace.Quarantine, "Faulty and worth 10.00 EUR or more: the supplier may take it back.")]
    public void Propose_ByGradeReasonAndValue(Condition grade, string reason, int value, GoodsPlace place, string ground) =>
        Assert.Equal(new ProposedDisposition(place, ground), DispositionRules.Propose(new GradedGoods(grade, reason, Value: value, Limit: 1_000), "10.00 EUR"));

    [Fact]
    public void Propose_UnknownValue_IsNeverCheap()
    {
        Assert.Equal(GoodsPlace.Quarantine, Propose(new GradedGoods(Condition.C, "", Limit: 1_000)));
        Assert.Equal(GoodsPlace.Quarantine, Propose(new GradedGoods(Condition.D, "DamagedInTransit", Limit: 1_000)));
    }

    [Fact]
    public void Propose_UnmappedReason_IsNeverSold()
    {
        Assert.Equal(GoodsPlace.Quarantine, Propose(new GradedGoods(Condition.A, "", ReasonUnknown: true)));
        Assert.Equal(GoodsPlace.Scrap, Propose(new GradedGoods(Condition.D, "", ReasonUnknown: true)));
    }

    [Fact]
    public void Propose_OpenedGoodsOfAKindNotSoldOnceOpened_AreScrapped_SealedOnesAreSold()
    {
        Assert.Equal(GoodsPlace.Scrap, Propose(new GradedGoods(Condition.B, "TooSmall", Sealed: true)));
        Assert.Equal(GoodsPlace.Sellable, Propose(new GradedGoods(Condition.A, "TooSmall", Sealed: true)));
    }

    [Theory]
    [InlineData(Condition.A)]
    [InlineData(Condition.B)]
    [InlineData(Condition.C)]
    [InlineData(Condition.D)]
    public void Propose_AnotherItemOrARefusedReturn_IsNeverSoldWhateverItsGrade(Condition grade)
    {
        Assert.Equal(GoodsPlace.Quarantine, Propose(new GradedGoods(grade, "TooSmall", OtherSku: true)));
        Assert.Equal(GoodsPlace.WentBack, Propose(new GradedGoods(grade, "TooSmall", OtherSku: true, Refused: true)));
    }

    [Fact]
    public void Table_ForEverything_HasARowAndSellsOnlyGoodGrades()
    {
        foreach (var grade in Enum.GetValues<Condition>())
        {
            foreach (var reason in CanonicalReasons.All.Select(r => r.Name).Append(""))
            {
                for (var flags = 0; flags < 16; flags++)
                {
                    foreach (var value in (long?[])[null, 0, 999, 1_000])
                    {
                        var goods = new GradedGoods(grade, reason, (flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0, (flags & 8) > 0, value, 1_000);
                        Assert.Contains(DispositionRules.Table, r => r.Fits(goods));
                        Assert.False(Propose(goods) == GoodsPlace.Sellable && (grade > Condition.B || flags is not (0 or 4)), goods.ToString());
                    }
                }
            }
        }
    }

    [Fact]
    public void Table_Reasons_AreOursAndEveryRowDecidesSomething()
    {
        Assert.All(DispositionRules.Table.SelectMany(r => r.Reasons ?? []), name => Assert.NotNull(CanonicalReasons.Find(name)));
        Assert.Equal(DispositionRules.Table.Count, DispositionRules.Table.Select(r => r.Ground).Distinct().Count());
    }

    private static GoodsPlace Propose(GradedGoods goods) => DispositionRules.Propose(goods, "10.00 EUR").Place;
}
