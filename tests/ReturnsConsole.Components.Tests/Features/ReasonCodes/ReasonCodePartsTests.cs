using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.ReasonCodes.Review;
using ReturnsConsole.Features.ReasonCodes.Screen;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Components.Tests.Features.ReasonCodes;

public sealed class ReasonCodePartsTests : Page
{
    [Fact]
    public void Matrix_ChangedCell_IsTintedWithTheOldValueStruckThrough()
    {
        var matrix = Matrix([Difference("A", Values("TooSmall", "4310"), Values("TooSmall", "4350"))]);
        var cell = matrix.Find("td[data-column=Cost]");
        Assert.Contains("chg", cell.ClassList);
        Assert.Equal("was 4310", cell.QuerySelector("s")!.TextContent);
        Assert.Single(matrix.FindAll("td.chg"));
        Assert.Equal("changed", matrix.Find(".tag").TextContent);
    }

    [Fact]
    public void Matrix_NewAndDroppedRows_SaySo()
    {
        var matrix = Matrix([Difference("A", null, Values("TooSmall")), Difference("B", Values("TooSmall"), null)]);
        Assert.Equal(["new", "dropped"], matrix.FindAll(".tag").Select(t => t.TextContent));
        Assert.Contains("dropped", matrix.FindAll("tbody tr")[1].ClassList);
    }

    [Fact]
    public void Matrix_ReasonOfAGroup_StandsOnceInBold()
    {
        var matrix = Matrix([Same("A", "TooSmall"), Same("B", "TooSmall"), Same("C", "Other")]);
        Assert.Equal(["strong", "again", "strong"], matrix.FindAll("td[data-column=Reason]").Select(td => td.ClassList.First(c => c is "strong" or "again")));
    }

    [Fact]
    public void Matrix_Reader_HasNoButtonsAndNoEditor()
    {
        var matrix = Matrix([Same("A", "TooSmall", toConfirm: true)], mayEdit: false);
        Assert.Empty(matrix.FindAll("button"));
        matrix.Find("td[data-column=Cost]").Click();
        Assert.Empty(matrix.FindAll("[data-editor]"));
    }

    [Fact]
    public void Matrix_EnterTakesTheValue_EscLeavesIt()
    {
        CellEdit? edited = null;
        MatrixCell? editing = new MatrixCell(Key("A"), MatrixColumn.Cost);
        var matrix = Render<Matrix>(p => p.Add(m => m.Rows, [Same("A", "TooSmall")]).Add(m => m.MayEdit, true).Add(m => m.Editing, editing)
            .Add(m => m.EditingChanged, c => editing = c).Add(m => m.Edited, e => edited = e));
        matrix.Find("[data-editor]").Input("4350");
        matrix.Find("[data-editor]").KeyDown("Escape");
        Assert.Null(editing);
        Assert.Null(edited);

        matrix.Find("[data-editor]").Input(" 4350 ");
        matrix.Find("[data-editor]").KeyDown("Enter");
        Assert.Equal(("A", MatrixColumn.Cost, "4350"), (edited!.Row.Key.Code, edited.Column, edited.Value));
    }

    [Fact]
    public void Columns_AnotherReason_BringsItsUsualValuesButKeepsWhatWasChosen()
    {
        var small = MappingValues.Usual(CanonicalReasons.Find("TooSmall")!) with { CostCode = "4310", CommercetoolsCode = "my-own", ToBeConfirmed = true };
        var wrong = MatrixColumns.With(small, MatrixColumn.Reason, "WrongItem");
        Assert.Equal(("WrongItem", true, "DifferentItem", "my-own", "4310", "Seller", false), (wrong.CanonicalReason, wrong.SellerFault, wrong.AmazonCode, wrong.CommercetoolsCode, wrong.CostCode, wrong.LiabilityCode, wrong.ToBeConfirmed));
    }

    [Fact]
    public void Unmapped_Suggestion_StandsWithItsGround_AndTwoAreMappedAtOnce()
    {
        IReadOnlyList<UnmappedCode> used = [];
        var table = Render<UnmappedTable>(p => p.Add(t => t.Codes, [Unmapped("A", new("TooSmall", "same code in Rebound", false)), Unmapped("B", new("TooLarge", "similar, weak", true)), Unmapped("C", null)])
            .Add(t => t.MayEdit, true).Add(t => t.UseSuggestions, codes => used = codes).AddCascadingValue(Fiona));
        Assert.Contains("same code in Rebound", table.Markup, StringComparison.Ordinal);
        Assert.Contains("No suggestion", table.Markup, StringComparison.Ordinal);
        foreach (var code in new[] { "A", "B", "C" })
            table.Find($"input[aria-label='Choose {code}']").Change(true);
        Assert.Equal("3 codes chosen", table.Find(".bulkbar b").TextContent);
        table.FindAll(".bulkbar button").Single(b => b.TextContent == "Use 2 suggestions").Click();
        Assert.Equal(["A", "B"], used.Select(c => c.Key.Code));
    }

    [Fact]
    public void Unmapped_Values_StandOnePerCurrency()
    {
        var table = Render<UnmappedTable>(p => p.Add(t => t.Codes, [Unmapped("A", null)]).AddCascadingValue(Fiona));
        Assert.Equal(["612.40 GBP", "70.00 USD"], table.FindAll(".money").Select(m => m.TextContent.Trim()));
        Assert.Empty(table.FindAll("button"));
        Assert.Contains("12–20 Nov", table.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Impact_WhileItIsReckoned_CannotBeActivated()
    {
        var draft = new VersionRow(2, 2, VersionState.Draft, Now, null, "", "", null, null, 0, Now, "Ada", 3);
        var card = Render<ImpactCard>(p => p.Add(c => c.Draft, draft).Add(c => c.MayEdit, true));
        Assert.Contains("Reckoning", card.Markup, StringComparison.Ordinal);
        Assert.True(card.Find("button.pri").HasAttribute("disabled"));
        card.Render(p => p.Add(c => c.Impact, new Impact([new(Key("A"), "TooSmall", 31)], [new Money(61240, "GBP")], 6, 2, [7], [], 0, 0, [])));
        Assert.False(card.Find("button.pri").HasAttribute("disabled"));
        Assert.Contains("6 returns, 2 codes", card.Markup, StringComparison.Ordinal);
        Assert.Contains("cases?case=7", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Review_Due_SaysSinceWhen_AndOffersTheEndOnlyToWhoMay()
    {
        var standing = new ReviewStanding(4, 0, Now.AddDays(-2), null, "", Now.AddMonths(1));
        var list = new ReviewList([Key("A")], [(Key("B"), 41)], [], 90);
        var card = Render<ReviewCard>(p => p.Add(c => c.Standing, standing).Add(c => c.List, list).AddCascadingValue(Fiona));
        Assert.Contains("due since 18 Nov", card.Markup, StringComparison.Ordinal);
        Assert.Contains("1 code", card.FindAll(".figs a")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("41 returns", card.FindAll(".figs a")[1].TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("button"));
    }

    [Theory]
    [InlineData("reason-codes")]
    [InlineData("reason-codes?source=rebound&code=SHADE_OFF")]
    [InlineData("reason-codes?q=small&show=changes")]
    [InlineData("reason-codes?held=amazon%2FCR-A%2FB&after=50")]
    [InlineData("reason-codes?compare=3-4")]
    public void Links_ReadAndWritten_AreTheSame(string address) => Assert.Equal(address, ReasonCodeLinks.Write(ReasonCodeLinks.Read("http://x/" + address)));

    [Theory]
    [InlineData("reason-codes?source=nobody&show=what&compare=a-b&held=x&after=-1")]
    public void Links_NotUnderstood_ShowEverything(string address) => Assert.Equal(new MatrixView(), ReasonCodeLinks.Read("http://x/" + address));

    [Fact]
    public void Filter_TextSourceAndKind_NarrowTheRows()
    {
        RowDifference[] rows = [Same("A", "TooSmall"), Difference("B", null, Values("Other")), Same("C", "TooLarge", toConfirm: true)];
        IEnumerable<string> Of(MatrixView view, ReviewList? review = null) => MatrixFilter.Of(rows, view, review).Select(r => r.Key.Code);
        Assert.Equal(["A"], Of(new(Text: "too sm")));
        Assert.Equal(["B"], Of(new(Filter: RowFilter.Changes)));
        Assert.Equal(["B"], Of(new(Filter: RowFilter.Other)));
        Assert.Equal(["C"], Of(new(Filter: RowFilter.Unconfirmed)));
        Assert.Empty(Of(new(Filter: RowFilter.Unused)));
        Assert.Equal(["A"], Of(new(Filter: RowFilter.Unused), new ReviewList([Key("A")], [], [], 90)));
        Assert.Empty(Of(new(Source: "amazon")));
    }

    private IRenderedComponent<Matrix> Matrix(IReadOnlyList<RowDifference> rows, bool mayEdit = true) => Render<Matrix>(p => p.Add(m => m.Rows, rows).Add(m => m.Known, rows).Add(m => m.MayEdit, mayEdit));

    private static CodeKey Key(string code) => new("rebound", code);

    private static MappingValues Values(string reason, string cost = "", bool toConfirm = false) => MappingValues.Usual(CanonicalReasons.Find(reason)!) with { CostCode = cost, ToBeConfirmed = toConfirm };

    private static RowDifference Difference(string code, MappingValues? before, MappingValues? after) =>
        new(Key(code), before is null ? null : new MappingRow(Key(code), before), after is null ? null : new MappingRow(Key(code), after));

    private static RowDifference Same(string code, string reason, bool toConfirm = false) => Difference(code, Values(reason, toConfirm: toConfirm), Values(reason, toConfirm: toConfirm));

    private static UnmappedCode Unmapped(string code, Suggestion? suggestion) =>
        new(Key(code), 14, Now.AddDays(-8), Now, [new Money(61240, "GBP"), new Money(7000, "USD")], 0, suggestion, null, null);
}
