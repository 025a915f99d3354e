using System.Globalization;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verbs;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class ShownExportTests
{
    [Fact]
    public async Task Shown_MorePagesThanOne_HasEveryRowOnceInTheOrderOfTheScreen()
    {
        using var world = new TriageWorld();
        for (var i = 0; i < 431; i++)
        {
            var order = $"302-1111111-{i.ToString("D7", CultureInfo.InvariantCulture)}";
            world.Line(order, "BOOT", 1000 + i % 50);
            world.Refund(order, "BOOT", 1, 1000 + i % 50, $"A{i}");
        }
        world.GoTo(20);
        await world.RunAsync();
        var view = CaseView.OfKind(CaseKind.OrphanedRefund).SortedBy(CaseSort.AtRisk);
        var tables = new ExportTables(world.Database, world.Guard, new CaseList(world.Database, world.Guard, world.Clock));

        var (table, refusal) = await tables.ShownAsync(world.Fay, view with { Move = PageMove.Last, CaseId = 3 }, default);

        Assert.Null(refusal);
        var risk = table!.Columns.ToList().IndexOf("at risk");
        var rows = new List<(string Id, decimal Risk)>();
        await foreach (var row in table.Rows)
            rows.Add((row[0].Number.ToString(CultureInfo.InvariantCulture), row[risk].Number));
        Assert.Equal(431, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(431, rows.Count);
        Assert.Equal(rows.Select(r => r.Risk).OrderDescending(), rows.Select(r => r.Risk));
    }
}
