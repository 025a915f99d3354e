using Bunit;
using ReturnsConsole.Features.Home.Cards;
using ReturnsConsole.Features.Home.Trends;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Components.Tests.Features.Home;

public sealed class HomeCardsTests : Page
{
    private static readonly DateOnly Monday = new(2026, 11, 16);

    private static readonly CurrencyTrend Euro = new("EUR", [new(Monday.AddDays(-7), 2, 10_000, 1, 5_000), new(Monday, 66, 123_456, 1, 100)]);

    private static TrendView View(params CurrencyTrend[] money) => new()
    {
        AsOf = Now,
        Money = money,
        Unpriced = new("", [new(Monday.AddDays(-7), 0, 0, 0, 0), new(Monday, 0, 0, 3, 0)]),
        Goods = [],
        Reasons = [],
    };

    [Fact]
    public void Refunds_FiguresAndRowsAreLinks()
    {
        var card = Render<RefundsReceiptsCard>(p => p.Add(c => c.View, View(Euro)));

        var links = card.FindAll("a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("trends/refunds?week=2026-11-16&currency=EUR", links);
        Assert.Contains("trends/receipts?week=2026-11-09&currency=EUR", links);
        Assert.Contains("trends/receipts?week=2026-11-16&currency=none", links);
        Assert.Contains("66 refunds", card.Find(".subs").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Refunds_Chart_IsToldInWords()
    {
        var card = Render<RefundsReceiptsCard>(p => p.Add(c => c.View, View(Euro)));

        Assert.Contains("w47: 1,235 EUR against 1 EUR", card.Find("svg.twolines").GetAttribute("aria-label"), StringComparison.Ordinal);
        card.FindAll("button").Single(b => b.TextContent == "Number").Click();
        Assert.Contains("w46: 2 against 1; w47: 66 against 1", card.Find("svg.twolines").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refunds_Currencies_AreChosenNotMixed()
    {
        var card = Render<RefundsReceiptsCard>(p => p.Add(c => c.View, View(Euro, Euro with { Currency = "GBP", Weeks = [new(Monday.AddDays(-7), 1, 700, 0, 0), new(Monday, 1, 900, 0, 0)] })));

        Assert.DoesNotContain("9.00", card.Markup, StringComparison.Ordinal);
        card.FindAll("button").Single(b => b.TextContent == "GBP").Click();
        Assert.Contains("9.00", card.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("1,234.56", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Dark_EachBar_IsALinkWithItsWords()
    {
        var card = Render<DarkReturnsCard>(p => p.Add(c => c.Weeks, [new GoodsWeek(Monday.AddDays(-7), 0, 0), new GoodsWeek(Monday, 11, 0)]));

        Assert.Equal("intake/audit?week=2026-11-16&side=dark", card.FindAll("a")[^1].GetAttribute("href"));
        Assert.Equal("11 dark returns, week from 16 Nov", card.Find("li.now .vh").TextContent);
        Assert.Equal(["0", "100"], card.FindAll("rect").Select(r => r.GetAttribute("height")));
    }

    [Fact]
    public void Reasons_ShowTheChangeInWordsOfSigns()
    {
        var card = Render<TopReasonsCard>(p => p.Add(c => c.Reasons, [new ReasonTrend("BOOT-42", "TooSmall", 38, 31), new ReasonTrend("", "No reason given", 3, 4), new ReasonTrend("SOCK", "Defective", 2, 2)]));

        Assert.Equal(["+7", "−1", "±0"], card.FindAll("td.mut").Select(c => c.TextContent));
        Assert.Contains("Too small", card.Markup, StringComparison.Ordinal);
        Assert.Contains("No reason given", card.Markup, StringComparison.Ordinal);
        Assert.Equal("trends/reasons?sku=BOOT-42&reason=TooSmall", card.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Queues_OfTheOwnRole_ComeFirst()
    {
        CaseQueue Queue(CaseKind kind) => new(kind, 3, new(3, 0, 0, 0), 0, 0, 0, []);
        var card = Render<QueuesCard>(p => p.Add(c => c.Queues, [Queue(CaseKind.OrphanedRefund), Queue(CaseKind.DarkReturn)]).Add(c => c.First, OwnerRole.Warehouse));

        Assert.Equal("Dark return", card.Find("a.hbar span").TextContent);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3, 1, 3)]
    [InlineData(17, 5, 4)]
    [InlineData(80, 20, 4)]
    [InlineData(101_000, 50_000, 3)]
    public void Scale_HasEvenSteps(double largest, double step, int steps) => Assert.Equal((step, steps), (ChartScale.For(largest).Step, ChartScale.For(largest).Steps));

    [Theory]
    [InlineData(950, "950")]
    [InlineData(1_500, "1,500")]
    [InlineData(80_000, "80k")]
    [InlineData(2_500_000, "2.5M")]
    public void Scale_Words_AreShort(double value, string words) => Assert.Equal(words, ChartScale.Short(value));
}
