using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Components.Tests.Features.Triage;

public sealed class TriagePartsTests : Page
{
    [Fact]
    public void CaseGrid_Rows_ShowsEachAndMarksTheOpenOne()
    {
        var grid = Render<CaseGrid>(p => p.Add(g => g.View, CaseView.Everything with { CaseId = 2 }).Add(g => g.Rows, [Row(1), Row(2)]).AddCascadingValue(Fiona));
        var rows = grid.FindAll("tbody tr");
        Assert.Equal(["1", "2"], rows.Select(r => r.GetAttribute("data-case")));
        Assert.Equal("open past", rows[1].ClassName);
        Assert.Equal("cases?case=1", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["", "High", "204-0000001-0000001", "UK", "Refunded at scan, no goods", "84.99 GBP", "18 d", "1 d late", "FN"], rows[0].QuerySelectorAll("td").Select(td => td.TextContent.Trim()));
    }

    [Fact]
    public void CaseGrid_ChosenColumns_StandInTheirOrder_AndALateCaseStandsOutInEverySet()
    {
        foreach (var columns in (CaseColumns[])[CaseColumns.Usual, CaseColumns.Of(CaseColumn.Sku, CaseColumn.Kind), CaseColumns.Of(CaseColumn.Owner)])
        {
            var grid = Render<CaseGrid>(p => p.Add(g => g.View, CaseView.Everything).Add(g => g.Rows, [Row(1)]).Add(g => g.Columns, columns).AddCascadingValue(Fiona));
            Assert.Equal(columns.Shown.Count() + 1, grid.FindAll("thead th").Count);
            Assert.Contains("past", grid.Find("tr[data-case]").ClassList);
            Assert.NotNull(grid.Find("tr[data-case] .overdue svg"));
            Assert.Contains("1 d late", grid.Find("tr[data-case]").TextContent, StringComparison.Ordinal);
        }
        var few = Render<CaseGrid>(p => p.Add(g => g.View, CaseView.Everything).Add(g => g.Rows, [Row(1)]).Add(g => g.Columns, CaseColumns.Of(CaseColumn.Sku, CaseColumn.Kind)));
        Assert.Equal(["", "Order", "Kind", "SKU"], few.FindAll("thead th").Select(h => h.TextContent));
    }

    [Fact]
    public void ColumnsMenu_Choosing_TellsTheNewSet_AndTheOrderStays()
    {
        CaseColumns? chosen = null;
        var menu = Render<ColumnsMenu>(p => p.Add(m => m.Shown, CaseColumns.Usual).Add(m => m.Choose, c => chosen = c));
        menu.FindAll("input")[(int)CaseColumn.Sku].Change(true);
        Assert.Equal(CaseColumns.Usual.With(CaseColumn.Sku, true), chosen);
        Assert.True(menu.FindAll("input")[(int)CaseColumn.Order].HasAttribute("disabled"));
        Assert.True(menu.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public void CaseNarrow_Money_NeedsACurrencyAndAnAmountOfIt()
    {
        var narrow = Render<CaseNarrow>(p => p.Add(n => n.View, CaseView.Everything));
        Assert.True(narrow.FindAll("input[inputmode=decimal]").All(i => i.HasAttribute("disabled")));
        narrow.FindAll("select")[1].Change("EUR");
        narrow.FindAll("input[inputmode=decimal]")[0].Input("12,5");
        narrow.Find("form").Submit();
        Assert.Contains("is no amount in EUR", narrow.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        narrow.FindAll("input[inputmode=decimal]")[0].Input("12.5");
        narrow.Find("form").Submit();
        Assert.EndsWith("cases?currency=EUR&from=12.50&sort=at-risk&dir=desc", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void CaseGrid_Loading_KeepsTheOldRowsDimmed()
    {
        var grid = Render<CaseGrid>(p => p.Add(g => g.View, CaseView.Everything).Add(g => g.Rows, [Row(1)]).Add(g => g.Loading, true));
        Assert.Contains("dimmed", grid.Find("table").ClassList);
        Assert.Single(grid.FindAll("tr[data-case]"));
    }

    [Fact]
    public void CaseGrid_FirstLoad_ShowsGreyRows()
    {
        var grid = Render<CaseGrid>(p => p.Add(g => g.View, CaseView.Everything).Add(g => g.Rows, null));
        Assert.Empty(grid.FindAll("tr[data-case]"));
        Assert.NotEmpty(grid.FindAll(".ghost"));
    }

    [Fact]
    public void CaseGrid_Sorted_SaysSoOnTheColumn()
    {
        var grid = Render<CaseGrid>(p => p.Add(g => g.View, CaseView.Everything.SortedBy(CaseSort.AtRisk)).Add(g => g.Rows, [Row(1)]));
        Assert.Equal("At risk", grid.Find("th[aria-sort=descending]").TextContent);
        Assert.Single(grid.FindAll("th[aria-sort]"));
    }

    [Fact]
    public void CaseGrid_RowThatLeft_StaysAndIsMarked()
    {
        var grid = Render<CaseGrid>(p => p.Add(g => g.View, CaseView.Everything).Add(g => g.Rows, [Row(1), Row(2)]).Add(g => g.Gone, new HashSet<long> { 1 }));
        Assert.Equal(["gone past", "past"], grid.FindAll("tbody tr").Select(r => r.ClassName ?? ""));
    }

    [Fact]
    public void CaseComparisonTable_DifferingFact_IsMarkedInWordsToo()
    {
        var table = Render<CaseComparisonTable>(p => p.Add(t => t.Facts, [new ComparedFact("Quantity", "1", "", "0 received", "", Differs: true), new ComparedFact("Item", "BOOT", "", "", "BOOT")]));
        Assert.Equal("≠ differs: 0 received", table.Find("td.diff").TextContent);
        Assert.Single(table.FindAll("td.diff"));
    }

    [Fact]
    public void CaseComparisonTable_SilentSource_TakesNoColumn()
    {
        var table = Render<CaseComparisonTable>(p => p.Add(t => t.Facts, [new ComparedFact("Item", "BOOT", "", "", "BOOT")]));
        Assert.Equal(["Amazon", "Money"], table.FindAll("thead th").Select(th => th.TextContent));
    }

    [Fact]
    public void QueueColumn_Currencies_AreNeverAddedAcross()
    {
        var queues = new[]
        {
            Queue(CaseKind.OrphanedRefund, 3, new Money(10_000, "GBP"), new Money(500, "EUR")),
            Queue(CaseKind.DarkReturn, 2, new Money(1_000, "GBP")),
        };
        var column = Render<QueueColumn>(p => p.Add(q => q.View, CaseView.OfKind(CaseKind.DarkReturn)).Add(q => q.Queues, queues).Add(q => q.Waiting, 4));
        var links = column.FindAll("a");
        Assert.Equal("All queues5", links[0].QuerySelector(".row")!.TextContent);
        Assert.Equal(["110 GBP", "5 EUR"], links[0].QuerySelectorAll(".m span").Select(s => s.TextContent));
        Assert.Equal("true", links[2].GetAttribute("aria-current"));
        Assert.Equal("cases?status=waiting", links[3].GetAttribute("href"));
    }

    [Fact]
    public void CaseListEmpty_Searched_OffersToDropTheSearch()
    {
        var empty = Render<CaseListEmpty>(p => p.Add(e => e.View, CaseView.Everything.With(new CaseFilter { Search = "204-9" })));
        Assert.Contains("204-9", empty.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Equal("cases", empty.Find("a").GetAttribute("href"));
    }

    private static CaseQueue Queue(CaseKind kind, long open, params Money[] money) => new(kind, open, new AgeBuckets(open, 0, 0, 0), 0, 0, open, money);

    private static CaseRow Row(long id) => new(id, 1, CaseKind.OrphanedRefund, CaseStatus.Open, CaseSeverity.High, $"204-000000{id}-000000{id}", "BOOT-42-BLK", "UK", "Refunded at scan, no goods", 8499, "GBP",
        Now.AddDays(-18), Now.AddDays(-1), null, 7, "Fiona Nolan", 0);
}
