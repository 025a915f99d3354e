using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>The guard as a table: what was paid, what came back, what somebody wants, what the settings say, and what the guard answers.</summary>
public sealed class RefundGuardTests
{
    private const GuardDecision Yes = GuardDecision.Allowed;
    private const GuardDecision Two = GuardDecision.NeedsApproval;
    private const GuardDecision No = GuardDecision.Refused;

    /// <summary>Paid in minor units | back as "source:total" | wish | over-refund allowed | answer | left before it.</summary>
    [Theory]
    [InlineData(100_00, "", 100_00, false, Yes, 100_00)]
    [InlineData(100_00, "", 100_01, false, No, 100_00)]
    [InlineData(100_00, "", 100_01, true, Two, 100_00)]
    [InlineData(100_00, "OursConfirmed:40_00", 60_00, false, Yes, 60_00)]
    [InlineData(100_00, "OursConfirmed:40_00", 60_01, false, No, 60_00)]
    [InlineData(100_00, "OursInFlight:40_00", 60_01, false, No, 60_00)]
    [InlineData(100_00, "OursInFlight:40_00 OursInFlight:60_00", 1, false, No, 0)]
    [InlineData(100_00, "AmazonAtFirstScan:100_00", 1, false, No, 0)]
    [InlineData(100_00, "AmazonAtFirstScan:100_00", 1, true, Two, 0)]
    [InlineData(100_00, "Elsewhere:30_00 Shop:30_00", 40_00, false, Yes, 40_00)]
    [InlineData(100_00, "Elsewhere:30_00 Shop:30_00", 40_01, false, No, 40_00)]
    [InlineData(100_00, "Elsewhere:150_00", 1, false, No, -50_00)]
    [InlineData(100_00, "ReportOnly:100_00", 10_00, false, Two, 100_00)]
    [InlineData(100_00, "ReportOnly:40_00", 60_00, false, Yes, 100_00)]
    [InlineData(100_00, "ReportOnly:40_00", 60_01, false, Two, 100_00)]
    [InlineData(100_00, "ReportOnly:40_00 AmazonAtFirstScan:40_00", 60_00, false, Yes, 60_00)]
    [InlineData(100_00, "ReportOnly:40_00 OursInFlight:40_00", 60_00, false, Yes, 60_00)]
    [InlineData(0, "", 1, false, No, 0)]
    [InlineData(100_00, "", 0, false, No, 100_00)]
    public void Wish_AgainstPaidAndBack_IsAnswered(long paid, string back, long wish, bool over, GuardDecision decision, long left)
    {
        var answer = RefundGuard.Decide(Facts(paid, back), new GuardWish(new RefundAmounts { Item = wish }, "EUR"), new GuardSettings(1_000_000, over, TaxOnTop: false));

        Assert.Equal(decision, answer.Decision);
        Assert.Equal(left, answer.Left);
        Assert.Equal(decision == Yes, answer.Why.Count == 0);
    }

    [Theory]
    [InlineData("JPY", 3980, 3980)]
    [InlineData("KWD", 12_345, 12_345)]
    [InlineData("EUR", 0_05, 0_05)]
    public void Wish_OfAnyDecimals_IsCountedInMinorUnits(string currency, long paid, long wish)
    {
        var facts = Facts(paid, "") with { Currency = currency };

        Assert.Equal(Yes, Decide(facts, new RefundAmounts { Item = wish }, currency).Decision);
        Assert.Equal(No, Decide(facts, new RefundAmounts { Item = wish + 1 }, currency).Decision);
    }

    [Fact]
    public void Wish_ForAnOrderNeverSeen_IsRefusedWithItsReason()
    {
        var answer = Decide(new GuardFacts { OrderIsKnown = false }, new RefundAmounts { Item = 1 });

        Assert.Equal(No, answer.Decision);
        Assert.Contains("No connected system has told of this order line", answer.Why[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Wish_WithHiddenPrices_IsRefused()
    {
        var answer = Decide(Facts(1, "") with { Paid = null }, new RefundAmounts { Item = 1 });

        Assert.Equal(No, answer.Decision);
        Assert.Contains("hidden", answer.Why[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Wish_InAnotherCurrency_IsRefused() =>
        Assert.Contains("in USD, the order in EUR", Assert.Single(Decide(Facts(100, ""), new RefundAmounts { Item = 1 }, "USD").Why), StringComparison.Ordinal);

    [Fact]
    public void Refund_SeenInAnotherCurrency_StopsTheGuard()
    {
        var facts = Facts(100_00, "") with { Back = [new(MoneySource.Elsewhere, "x", default, 1, "USD", null)] };

        Assert.Equal(No, Decide(facts, new RefundAmounts { Item = 1 }).Decision);
    }

    [Fact]
    public void Tax_WherePricesHoldIt_IsRefused() =>
        Assert.Contains("hold the tax", Assert.Single(Decide(Facts(100, ""), new RefundAmounts { Item = 1, Tax = 1 }).Why), StringComparison.Ordinal);

    [Fact]
    public void Shipping_MoreThanWasPaidOfIt_NeedsTwo()
    {
        var facts = Facts(0, "") with { Paid = new RefundAmounts { Item = 50_00, Shipping = 5_00 } };

        Assert.Equal(Yes, Decide(facts, new RefundAmounts { Item = 10_00, Shipping = 5_00 }).Decision);
        Assert.Equal(Two, Decide(facts, new RefundAmounts { Item = 10_00, Shipping = 5_01 }).Decision);
    }

    [Fact]
    public void Fee_LargerThanTheItem_IsRefused() => Assert.Equal(No, Decide(Facts(100, ""), new RefundAmounts { Item = 10, Goodwill = 20, RestockingFee = 11 }).Decision);

    [Fact]
    public void Amounts_BelowZeroOrBeyondReason_AreRefused()
    {
        Assert.Equal(No, Decide(Facts(100, ""), new RefundAmounts { Item = -1, Goodwill = 5 }).Decision);
        // A sum that wraps round to something small.
        Assert.Equal(No, Decide(Facts(100, ""), new RefundAmounts { Item = long.MaxValue, Shipping = long.MaxValue, Goodwill = 3 }).Decision);
    }

    [Fact]
    public void Threshold_FromItOn_NeedsTwo()
    {
        var settings = new GuardSettings(50_00, false, false);

        Assert.Equal(Yes, RefundGuard.Decide(Facts(100_00, ""), new GuardWish(new RefundAmounts { Item = 49_99 }, "EUR"), settings).Decision);
        Assert.Equal(Two, RefundGuard.Decide(Facts(100_00, ""), new GuardWish(new RefundAmounts { Item = 50_00 }, "EUR"), settings).Decision);
    }

    [Fact]
    public void Pieces_Cancelled_AreNotRefunded()
    {
        var facts = Facts(100_00, "") with { Ordered = 3, Cancelled = 1 };

        Assert.Equal(66_66, Decide(facts, new RefundAmounts { Item = 1 }).Left);
        Assert.Equal(No, Decide(facts with { Cancelled = 3 }, new RefundAmounts { Item = 1 }).Decision);
    }

    [Fact]
    public void Arithmetic_AddsUpLineByLine()
    {
        var answer = Decide(Facts(120_00, "AmazonAtFirstScan:20_00 OursInFlight:10_00"), new RefundAmounts { Item = 90_00 });

        Assert.Equal(["Paid", "Ours under way", "Refunded by Amazon at first scan", "Left", "This refund", "Left after it"], answer.Arithmetic.Select(l => l.Label));
        Assert.Equal([120_00L, -10_00, -20_00, 90_00, -90_00, 0], answer.Arithmetic.Select(l => l.Minor));
    }

    private static GuardAnswer Decide(GuardFacts facts, RefundAmounts amounts, string currency = "EUR") =>
        RefundGuard.Decide(facts, new GuardWish(amounts, currency), new GuardSettings(1_000_000, false, TaxOnTop: false));

    private static GuardFacts Facts(long paid, string back) => new()
    {
        OrderIsKnown = true,
        Currency = "EUR",
        Ordered = 1,
        Paid = new RefundAmounts { Item = paid },
        Back = [.. back.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((b, at) => Of(b, at))],
    };

    private static MoneyBack Of(string text, int at)
    {
        var parts = text.Split(':');
        var total = long.Parse(parts[1].Replace("_", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        return new(Enum.Parse<MoneySource>(parts[0]), $"k{at}", new RefundAmounts { Item = total }, total, "EUR", null);
    }
}
