using Bunit;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Receiving.Screen;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Components.Tests.Features.Receiving;

public sealed class ReceivingPartsTests : Page
{
    private static readonly GoodsDetail Boots = new(7, 42, "Seller", "302-1111111-1111111", "RMA1", "BOOT", "Winter boot", 2, Now.AddDays(-1), "Dock", ConditionGrade.None, Disposition.None, "Too small", false,
        new Money(5_000, "EUR"),
        [
            new(ConditionGrade.A, Disposition.Restocked, "Grade A: as new."), new(ConditionGrade.B, Disposition.Restocked, "Grade B: opened, without a mark."),
            new(ConditionGrade.C, Disposition.Quarantined, "Grade C: to be cleaned, mended or sold elsewhere."), new(ConditionGrade.D, Disposition.Scrapped, "Grade D: it cannot be sold or mended."),
        ], Checklist.General, [], [], null, []);

    private GradeChoice? chosen;

    [Fact]
    public void GradeForm_NothingChosen_CannotBeConfirmed()
    {
        var form = Form(Boots);
        Assert.Equal("Choose a grade", form.Find("[data-main]").TextContent);
        Assert.True(form.Find("[data-main]").HasAttribute("disabled"));
        Assert.All(ReceivingWords.Dispositions, d => Assert.True(Option(form, ReceivingWords.Of(d)).HasAttribute("disabled")));
        Assert.Equal(["A", "B", "C", "D"], form.FindAll("[data-grade]").Select(b => b.GetAttribute("data-grade")));
    }

    [Fact]
    public void GradeForm_AGrade_BringsItsProposalWithTheGround_AndIsConfirmedAsItStands()
    {
        var form = Form(Boots);
        form.Find("[aria-label='One more']").Click();
        form.Find("[data-grade=C]").Click();
        Option(form, "No marks or stains").Click();
        Option(form, "All parts are there").Click();

        Assert.Contains("Quarantine is proposed. Grade C: to be cleaned", form.Find(".ground").TextContent, StringComparison.Ordinal);
        Assert.Equal("Confirm: C, quarantine (2 pieces)", form.Find("[data-main]").TextContent);
        form.Find("[data-main]").Click();

        Assert.Equal((2, ConditionGrade.C, Disposition.Quarantined, ""), (chosen!.Quantity, chosen.Grade, chosen.Disposition, chosen.Reason));
        Assert.Equal(["All parts are there", "No marks or stains"], chosen.Checked);
    }

    [Fact]
    public void GradeForm_OtherThanProposed_AsksWhyFirst()
    {
        var form = Form(Boots with { Quantity = 1 });
        Assert.Empty(form.FindAll(".qty"));
        form.Find("[data-grade=A]").Click();
        Option(form, "Quarantine").Click();
        Assert.Equal("Say why first", form.Find("[data-main]").TextContent);
        Assert.True(form.Find("[data-main]").HasAttribute("disabled"));

        form.Find("input.input").Input(" Recall of this batch ");
        form.Find("[data-main]").Click();

        Assert.Equal((Disposition.Quarantined, "Recall of this batch"), (chosen!.Disposition, chosen.Reason));
    }

    [Fact]
    public void GradeForm_GradeD_CannotGoBackIntoStock()
    {
        var form = Form(Boots);
        form.Find("[data-grade=D]").Click();
        Assert.True(Option(form, "Back into stock").HasAttribute("disabled"));
        Assert.False(Option(form, "Scrap").HasAttribute("disabled"));
    }

    [Fact]
    public void GradeForm_GradedGoods_AreCorrectedOnlyOnPurposeAndWithAReason()
    {
        var form = Form(Boots with { Grade = ConditionGrade.A, Disposition = Disposition.Restocked });
        Assert.Empty(form.FindAll("[data-grade]"));
        Assert.Contains("A · Back into stock", form.Find("header").TextContent, StringComparison.Ordinal);

        form.FindAll("button").Single(b => b.TextContent == "Correct it…").Click();
        form.Find("[data-grade=C]").Click();
        Assert.True(form.Find("[data-main]").HasAttribute("disabled"));
        form.Find("input.input").Input("A scratch");
        form.Find("[data-main]").Click();

        Assert.Equal((2, ConditionGrade.C, "A scratch"), (chosen!.Quantity, chosen.Grade, chosen.Reason));
    }

    [Theory]
    [InlineData(false, null, "You may look here. Goods are graded by the warehouse.")]
    [InlineData(true, "A hub reports these goods.", "A hub reports these goods.")]
    public void GradeForm_NotForThisPersonOrTheseGoods_SaysWhy(bool mayGrade, string? whyNot, string words)
    {
        var form = Form(Boots with { WhyNot = whyNot }, mayGrade);
        Assert.Empty(form.FindAll("button"));
        Assert.Contains(words, form.Find(".res-body").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0, true, ScanResult.Known, "2 items are here to be graded")]
    [InlineData(1, 0, true, ScanResult.Known, "One item is here to be graded, more can come")]
    [InlineData(0, 1, false, ScanResult.Known, "Graded already")]
    [InlineData(0, 1, true, ScanResult.Known, "Graded already, more can come")]
    [InlineData(0, 0, true, ScanResult.Known, "Known, not received yet")]
    [InlineData(0, 0, true, ScanResult.Near, "Not known exactly; something similar is")]
    [InlineData(0, 0, true, ScanResult.OnShelf, "It lies on the unidentified shelf")]
    [InlineData(0, 0, true, ScanResult.Unknown, "Unknown code")]
    public void ScanAnswer_SaysWhatIsNext(int toGrade, int graded, bool toReceive, ScanResult result, string head)
    {
        var found = new ScannedGoods("1Z 1", result, Rows(toGrade, ConditionGrade.None), Rows(graded, ConditionGrade.B), toReceive, "");
        var answer = Render<ScanAnswer>(p => p.Add(a => a.Found, found));

        Assert.Equal(head, answer.Find("h2").TextContent);
        Assert.Equal(toGrade + graded, answer.FindAll("a.tile").Count);
        Assert.Equal(toReceive ? ["intake?scan=1Z%201"] : [], answer.FindAll("a.btn").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task PhotoButton_Refused_SaysWhyAtOnce()
    {
        var button = Render<ReturnsConsole.Features.Intake.Screen.PhotoButton>(p => p.Add(b => b.Words, "Picture of the item"));
        await button.InvokeAsync(button.Instance.PhotoSending);
        Assert.Contains("Sending…", button.Markup, StringComparison.Ordinal);

        await button.InvokeAsync(() => button.Instance.PhotoFailed("The picture is larger than 8 MB."));

        Assert.Equal("The picture is larger than 8 MB.", button.Find("[role=alert]").TextContent);
        Assert.DoesNotContain("Sending…", button.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_SayTheListAndThePage()
    {
        Assert.Equal("receiving", ReceivingLinks.To(ReceivingView.Grade));
        Assert.Equal("receiving?show=due&page=3", ReceivingLinks.To(ReceivingView.Due, 3));
        Assert.All(Enum.GetValues<ReceivingView>().Skip(1), v => Assert.Equal(v, ReceivingLinks.ViewOf(ReceivingLinks.To(v).Split('=')[1])));
        Assert.Equal(ReceivingView.Grade, ReceivingLinks.ViewOf("nonsense"));
    }

    private static List<GoodsRow> Rows(int count, ConditionGrade grade) => [.. Enumerable.Range(1, count).Select(i =>
        new GoodsRow(i, "Seller", "302-1111111-1111111", "", "BOOT", 1, Now, grade, grade == ConditionGrade.None ? Disposition.None : Disposition.Restocked))];

    private static AngleSharp.Dom.IElement Option(IRenderedComponent<GradeForm> form, string words) => form.FindAll(".opt").Single(o => o.TextContent == words);

    private IRenderedComponent<GradeForm> Form(GoodsDetail goods, bool mayGrade = true) =>
        Render<GradeForm>(p => p.Add(f => f.Goods, goods).Add(f => f.MayGrade, mayGrade).Add(f => f.Confirm, choice => chosen = choice));
}
