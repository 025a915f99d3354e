using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

/// <summary>When outbound shipping is due back: a pair of boots for 50.00 with 4.99 shipping, sometimes ordered with socks.</summary>
public sealed class ShippingRuleTests
{
    private const string Boots = "BOOT-42";
    private const string Socks = "SOCK-L";
    private const string NotRefunded = "Shipping not refunded";
    private const string RefundedToo = "Shipping refunded too";

    /// <summary>Marketplace, reason ("fault", "change of mind", "unmapped"), refund at first scan, what of the order comes back, shipping refunded; the headline that must be there.</summary>
    public static TheoryData<string, string, bool, string, long, string> Table => new()
    {
        // The seller is at fault: due everywhere, whatever else comes back.
        { "US", "fault", false, "boots of boots and socks", 499, "" },
        { "US", "fault", false, "boots of boots and socks", 0, NotRefunded },
        { "DE", "fault", false, "boots of boots and socks", 499, "" },
        { "DE", "fault", false, "boots of boots and socks", 0, NotRefunded },

        // Amazon's refund at first scan always includes it.
        { "US", "change of mind", true, "boots", 499, "" },
        { "US", "change of mind", true, "boots", 0, NotRefunded },
        { "DE", "change of mind", true, "boots of boots and socks", 499, "" },
        { "DE", "unmapped", true, "boots of boots and socks", 0, NotRefunded },

        // Withdrawal from the whole order: due in the EU and the UK, not elsewhere.
        { "DE", "change of mind", false, "boots", 499, "" },
        { "DE", "change of mind", false, "boots", 0, NotRefunded },
        { "UK", "change of mind", false, "boots", 0, NotRefunded },
        { "UK", "change of mind", false, "boots and socks", 499, "" },
        { "UK", "change of mind", false, "boots and socks", 0, NotRefunded },
        { "US", "change of mind", false, "boots", 0, "" },
        { "US", "change of mind", false, "boots", 499, RefundedToo },
        { "CA", "change of mind", false, "boots and socks", 499, RefundedToo },

        // Only a part came back, or the rest was asked for and never sent.
        { "DE", "change of mind", false, "boots of boots and socks", 0, "" },
        { "DE", "change of mind", false, "boots of boots and socks", 499, RefundedToo },
        { "DE", "change of mind", false, "boots, socks announced", 0, "" },
        { "UK", "change of mind", false, "boots, socks cancelled", 0, "" },

        // Nobody has said yet what the reason means: right either way, but not more than was paid.
        { "US", "unmapped", false, "boots", 0, "" },
        { "US", "unmapped", false, "boots", 499, "" },
        { "US", "unmapped", false, "boots of boots and socks", 250, "" },
        { "DE", "unmapped", false, "boots", 0, NotRefunded },

        // Within tolerance.
        { "US", "change of mind", false, "boots of boots and socks", 2, "" },
        { "US", "change of mind", false, "boots of boots and socks", 3, RefundedToo },
        { "DE", "fault", false, "boots", 497, "" },
        { "DE", "fault", false, "boots", 496, NotRefunded },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Shipping_OfAReturn_IsDueOrNot(string marketplace, string reason, bool atScan, string back, long refunded, string headline)
    {
        var verdict = Tell(marketplace, reason, atScan, back, refunded).On(30);

        Assert.Equal(headline, string.Join(',', verdict.Findings.Where(f => f.Kind == CaseKind.RefundAmountBreak).Select(f => f.Headline)));
    }

    [Fact]
    public void Shipping_MarketplaceTakenOutBySetting_IsNotDueOnWithdrawal()
    {
        var settings = new ReconciliationSettings();
        settings.ShippingBackOnWithdrawal["de"] = false;
        var story = Tell("DE", "change of mind", false, "boots", 0);

        Assert.Empty(OrderRules.Decide(story.Facts, settings, OrderStory.Day(30)).Findings);
    }

    [Fact]
    public void Shipping_OnePieceOfTwoArrived_TheOrderIsNotBack()
    {
        var verdict = new OrderStory { Marketplace = "DE" }.Line(Boots, 10_000, quantity: 2, shipping: 499).Return(Boots, 1, quantity: 2).Goods(Boots, 4).Refund(Boots, 5, 5_000).On(30);

        Assert.Equal([CaseKind.QuantityMismatch], verdict.Findings.Select(f => f.Kind));
    }

    [Theory]
    [InlineData("DE", 5_499)]
    [InlineData("US", 5_000)]
    public void RefundDue_OfTheWholeOrder_NamesTheShippingWhereItIsDue(string marketplace, long due)
    {
        var story = new OrderStory { Marketplace = marketplace }.Line(Boots, 5_000, shipping: 499).Return(Boots, 1).Goods(Boots, 4, accepted: true);

        Assert.Equal(due, Assert.Single(story.On(30).Findings).AtRisk);
    }

    private static OrderStory Tell(string marketplace, string reason, bool atScan, string back, long refunded)
    {
        var story = new OrderStory { Marketplace = marketplace }.Line(Boots, 5_000, shipping: 499);
        if (back.Contains("socks", StringComparison.Ordinal))
            story.Line(Socks, 900);
        story.Return(Boots, 1, delivered: 3, resolution: atScan ? ReturnResolution.RefundAtFirstScan : ReturnResolution.StandardRefund, fault: reason == "fault", unmapped: reason == "unmapped").Refund(Boots, 5, 5_000, refunded);
        return back switch
        {
            "boots and socks" => story.Return(Socks, 1, delivered: 3).Refund(Socks, 5, 900),
            "boots, socks announced" => story.Return(Socks, 1),
            "boots, socks cancelled" => story.Return(Socks, 1, state: ReturnRequestState.Cancelled),
            _ => story,
        };
    }
}
