using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Home.Trends;
using ReturnsConsole.Features.Intake.Weeks;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Home;

public sealed class TrendPlansTests
{
    /// <summary>Each week is read by its days, and what belongs to a row by the row's order: never a table from end to end, never a channel for each row.</summary>
    [Fact]
    public async Task WeeklyFigures_AreReadByIndexes()
    {
        using var world = new TriageWorld();
        await using var db = world.Database.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        var (from, to) = (TriageWorld.Day(0), TriageWorld.Day(7));
        IQueryable[] queries =
        [
            .. IntakeAudit.CountQueries(db, new DateOnly(2026, 9, 28)), .. ReceiptWeeks.Queries(db, null, from, to), RefundWeeks.Query(db, null, from, to),
            .. ReasonWeeks.Items(db, null, from, to).Select(items => items.GroupBy(r => new { r.AccountId, r.Sku, r.ReasonCode }).Select(g => g.LongCount())),
        ];
        foreach (var query in queries)
        {
            await using var command = query.CreateDbCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            var steps = new List<string>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                steps.Add(reader.GetString(3));

            Assert.DoesNotContain(steps, s => s.StartsWith("SCAN", StringComparison.Ordinal));
            var searches = steps.Where(s => s.StartsWith("SEARCH", StringComparison.Ordinal)).ToList();
            Assert.Contains("At>? AND", searches[0], StringComparison.Ordinal);
            Assert.All(searches.Skip(1).Where(s => !s.Contains("_Kit", StringComparison.Ordinal)), s => Assert.Contains("OrderKey=?", s, StringComparison.Ordinal));
        }
    }
}
