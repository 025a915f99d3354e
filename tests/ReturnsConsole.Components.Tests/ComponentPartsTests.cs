using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Components.Tests;

public sealed class ComponentPartsTests : Page
{
    [Theory]
    [InlineData(114118, "EUR", "1,141.18 EUR")]
    [InlineData(-8499, "GBP", "−84.99 GBP")]
    [InlineData(1500, "JPY", "1,500 JPY")]
    [InlineData(-1500, "KWD", "−1.500 KWD")]
    public void MoneyText_AnyAmount_ShowsMinorUnitsGroupedWithTrueMinus(long minor, string currency, string expected) =>
        Assert.Equal(expected, Render<MoneyText>(p => p.Add(m => m.Minor, minor).Add(m => m.Currency, currency)).Find(".money").TextContent);

    [Fact]
    public void MoneyText_Rounded_KeepsTheExactAmountInTheTooltip()
    {
        var money = Render<MoneyText>(p => p.Add(m => m.Minor, 114199).Add(m => m.Currency, "EUR").Add(m => m.Rounded, true)).Find(".money");
        Assert.Equal("1,142 EUR", money.TextContent);
        Assert.Equal("1,141.99 EUR", money.GetAttribute("title"));
    }

    [Theory]
    [InlineData(Tone.Critical, "s-critical", "critical")]
    [InlineData(Tone.Warn, "s-warn", "warn")]
    [InlineData(Tone.Good, "s-good", "good")]
    [InlineData(Tone.Flow, "s-flow", "flow")]
    [InlineData(Tone.Hold, "s-hold", "hold")]
    [InlineData(Tone.Still, "s-still", "still")]
    [InlineData(Tone.Expected, "s-wait", "still")]
    public void StatusTag_EveryTone_HasItsOwnShapeAndTheWord(Tone tone, string icon, string css)
    {
        var tag = Render<StatusTag>(p => p.Add(t => t.Tone, tone).Add(t => t.Word, "Settled")).Find(".tag");
        Assert.Contains(css, tag.ClassList);
        Assert.EndsWith("#" + icon, tag.QuerySelector("use")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Settled", tag.TextContent);
    }

    [Fact]
    public void SeverityMark_Critical_SaysTheWordToScreenReaders() =>
        Assert.Equal("Critical", Render<SeverityMark>(p => p.Add(s => s.Severity, CaseSeverity.Critical)).Find(".vh").TextContent);

    [Theory]
    [InlineData(-1, "1 d late", "late")]
    [InlineData(0, "today", "soon")]
    [InlineData(1, "tomorrow", "soon")]
    [InlineData(2, "22 Nov", null)]
    public void DueText_ByDay_SaysItInWords(int days, string words, string? css)
    {
        var due = Render<DueText>(p => p.Add(d => d.At, Now.AddDays(days)).AddCascadingValue(Fiona)).Find("span");
        Assert.Equal(words, due.TextContent);
        Assert.Equal(css, due.GetAttribute("class"));
    }

    [Fact]
    public void DueText_LateInTheEvening_CountsTheViewersOwnDay()
    {
        // 23:30 UTC is already tomorrow in Berlin.
        var due = new DateTime(2026, 11, 20, 23, 30, 0, DateTimeKind.Utc);
        Assert.Equal("today", Render<DueText>(p => p.Add(d => d.At, due)).Find("span").TextContent);
        Assert.Equal("tomorrow", Render<DueText>(p => p.Add(d => d.At, due).AddCascadingValue(Fiona)).Find("span").TextContent);
    }

    [Fact]
    public void DueText_NotRunning_RaisesNoAlarm()
    {
        var due = Render<DueText>(p => p.Add(d => d.At, Now.AddDays(-9)).Add(d => d.Running, false)).Find("span");
        Assert.Equal("11 Nov", due.TextContent);
        Assert.Null(due.GetAttribute("class"));
    }

    [Theory]
    [InlineData(0, "0 d")]
    [InlineData(18, "18 d")]
    public void AgeText_SinceThen_CountsWholeDays(int days, string words) =>
        Assert.Equal(words, Render<AgeText>(p => p.Add(a => a.Since, Now.AddDays(-days))).Find("span").TextContent);

    [Fact]
    public void TimeText_ForAViewer_ShowsTheirZoneAndUtcOnHover()
    {
        var time = Render<TimeText>(p => p.Add(t => t.At, Now.AddDays(-2)).AddCascadingValue(Fiona)).Find("time");
        Assert.Equal("18 Nov 15:02", time.TextContent);
        Assert.Equal("18 Nov 2026 14:02:00 UTC", time.GetAttribute("title"));
        Assert.Equal("2026-11-18T14:02:00Z", time.GetAttribute("datetime"));
    }

    [Fact]
    public void TimeText_OfAnotherYear_NamesTheYear() =>
        Assert.Equal("18 Nov 2025", Render<TimeText>(p => p.Add(t => t.At, new DateTime(2025, 11, 18, 9, 0, 0, DateTimeKind.Utc)).Add(t => t.DayOnly, true)).Find("time").TextContent);

    [Fact]
    public void TimeText_Unknown_IsADash() => Assert.Equal("–", Render<TimeText>(p => p.Add(t => t.At, null)).Find("span").TextContent);

    [Fact]
    public void Person_IsTheViewer_IsTinted()
    {
        var me = Render<Person>(p => p.Add(x => x.UserId, 7).Add(x => x.Name, "Fiona Nolan").AddCascadingValue(Fiona)).Find(".ava");
        Assert.Equal("FN", me.TextContent);
        Assert.Contains("mine", me.ClassList);
        Assert.DoesNotContain("mine", Render<Person>(p => p.Add(x => x.UserId, 8).Add(x => x.Name, "Carla Xu").AddCascadingValue(Fiona)).Find(".ava").ClassList);
    }

    [Fact]
    public void Person_Nobody_IsADash() => Assert.Equal("Nobody yet", Render<Person>(p => p.Add(x => x.UserId, 0).Add(x => x.Name, "")).Find("span").GetAttribute("title"));

    [Theory]
    [InlineData("Fiona Nolan", "FN")]
    [InlineData("cx", "CX")]
    [InlineData("maria.lopez", "ML")]
    [InlineData("", "?")]
    public void Initials_OfAnyName_AreTwoAtMost(string name, string expected) => Assert.Equal(expected, Viewer.InitialsOf(name));

    [Fact]
    public void AgeBar_Counts_FillTheWidthInProportionAndSayThemselves()
    {
        var bar = Render<AgeBar>(p => p.Add(b => b.Ages, new AgeBuckets(50, 0, 25, 25))).Find("svg");
        var widths = bar.QuerySelectorAll("rect").Select(r => (r.ClassName, r.GetAttribute("width"))).ToList();
        Assert.Equal([("a1", "49.5"), ("a3", "24.5"), ("a4", "24.5")], widths);
        Assert.Equal("50 under 3 days, 0 3 to 7, 25 8 to 14, 25 15 and more", bar.GetAttribute("aria-label"));
    }

    [Fact]
    public void AgeBar_OutOfMore_LeavesTheRestEmpty() =>
        Assert.Equal("9.5", Render<AgeBar>(p => p.Add(b => b.Ages, new AgeBuckets(10, 0, 0, 0)).Add(b => b.OutOf, 100)).Find("rect").GetAttribute("width"));

    [Fact]
    public void ErrorState_WithRetry_CallsItAndShowsTheReference()
    {
        var tried = 0;
        var error = Render<ErrorState>(p => p.Add(e => e.What, "The list could not be read.").Add(e => e.Reference, "abc123").Add(e => e.Retry, EventCallback.Factory.Create(this, () => tried++)));
        error.Find("button.btn.s:not(.ic)").Click();
        Assert.Equal(1, tried);
        Assert.Contains("abc123", error.Markup, StringComparison.Ordinal);
        Assert.Equal("alert", error.Find(".failed").GetAttribute("role"));
    }

    [Fact]
    public void EmptyState_WithoutAction_IsOneSentence()
    {
        var empty = Render<EmptyState>(p => p.AddChildContent("No open cases."));
        Assert.Equal("No open cases.", empty.Find("p").TextContent);
        Assert.Empty(empty.FindAll(".btns"));
    }

    [Fact]
    public void LoadingRows_Always_AreHiddenFromScreenReaders()
    {
        var rows = Render<LoadingRows>(p => p.Add(r => r.Rows, 3).Add(r => r.Columns, 4)).FindAll("tr");
        Assert.Equal(3, rows.Count);
        Assert.All(rows, r => Assert.Equal("true", r.GetAttribute("aria-hidden")));
        Assert.All(rows, r => Assert.Equal(4, r.ChildElementCount));
    }

    [Fact]
    public void Pager_OnTheFirstPage_OffersOnlyForward()
    {
        var pager = Render<Pager>(p => p.Add(x => x.Next, "cases?after=1.2.3.4").Add(x => x.Last, "cases?page=last").Add(x => x.Count, "50 of 532 cases"));
        Assert.Equal(["cases?after=1.2.3.4", "cases?page=last"], pager.FindAll("a").Select(a => a.GetAttribute("href")));
        Assert.True(pager.Find("button").HasAttribute("disabled"));
        Assert.Equal("50 of 532 cases", pager.Find(".count").TextContent);
    }

    [Fact]
    public void KeyHint_TwoKeys_DrawsTwoCaps() => Assert.Equal(["J", "K"], Render<KeyHint>(p => p.Add(k => k.Keys, "J K").Add(k => k.Does, "move")).FindAll("kbd").Select(k => k.TextContent));

    [Fact]
    public void CopyId_Clicked_SaysThatItIsCopied()
    {
        JSInterop.SetupModule("./js/shell.js").Setup<bool>("copyText", "204-1234567-7654321").SetResult(true);
        var id = Render<CopyId>(p => p.Add(c => c.Text, "204-1234567-7654321").Add(c => c.What, "order id"));
        Assert.Equal("Copy order id", id.Find("button").GetAttribute("aria-label"));
        id.Find("button").Click();
        Assert.Equal("copied", id.Find("[role=status]").TextContent);
    }

    [Fact]
    public void PageErrorBoundary_ChildFails_ShowsASentenceWithoutTheFault()
    {
        var page = Render<PageErrorBoundary>(p => p.AddChildContent<Broken>());
        Assert.Contains("could not be shown", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
    }

    private sealed class Broken : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("secret detail");
    }
}
