using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

public sealed class OrderRulesTests
{
    private const string A = "BOOT-42";
    private const string B = "SOCK-L";

    private static OrderStory Story() => new();

    /// <summary>What happened, the day it is looked at, and the kinds that must be open: all of them and no other.</summary>
    public static TheoryData<string, int, string> Stories => new()
    {
        { "refund matches its return", 30, "" },
        { "refund without return, early", 10, "" },
        { "refund without return, late", 30, "OrphanedRefund" },
        { "refund at scan, goods never came", 30, "OrphanedRefund" },
        { "refund at scan, goods at Amazon's own centre", 30, "" },
        { "returnless refund", 30, "" },
        { "goodwill only", 30, "" },
        { "chargeback without return", 30, "" },
        { "refund of another item", 30, "OrphanedRefund" },
        { "goods without return, refunded", 30, "DarkReturn" },
        { "refunded twice, one line", 30, "DuplicateRefund" },
        { "refund and A-to-z claim", 30, "DuplicateRefund" },
        { "two units, refunded twice, one came back", 30, "DuplicateRefund" },
        { "equal refunds, price unknown", 30, "DuplicateRefund" },
        { "two units, two refunds, two returns", 30, "" },
        { "two units, one refund", 30, "" },
        { "two partial refunds", 30, "" },
        { "two partial refunds, too little", 30, "RefundAmountBreak" },
        { "restocking fee", 30, "" },
        { "too little", 30, "RefundAmountBreak" },
        { "too little, yesterday", 6, "" },
        { "shipping, seller at fault", 30, "RefundAmountBreak" },
        { "shipping, part of the order", 30, "" },
        { "tax on top", 30, "" },
        { "promotion", 30, "" },
        { "one of two pieces came", 30, "QuantityMismatch" },
        { "one of two pieces came, both refunded", 30, "RefundAmountBreak,QuantityMismatch" },
        { "two parcels", 30, "" },
        { "more pieces", 30, "QuantityMismatch" },
        { "accepted, not refunded", 9, "RefundDue" },
        { "accepted today, not refunded", 6, "" },
        { "delivered, not graded", 30, "" },
        { "accepted, replacement", 30, "" },
        { "accepted, report says refunded", 30, "" },
        { "prepaid label, nothing came", 30, "DarkReturn" },
        { "prepaid label, nothing came, early", 10, "" },
        { "prepaid label, cancelled", 30, "" },
        { "prepaid label, refunded, nothing came", 30, "OrphanedRefund" },
        { "prepaid label, delivered elsewhere, refunded", 30, "DarkReturn" },
        { "goods nobody authorised", 30, "DarkReturn" },
        { "another item came", 30, "SkuMismatch" },
        { "unknown order", 30, "UnmatchedSettlementLine" },
        { "unknown order, yesterday", 6, "" },
        { "goods of an unknown order", 30, "ReceiptWithoutOrder" },
        { "goods without SKU, two returns", 30, "ReceiptWithoutOrder" },
        { "goods written off as lost", 40, "OrphanedRefund" },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void Order_Story_OpensExactlyTheseKinds(string story, int day, string kinds)
    {
        var found = Tell(story).KindsOn(day);

        Assert.Equal(kinds, string.Join(',', found.Order()));
    }

    private static OrderStory Tell(string story) => story switch
    {
        "refund matches its return" => Story().Line(A, 5000).Return(A, 1).Goods(A, 4, accepted: true).Refund(A, 5, 5000),
        "refund without return, early" or "refund without return, late" => Story().Line(A, 5000).Refund(A, 5, 5000),
        "refund at scan, goods never came" => Story().Line(A, 5000).Return(A, 1, resolution: ReturnResolution.RefundAtFirstScan).Refund(A, 5, 5000),
        "refund at scan, goods at Amazon's own centre" => Story().Line(A, 5000).Return(A, 8, fba: true, delivered: 8).Refund(A, 5, 5000),
        "returnless refund" => Story().Line(A, 5000).Return(A, 1, resolution: ReturnResolution.ReturnlessRefund, prepaid: true).Refund(A, 5, 5000),
        "goodwill only" => Story().Line(A, 5000).Refund(A, 5, 0, other: 500),
        "chargeback without return" => Story().Line(A, 5000).Refund(A, 5, 5000, kind: RefundKind.Chargeback),
        "refund of another item" => Story().Line(A, 5000).Line(B, 900).Return(B, 1, delivered: 3).Refund(A, 5, 5000),
        "goods without return, refunded" => Story().Line(A, 5000).Goods(A, 4).Refund(A, 5, 5000),
        "refunded twice, one line" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 5000).Refund(A, 6, 5000),
        "refund and A-to-z claim" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 5000).Refund(A, 6, 5000, kind: RefundKind.GuaranteeClaim),
        "two units, refunded twice, one came back" => Story().Line(A, 10000, quantity: 2).Return(A, 1, delivered: 3).Refund(A, 5, 5000).Refund(A, 6, 5000),
        "equal refunds, price unknown" => Story().Return(A, 1, delivered: 3).Refund(A, 5, 5000).Refund(A, 6, 5000),
        "two units, two refunds, two returns" => Story().Line(A, 10000, quantity: 2).Return(A, 1, rma: "R1", delivered: 3).Return(A, 2, rma: "R2", delivered: 3).Refund(A, 5, 5000).Refund(A, 6, 5000),
        "two units, one refund" => Story().Line(A, 10000, quantity: 2).Return(A, 1, rma: "R1", delivered: 3).Return(A, 2, rma: "R2", delivered: 3).Refund(A, 5, 10000),
        "two partial refunds" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 3000).Refund(A, 6, 2000),
        "two partial refunds, too little" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 3000).Refund(A, 6, 1000),
        "restocking fee" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 5000, restocking: 1000),
        "too little" or "too little, yesterday" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 4000),
        "shipping, seller at fault" => Story().Line(A, 5000, shipping: 499).Line(B, 900).Return(A, 1, delivered: 3, fault: true).Refund(A, 5, 5000),
        "shipping, part of the order" => Story().Line(A, 5000, shipping: 499).Line(B, 900).Return(A, 1, delivered: 3).Refund(A, 5, 5000),
        "tax on top" => new OrderStory { Marketplace = "US", Currency = "USD" }.Line(A, 5000, tax: 400).Return(A, 1, delivered: 3).Refund(A, 5, 5000, tax: 400),
        "promotion" => Story().Line(A, 5000, promotion: 1000).Return(A, 1, delivered: 3).Refund(A, 5, 4000),
        "one of two pieces came" => Story().Line(A, 10000, quantity: 2).Return(A, 1, quantity: 2).Goods(A, 4).Refund(A, 5, 5000),
        "one of two pieces came, both refunded" => Story().Line(A, 10000, quantity: 2).Return(A, 1, quantity: 2).Goods(A, 4).Refund(A, 5, 10000),
        "two parcels" => Story().Line(A, 10000, quantity: 2).Return(A, 1, quantity: 2).Goods(A, 4).Goods(A, 5).Refund(A, 6, 10000),
        "more pieces" => Story().Line(A, 5000).Return(A, 1).Goods(A, 4, quantity: 2).Refund(A, 6, 5000),
        "accepted, not refunded" => Story().Line(A, 5000).Return(A, 1).Goods(A, 6, accepted: true),
        "accepted today, not refunded" => Story().Line(A, 5000).Return(A, 1).Goods(A, 6, accepted: true),
        "delivered, not graded" => Story().Line(A, 5000).Return(A, 1, delivered: 4),
        "accepted, replacement" => Story().Line(A, 5000).Return(A, 1, resolution: ReturnResolution.Replacement).Goods(A, 6, accepted: true),
        "accepted, report says refunded" => Story().Line(A, 5000).Return(A, 1, reported: 5000).Goods(A, 6, accepted: true),
        "prepaid label, nothing came" or "prepaid label, nothing came, early" => Story().Line(A, 5000).Return(A, 1, prepaid: true),
        "prepaid label, cancelled" => Story().Line(A, 5000).Return(A, 1, prepaid: true, state: ReturnRequestState.Cancelled),
        "prepaid label, refunded, nothing came" => Story().Line(A, 5000).Return(A, 1, prepaid: true).Refund(A, 3, 5000),
        "prepaid label, delivered elsewhere, refunded" => Story().Line(A, 5000).Return(A, 1, prepaid: true, delivered: 4).Refund(A, 5, 5000),
        "goods nobody authorised" => Story().Line(A, 5000).Goods(A, 6),
        "another item came" => Story().Line(A, 5000).Return(A, 1).Goods(B, 4),
        "unknown order" or "unknown order, yesterday" => Story().Refund(A, 5, 5000),
        "goods of an unknown order" => Story().Goods(A, 4),
        "goods without SKU, two returns" => Story().Line(A, 5000).Line(B, 900).Return(A, 1).Return(B, 1).Goods("", 4),
        "goods written off as lost" => Story().Line(A, 5000).Return(A, 1).Goods(A, 4, lost: true).Refund(A, 5, 5000),
        _ => throw new ArgumentOutOfRangeException(nameof(story), story, "Unknown story."),
    };

    [Fact]
    public void Refund_SeenDeferredReleasedAndSettled_CountsOnce()
    {
        var verdict = Story().Line(A, 5000).Return(A, 1, delivered: 3)
            .Refund(A, 4, 5000, adjustment: "T-1", source: RefundSource.Deferred)
            .Refund(A, 11, 5000, adjustment: "T-1", source: RefundSource.Released)
            .Refund(A, 11, 5000, adjustment: "amzn1:crow:9", adjustmentItem: "7001").On(30);

        Assert.Empty(verdict.Findings);
        Assert.Equal(5000, verdict.Matches.Sum(m => m.Amount));
    }

    [Theory]
    [InlineData("amzn1:crow:2", "7002")]
    [InlineData("amzn1:crow:1", "7001")]
    public void Refund_SecondOfTheSameAmount_StaysASecondOneWhenOneIsSettled(string adjustment, string adjustmentItem)
    {
        var story = Story().Line(A, 5000).Return(A, 1, delivered: 3)
            .Refund(A, 4, 5000, adjustment: "amzn1:crow:1", adjustmentItem: "7001", source: RefundSource.Released)
            .Refund(A, 9, 5000, adjustment: "amzn1:crow:2", adjustmentItem: "7002", source: RefundSource.Released);

        Assert.Contains(CaseKind.DuplicateRefund, story.KindsOn(10));
        Assert.Contains(CaseKind.DuplicateRefund, story.Refund(A, 9, 5000, adjustment: adjustment, adjustmentItem: adjustmentItem).KindsOn(10));
    }

    [Fact]
    public void Refund_PartsInTwoSettlements_AddUp()
    {
        var verdict = Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 3000, adjustmentItem: "7001", settlement: 1).Refund(A, 5, 2000, adjustmentItem: "7001", settlement: 2).On(30);

        Assert.Empty(verdict.Findings);
        Assert.Equal(5000, Assert.Single(verdict.Matches).Amount);
    }

    [Theory]
    [InlineData("refund id", MatchRule.OrderSku)]
    [InlineData("rma", MatchRule.Rma)]
    [InlineData("item", MatchRule.OrderItem)]
    [InlineData("amount", MatchRule.OrderAmount)]
    [InlineData("alias", MatchRule.Alias)]
    [InlineData("person", MatchRule.Person)]
    public void Refund_MatchedByField_RecordsItsRule(string field, MatchRule rule)
    {
        var story = field switch
        {
            "rma" => Story().Line(A, 5000).Return(A, 1, rma: "RMA1", delivered: 3).Refund("", 5, 5000, adjustment: "RMA1"),
            "item" => Story().Line(A, 5000).Return(A, 1, item: "111", delivered: 3).Refund(A, 5, 5000, orderItem: "111"),
            "amount" => Story().Line(A, 5000).Line(B, 900).Return(A, 1, delivered: 3).Return(B, 1, delivered: 3).Refund("", 5, 5000),
            "person" => Story().Line(A, 5000).Return(B, 1, rma: "R9", delivered: 3).Refund(A, 5, 5000, adjustmentItem: "77").Forced("77", "R9/" + B),
            _ => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 5000),
        };
        if (field == "alias")
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(story.Facts.Returns)[0].ByAlias = true;

        Assert.Equal(rule, Assert.Single(story.On(30).Matches, m => m.RefundId != 0).Rule);
    }

    [Theory]
    [InlineData(MatchRule.Rma)]
    [InlineData(MatchRule.Tracking)]
    [InlineData(MatchRule.OrderSku)]
    public void Goods_MatchedByField_RecordsItsRule(MatchRule rule)
    {
        var verdict = Story().Line(A, 5000).Return(A, 1, rma: "RMA1", tracking: "1Z9")
            .Goods(A, 4, rma: rule == MatchRule.Rma ? "RMA1" : "", tracking: rule == MatchRule.Tracking ? "1Z9" : "").On(4);

        Assert.Equal(rule, Assert.Single(verdict.Matches).Rule);
    }

    [Fact]
    public void Refund_WithoutItem_TwoReturnsOfOnePrice_IsNotGuessed()
    {
        var verdict = Story().Line(A, 5000).Line(B, 5000).Return(A, 1, delivered: 3).Return(B, 1, delivered: 3).Refund("", 5, 5000).On(30);

        Assert.DoesNotContain(verdict.Matches, m => m.RefundId != 0);
        var finding = Assert.Single(verdict.Findings);
        Assert.Equal("Refund fits several returns", finding.Headline);
        Assert.Equal(2, finding.NotMatched.Count);
    }

    [Fact]
    public void Refund_TooLittle_DifferenceIsShownByPart()
    {
        var verdict = new OrderStory { Marketplace = "US", Currency = "USD" }.Line(A, 5000, tax: 400, shipping: 599).Return(A, 1, delivered: 3, fault: true).Refund(A, 5, 4800, tax: 400, restocking: 100).On(30);

        var difference = Assert.Single(verdict.Findings).Difference!.Value;
        Assert.Equal(new Difference(-200, 0, -599, -100, 0, DifferenceKind.Error), difference);
        Assert.Equal(799, verdict.Findings[0].AtRisk);
    }

    [Fact]
    public void Refund_WaitingForItsReturn_IsTimingWithADate()
    {
        var verdict = Story().Line(A, 5000).Refund(A, 5, 5000).On(10);

        var waiting = Assert.Single(verdict.Unmatched);
        Assert.Equal(DifferenceKind.Timing, waiting.Kind);
        Assert.Equal(OrderStory.Day(19), waiting.ClearsBy);
        Assert.Equal(OrderStory.Day(19), verdict.RecheckAt);
    }

    [Fact]
    public void RefundDue_UnitedStates_FourCalendarDaysSinceJanuary2026()
    {
        var settings = new ReconciliationSettings();
        var friday = new DateTime(2026, 2, 6, 12, 0, 0, DateTimeKind.Utc);

        Assert.Equal(friday.AddDays(4), settings.RefundDeadlineOf("US", friday));
        Assert.Equal(friday.AddDays(4), settings.RefundDeadlineOf("DE", friday));
        Assert.Equal(new DateTime(2026, 1, 20, 12, 0, 0, DateTimeKind.Utc), settings.RefundDeadlineOf("US", new DateTime(2026, 1, 16, 12, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(new DateTime(2026, 2, 4, 12, 0, 0, DateTimeKind.Utc), settings.RefundDeadlineOf("DE", new DateTime(2026, 2, 2, 12, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void Headlines_AllStories_FitTheGrid()
    {
        foreach (var row in Stories)
        {
            foreach (var finding in Tell((string)row[0]).On((int)row[1]).Findings)
            {
                Assert.InRange(finding.Headline.Length, 1, 60);
                Assert.InRange(finding.Sentence.Length, 20, 600);
                Assert.True(finding.AtRisk >= 0);
                Assert.NotEmpty(finding.Facts);
            }
        }
    }
}
