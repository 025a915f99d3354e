using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

/// <summary>What each rule makes of kits that came, came in part, or did not come: a kit KIT is 2 × A and 1 × B, and costs 90.00.</summary>
public sealed class KitCasesTests
{
    private static readonly KitBook Kits = new([("KIT", new(OrderStory.Day(-100), [new("A", 2), new("B", 1)]))]);

    /// <summary>Goods: "SKU quantity, …", "+" accepted; refund in minor units, 0 none. Day 40, two kits where it says so.</summary>
    public static TheoryData<string, int, string, long, CaseKind[]> Table => new()
    {
        { "nothing came", 1, "", 0, [] },
        { "nothing came, refunded", 1, "", 9_000, [CaseKind.OrphanedRefund] },
        { "a part came", 1, "A2", 0, [CaseKind.KitIncomplete] },
        { "half of one component came", 1, "A1", 0, [CaseKind.KitIncomplete] },
        { "a part came, all refunded", 1, "A2+", 9_000, [CaseKind.KitIncomplete] },
        { "a part came, a part refunded", 1, "B1+", 3_000, [CaseKind.KitIncomplete] },
        { "a part came, more than all refunded", 1, "A2+", 9_500, [CaseKind.KitIncomplete, CaseKind.DuplicateRefund] },
        { "a part was accepted", 1, "A2+", 0, [CaseKind.KitIncomplete] },
        { "all came, not accepted", 1, "A2, B1", 0, [] },
        { "all came, a part accepted", 1, "A2+, B1", 0, [] },
        { "all was accepted", 1, "A2+, B1+", 0, [CaseKind.RefundDue] },
        { "the kit came whole and was accepted", 1, "KIT1+", 0, [CaseKind.RefundDue] },
        { "all came in many parcels", 1, "A1, B1, A1", 9_000, [] },
        { "all came, too little refunded", 1, "A2, B1", 3_000, [CaseKind.RefundAmountBreak] },
        { "a component too many", 1, "A3, B1", 0, [CaseKind.QuantityMismatch] },
        { "one component too many, another missing", 1, "A3", 0, [CaseKind.KitIncomplete] },
        { "two kits for one", 1, "KIT2", 0, [CaseKind.QuantityMismatch] },
        { "one kit of two", 2, "A2, B1", 0, [CaseKind.QuantityMismatch] },
        { "one kit of two, all refunded", 2, "A2, B1", 18_000, [CaseKind.QuantityMismatch, CaseKind.RefundAmountBreak] },
        { "one and a half of two, all refunded", 2, "A4, B1", 18_000, [CaseKind.KitIncomplete] },
        { "one and a half of two, one refunded", 2, "A4, B1", 9_000, [CaseKind.KitIncomplete] },
        { "one and a half of two, half a kit refunded", 2, "A4, B1", 4_000, [CaseKind.KitIncomplete, CaseKind.RefundAmountBreak] },
        { "half of one of two, all refunded", 2, "A1", 18_000, [CaseKind.KitIncomplete, CaseKind.RefundAmountBreak] },
        { "a kit and the parts of another", 2, "KIT1, A2, B1", 18_000, [] },
        { "one of two was accepted", 2, "A4+, B1+", 0, [CaseKind.KitIncomplete, CaseKind.RefundDue] },
        { "another item came", 1, "X1", 0, [CaseKind.SkuMismatch] },
        { "a part and another item came", 1, "A2, X1", 0, [CaseKind.SkuMismatch] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Kit_WhatCameAndWhatWasRefunded_OpensItsCases(string what, int kits, string goods, long refund, CaseKind[] expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected.Order(), Story(kits, goods, refund).KindsOn(40).Order());
    }

    [Fact]
    public void Part_BeforeMoreParcelsMayHaveCome_IsNoCaseYet()
    {
        var verdict = Story(1, "A2", 0).On(12.9);

        Assert.Empty(verdict.Findings);
        Assert.Equal(OrderStory.Day(13), verdict.RecheckAt);
    }

    [Fact]
    public void Part_ItsCase_SaysWhatIsMissingAndWhatIsAtRisk()
    {
        var found = Assert.Single(Story(2, "A4, B1", 0).On(40).Findings);

        Assert.Equal(("KIT", 9_000L, OrderStory.Day(10.01).AddDays(3)), (found.Sku, found.AtRisk, found.Since!.Value));
        Assert.Equal("Of return R1, 2 kits KIT (2 × A, 1 × B each), 4 × A, 1 × B came by 11 Oct 2026; 1 × B is missing. What a component alone is worth is not known: the whole value of the incomplete kits is counted.", found.Sentence);
        Assert.Equal(3, found.Facts.Count);
    }

    [Fact]
    public void Accepted_OneKitOfTwo_IsDueForThatOne()
    {
        var due = Story(2, "A4+, B1+", 0).On(40).Findings.Single(f => f.Kind == CaseKind.RefundDue);

        Assert.Equal(9_000, due.AtRisk);
    }

    [Fact]
    public void Accepted_PieceByPiece_CountsFromTheLastPieceOfTheFirstKit()
    {
        var story = Order(1).Goods("A", 10, 2, accepted: true).Goods("B", 14, accepted: true);

        Assert.Equal(OrderStory.Day(14), Assert.Single(OrderRules.Stand(story.Facts, story.Settings, OrderStory.Day(40)).Returns).AcceptedAt);
    }

    [Fact]
    public void Prepaid_APartCame_IsNotDark()
    {
        var story = new OrderStory().Line("KIT", 9_000).Return("KIT", 1, rma: "R1", prepaid: true);
        story.Facts.Kits = Kits;
        Assert.Equal([CaseKind.DarkReturn], story.KindsOn(40));

        story.Goods("B", 10);

        Assert.Equal([CaseKind.KitIncomplete], story.KindsOn(40));
    }

    [Fact]
    public void Shipping_APartOfTheOnlyItemCame_IsNotTheWholeOrder()
    {
        var story = new OrderStory().Line("KIT", 9_000, shipping: 500).Return("KIT", 1, rma: "R1").Goods("A", 10, 2).Refund("KIT", 20, 9_000);
        story.Facts.Kits = Kits;

        Assert.Equal([CaseKind.KitIncomplete], story.KindsOn(40));
    }

    [Fact]
    public void Component_AlsoReturnedByItself_GoesWhereItIsWaitedFor()
    {
        var story = Order(1).Line("A", 2_000).Return("A", 1, rma: "R2").Goods("A", 10, 1).Goods("A", 11, 2).Goods("B", 12);

        var verdict = story.On(40);

        Assert.Empty(verdict.Findings);
        Assert.Equal(2, verdict.Matches.Count(m => m.ReceiptId != 0 && m.ReturnId == story.Facts.Returns.Find(r => r.Rma == "R1").Id));
    }

    [Fact]
    public void Component_NobodyAnnouncedTheKit_IsOfThisOrderAllTheSame()
    {
        var story = new OrderStory().Line("KIT", 9_000).Goods("A", 10);
        story.Facts.Kits = Kits;

        Assert.Equal("Goods without authorisation", Assert.Single(story.On(40).Findings).Headline);
    }

    [Fact]
    public void Kit_OfAnAccountThatLeavesKitsAsTheyAre_IsAnItemLikeAnyOther()
    {
        var story = Order(1).Goods("A", 10);
        story.Facts.Kits = null;

        Assert.Equal([CaseKind.SkuMismatch], story.KindsOn(40));
    }

    [Fact]
    public void Recipe_ChangedBetweenReturnAndReceipt_TheReturnsCounts()
    {
        var book = new KitBook([("KIT", new(OrderStory.Day(-100), [new("A", 2), new("B", 1)])), ("KIT", new(OrderStory.Day(5), [new("C", 1)]))]);
        var story = Order(1).Goods("A", 10, 2).Goods("B", 10);
        story.Facts.Kits = book;
        Assert.Empty(story.KindsOn(40));

        var later = new OrderStory().Line("KIT", 9_000).Return("KIT", 6, rma: "R1").Goods("C", 10);
        later.Facts.Kits = book;
        Assert.Empty(later.KindsOn(40));
    }

    [Fact]
    public void Recipe_WithoutComponents_IsNoKitFromThatDay()
    {
        var book = new KitBook([("KIT", new(OrderStory.Day(-100), [new("A", 2)])), ("KIT", new(OrderStory.Day(5), []))]);

        Assert.Equal("A", Assert.Single(book.Of("KIT", OrderStory.Day(4))!).Sku.ToString());
        Assert.Null(book.Of("KIT", OrderStory.Day(5)));
        Assert.Null(book.Of("KIT", OrderStory.Day(-101)));
        Assert.NotNull(book.Of("KIT", null));
    }

    private static OrderStory Order(int kits)
    {
        var story = new OrderStory().Line("KIT", 9_000 * kits, kits).Return("KIT", 1, rma: "R1", quantity: kits);
        story.Facts.Kits = Kits;
        return story;
    }

    private static OrderStory Story(int kits, string goods, long refund)
    {
        var story = Order(kits);
        foreach (var (what, i) in goods.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select((g, i) => (g, i)))
        {
            var sku = what.TrimEnd('+').TrimEnd('1', '2', '3', '4');
            story.Goods(sku, 10 + (i == 0 ? 0 : 0.01 * i), what.TrimEnd('+')[^1] - '0', accepted: what.EndsWith('+'), rma: sku == "X" ? "R1" : "");
        }
        return refund == 0 ? story : story.Refund("KIT", 20, refund);
    }
}
