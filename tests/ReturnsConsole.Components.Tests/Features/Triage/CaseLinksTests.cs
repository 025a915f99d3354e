using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Components.Tests.Features.Triage;

public sealed class CaseLinksTests
{
    [Fact]
    public void Write_AllChosen_IsTheAddressPeopleShare() => Assert.Equal(
        "cases?kind=orphaned-refund&owner=me&account=3&q=204-12&sort=at-risk&dir=desc&case=48213",
        CaseLinks.Write(new CaseView
        {
            Filter = new CaseFilter { Kind = CaseKind.OrphanedRefund, Assignee = AssigneeFilter.Me, AccountId = 3, Search = " 204-12 " },
            Sort = CaseSort.AtRisk,
            Descending = true,
            CaseId = 48213,
        }));

    [Fact]
    public void Write_NothingChosen_IsThePlainAddress() => Assert.Equal("cases", CaseLinks.Write(CaseView.Everything));

    [Fact]
    public void Write_LateOnes_IsTheAddressOfTheFigure() => Assert.Equal("cases?due=late", CaseLinks.Write(CaseView.OfDue(DueFilter.Late)));

    [Fact]
    public void With_ADayTheyAreDue_StandsInThatOrder()
    {
        var view = CaseView.Everything.SortedBy(CaseSort.AtRisk).With(new CaseFilter { Due = DueFilter.Late });
        Assert.Equal(CaseView.OfDue(DueFilter.Late), view);
        Assert.Equal(view, CaseLinks.Read("cases?due=late&sort=at-risk&dir=desc"));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameView()
    {
        foreach (var view in Views())
            Assert.Equal(view, CaseLinks.Read("https://console.example/" + CaseLinks.Write(view)));
    }

    [Theory]
    [InlineData("cases?kind=nonsense&status=99&owner=-4&account=x&sort=size&case=-1&after=1.2")]
    [InlineData("cases?kind=&q=%20%20")]
    [InlineData("cases#kind=orphaned-refund")]
    public void Read_WhatCannotBeUnderstood_IsLeftOut(string address) => Assert.Equal(CaseView.Everything, CaseLinks.Read(address));

    [Fact]
    public void SortedBy_TheSameColumnAgain_TurnsTheOrderAndStartsOver()
    {
        var view = CaseView.Everything with { Move = PageMove.Next, Cursor = new PageCursor(1, 2, 3, 4) };
        var turned = view.SortedBy(CaseSort.Due);
        Assert.True(turned.Descending);
        Assert.Equal(PageMove.First, turned.Move);
        Assert.Null(turned.Cursor);
    }

    private static IEnumerable<CaseView> Views()
    {
        yield return CaseView.Everything;
        foreach (var kind in Enum.GetValues<CaseKind>())
            yield return CaseView.OfKind(kind);
        foreach (var status in Enum.GetValues<CaseStatus>())
            yield return new CaseView { Filter = new CaseFilter { Status = status } };
        foreach (var due in Enum.GetValues<DueFilter>())
            yield return CaseView.OfDue(due);
        foreach (var sort in Enum.GetValues<CaseSort>())
            yield return new CaseView { Sort = sort, Descending = true };
        yield return new CaseView { Filter = new CaseFilter { Assignee = AssigneeFilter.Nobody, Search = "a&b=c d#é" } };
        yield return new CaseView { Filter = new CaseFilter { Assignee = AssigneeFilter.Person, PersonId = 12 }, CaseId = 9 };
        yield return new CaseView { Move = PageMove.Next, Cursor = new PageCursor(1, 2, -3, 4) };
        yield return new CaseView { Move = PageMove.Previous, Cursor = new PageCursor(1, 2, 3, 4) };
        yield return new CaseView { Move = PageMove.Last };
        foreach (var age in Enum.GetValues<AgeFilter>())
            yield return new CaseView { Filter = new CaseFilter { Age = age } }.InOfferedOrder();
        yield return new CaseView { Filter = new CaseFilter { Marketplace = "DE", Sku = "BOOT & SOCK" } };
        yield return new CaseView { Filter = new CaseFilter { Currency = "EUR" } };
        yield return new CaseView { Filter = new CaseFilter { Currency = "JPY", AtRiskFrom = 1200, AtRiskTo = 34000 } }.InOfferedOrder();
        yield return new CaseView { Columns = CaseColumns.Of(CaseColumn.Sku, CaseColumn.Status) };
    }
}
