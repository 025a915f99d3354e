using Bunit;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Components.Tests.Features.Lookup;

public sealed class LookupViewsTests : Page
{
    private static readonly LookupOrder Order = new()
    {
        AccountId = 1,
        OrderKey = 30655192830047519,
        OrderId = "306-5519283-0047518",
        Alias = "SHOP-4711",
        Marketplace = "DE",
        Account = "Amazon EU",
        OrderedAt = Now.AddDays(-23),
        Returns =
        [
            new() { Id = 1, Rma = "R1", Sku = "SCARF-RED", Marketplace = "DE", Currency = "EUR", Value = 5990, State = ReturnRequestState.Approved, RequestedAt = Now.AddDays(-8), Receipts = [new(Now.AddDays(-9), "Dock 1")] },
            new() { Id = 2, Rma = "R2", Sku = "BOOT", Marketplace = "DE", Currency = "EUR", Value = 2400, RequestedAt = Now.AddDays(-20), Refunds = [new(Now.AddDays(-11), 2400, "EUR")], Receipts = [new(Now.AddDays(-15), "Dock 1")] },
        ],
    };

    private static readonly AskedSystem[] Asked = [new("Amazon EU", Now.AddMinutes(-5), null), new("Rebound", Now.AddHours(-9), "silent"), new("Return files", null, null)];

    private IRenderedComponent<LookupAnswerView> Answer(bool mayRaise = true, params OpenCase[] cases)
    {
        var answer = StatusWords.Of(Order, null, new LookupContext(Now, TimeZoneInfo.Utc, new ReconciliationSettings(), new LookupSettings()));
        return Render<LookupAnswerView>(p => p.AddCascadingValue(Fiona).Add(v => v.Found, new LookupFound(new(1, Order.OrderKey, 0, 0), Order, answer, cases, "Amazon order")).Add(v => v.Asked, Asked).Add(v => v.AsOf, Now)
            .Add(v => v.Milliseconds, 84).Add(v => v.MayRaise, mayRaise));
    }

    [Fact]
    public void Answer_Overdue_MarksTheDayAndNamesTheOrder()
    {
        var view = Answer();

        Assert.Equal("was due by Fri 13 Nov", view.Find(".answers .late").TextContent);
        Assert.Contains("SHOP-4711 · DE · Amazon EU · ordered 28 Oct · Amazon order", view.Find(".about").TextContent, StringComparison.Ordinal);
        Assert.Contains("Estimate", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_OtherReturns_AreLinkedWithTheirMoney()
    {
        var other = Answer().Find("table[aria-label='Other returns'] tr");

        Assert.Equal("lookup?q=R2", other.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Refunded by Amazon, 9 Nov", other.TextContent, StringComparison.Ordinal);
        Assert.Contains("24.00", other.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_SaysHowOldEachSourceIs()
    {
        var asked = Answer().FindAll("p")[^1].TextContent;

        Assert.Matches(@"Amazon EU 20 Nov 14:57,\s+Rebound 20 Nov 06:02 \(silent\),\s+Return files never yet", asked);
        Assert.Contains("Answered in 84 ms.", asked, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_WithoutTheRight_OffersNoCase()
    {
        Assert.Empty(Answer(mayRaise: false).FindAll("[data-shortcut=n]"));
        Assert.Single(Answer().FindAll("[data-shortcut=n]"));
    }

    [Fact]
    public void Answer_OpenCases_AreLinked()
    {
        var view = Answer(true, new OpenCase(48213, CaseKind.RefundDue, "Refund due", "Goods accepted, not refunded", Now.AddDays(1), "", 0));

        Assert.Equal(CaseLinks.ToCase(48213), view.Find("table[aria-label=Cases] a").GetAttribute("href"));
    }

    [Fact]
    public void Answer_Copied_SaysSo_AndForgetsItForTheNextAnswer()
    {
        JSInterop.SetupModule("./js/shell.js").Setup<bool>("copyText", _ => true).SetResult(true);
        var view = Answer();

        view.Find("[data-shortcut=c]").Click();

        Assert.Contains("Copied", view.Markup, StringComparison.Ordinal);
        var next = StatusWords.Of(Order, 2, new LookupContext(Now, TimeZoneInfo.Utc, new ReconciliationSettings(), new LookupSettings()));
        view.Render(p => p.Add(v => v.Found, new LookupFound(new(1, Order.OrderKey, 2, 0), Order, next, [], "return number")));
        Assert.DoesNotContain("Copied", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_Watch_AsksToWatchOrToEnd()
    {
        bool? asked = null;
        var view = Answer();
        view.Render(p => p.Add(v => v.OnWatch, watch => asked = watch));

        view.Find("[data-shortcut=w]").Click();
        Assert.True(asked);
        view.Render(p => p.Add(v => v.Watched, true).Add(v => v.WatchSaid, "You watch 306-5519283-0047518."));
        Assert.Empty(view.FindAll("[data-shortcut=w]"));
        view.FindAll("button").Single(b => b.TextContent == "Do not watch any more").Click();
        Assert.False(asked);
        Assert.Contains("You watch 306-5519283-0047518.", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_InGerman_ShowsTheGermanWords_MarkedAsSuch()
    {
        string? chosen = null;
        var view = Answer();
        view.Render(p => p.Add(v => v.OnLanguage, language => chosen = language));

        view.FindAll("button").Single(b => b.TextContent == "Deutsch").Click();
        Assert.Equal("de", chosen);
        view.Render(p => p.Add(v => v.Language, "de"));

        Assert.Equal("de", view.Find(".script").GetAttribute("lang"));
        Assert.StartsWith("Ihr", view.Find(".script").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Choices_EachLeadsToItsOwnAnswer()
    {
        var view = Render<LookupChoices>(p => p.Add(c => c.Term, "1Z999").Add(c => c.Choices, [new(new(1, 5, 7, 0), "306-1", "Amazon EU", "tracking number"), new(new(1, 0, 8, 0), "", "Amazon EU", "tracking number")]));

        Assert.Equal(["lookup?q=1Z999&pick=1.5.7.0", "lookup?q=1Z999&pick=1.0.8.0"], view.FindAll("a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Return without order id", view.Markup, StringComparison.Ordinal);
    }
}
