using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

/// <summary>Every filter and order of the list, few cases and many, against a plain look at all rows.</summary>
public sealed class CaseFilterTests
{
    private static readonly string[] Markets = ["DE", "FR", "UK", "SE"];
    private static readonly CaseKind[] Kinds = [CaseKind.OrphanedRefund, CaseKind.DarkReturn, CaseKind.RefundDue];

    public static TheoryData<string, string> Filters => new()
    {
        { "marketplace", "cases?market=DE" },
        { "rare marketplace", "cases?market=SE" },
        { "unknown marketplace", "cases?market=XX" },
        { "age", "cases?age=3-7" },
        { "oldest", "cases?age=15" },
        { "age and due", "cases?age=8-14&due=late" },
        { "age and marketplace", "cases?age=0-2&market=FR" },
        { "money from", "cases?currency=EUR&from=300" },
        { "money from to", "cases?currency=GBP&from=10&to=250.50" },
        { "money and age", "cases?currency=EUR&to=200&age=15" },
        { "money, marketplace, kind", "cases?currency=EUR&from=100&market=FR&kind=dark-return" },
        { "currency", "cases?currency=SEK" },
        { "nobody's of a marketplace", "cases?market=DE&owner=nobody" },
        { "mine of a marketplace", "cases?market=DE&owner=me" },
        { "somebody's, money and due", "cases?owner=8&currency=EUR&from=50&due=late" },
        { "sku", "cases?sku=SKU-3" },
        { "sku of a marketplace", "cases?sku=SKU-3&market=DE" },
        { "beginning of a sku and money", "cases?q=SKU-1&currency=EUR&from=100" },
        { "account and marketplace", "cases?account=1&market=FR&kind=orphaned-refund" },
        { "waiting in a marketplace", "cases?status=waiting&market=DE" },
        { "dismissed, which grow no older", "cases?status=dismissed&age=3-7&market=DE" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task List_AnyFilterAndOrder_ShowsWhatAPlainLookShows(string name, string address)
    {
        using var world = Filled(300);
        await AssertSameAsync(world, name, address, pageSize: 13);
    }

    [Theory]
    [InlineData("cases?market=DE")]
    [InlineData("cases?market=DE&owner=nobody")]
    [InlineData("cases?currency=EUR&from=4000&market=FR")]
    [InlineData("cases?age=15&due=late&market=UK")]
    public async Task List_MoreThanIsSortedAtOnce_IsWalkedToTheEnd(string address)
    {
        using var world = Filled(9_000);
        await AssertSameAsync(world, "many", address, pageSize: 200, budget: 1);
    }

    [Fact]
    public async Task List_ManyOfAMarketplace_SaysMoreThan()
    {
        using var world = Filled(9_000);
        var page = (await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new(new CaseFilter { Marketplace = "DE" }), default)).Value!;
        Assert.True(page.Capped);
        Assert.Equal(CaseList.Bound, page.Total);
        var few = (await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new(new CaseFilter { Marketplace = "SE" }), default)).Value!;
        Assert.False(few.Capped);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task List_AnyFilter_IsReadThroughAnIndex(string name, string address)
    {
        using var world = Filled(40);
        await using var db = world.Database.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        var filter = CaseLinks.Read(address).Filter;
        var criteria = CaseCriteria.Of(filter, null, world.Fay.UserId, world.Clock.Now, sqlServer: false);
        foreach (var sql in Enum.GetValues<CaseSort>().SelectMany(sort => Statements(new(filter, CaseCriteria.OrderOf(filter) ?? sort), criteria)))
        {
            await using var command = criteria.Command(db.Database.GetDbConnection(), "EXPLAIN QUERY PLAN " + sql);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var step = reader.GetString(3);
                Assert.False(step.StartsWith("SCAN Cases", StringComparison.Ordinal) || step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal), $"{name}: {step}\n{sql}");
            }
        }
    }

    private static IEnumerable<string> Statements(CaseListRequest request, CaseCriteria criteria)
    {
        CaseListPart[] parts = [new(1, CaseKind.OrphanedRefund, 10), new(1, CaseKind.DarkReturn, 10)];
        if (request.Filter.Search is not null || request.Filter.Sku is not null)
        {
            foreach (var (condition, text) in CaseSearch.Conditions(request.Filter, sqlServer: false))
                yield return CaseSearch.Statement(request, criteria, text is null ? condition : condition.Replace("@text", "'x'", StringComparison.Ordinal).Replace("@after", "'y'", StringComparison.Ordinal));
            yield break;
        }
        foreach (var plan in (CasePlan[])[CasePlan.Of(request.Sort, criteria, 10), CasePlan.Of(request.Sort, criteria, 1_000_000)])
        {
            var sql = new CaseListSql(request, criteria, plan);
            yield return sql.Keys(parts.Select((part, index) => (index, part)), 500);
            yield return sql.Horizons(parts.Select((part, index) => (index, part)), 500);
            yield return sql.Collect(parts);
        }
        foreach (var place in CasePlan.OfPlace(criteria))
        {
            yield return CaseListSql.Count(place, criteria, parts, 100);
            yield return new CaseListSql(request, criteria, place).Collect(parts);
        }
    }

    private static async Task AssertSameAsync(TriageWorld world, string name, string address, int pageSize, int? budget = null)
    {
        var list = new CaseList(world.Database, world.Guard, world.Clock) { Budget = budget };
        var all = await world.CasesAsync(null);
        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            foreach (var descending in (bool[])[false, true])
            {
                var view = (CaseLinks.Read(address) with { Sort = sort, Descending = descending }).InOfferedOrder();
                var expected = Plain(all, view, world);
                var request = new CaseListRequest(view.Filter, view.Sort, view.Descending, PageSize: pageSize);
                var forth = new List<long>();
                var page = (await list.RunAsync(world.Fay, request, default)).Value!;
                Assert.True(page.Capped ? page.Total <= expected.Count : page.Total == expected.Count, $"{name} by {sort}: {page.Total} of {expected.Count}");
                while (true)
                {
                    forth.AddRange(page.Items.Select(r => r.Id));
                    if (!page.HasNext)
                        break;
                    page = (await list.RunAsync(world.Fay, request with { Move = PageMove.Next, Cursor = page.Cursor }, default)).Value!;
                }
                Assert.Equal(expected, forth);
                var back = new List<long>();
                page = (await list.RunAsync(world.Fay, request with { Move = PageMove.Last }, default)).Value!;
                while (true)
                {
                    back.InsertRange(0, page.Items.Select(r => r.Id));
                    if (!page.HasPrevious)
                        break;
                    page = (await list.RunAsync(world.Fay, request with { Move = PageMove.Previous, Cursor = page.Cursor }, default)).Value!;
                }
                Assert.Equal(expected, back);
            }
        }
    }

    private static List<long> Plain(List<ExceptionCase> all, CaseView view, TriageWorld world)
    {
        var (f, today) = (view.Filter, world.Clock.Now.Date);
        var fit = all.Where(c => c.Status == f.Status
            && (f.Kind is null || c.Kind == f.Kind) && (f.AccountId is null || c.AccountId == f.AccountId)
            && (f.Assignee == AssigneeFilter.Anybody || c.AssigneeId == (f.Assignee == AssigneeFilter.Nobody ? 0 : f.Assignee == AssigneeFilter.Me ? world.Fay.UserId : f.PersonId))
            && (f.Marketplace is null || c.Marketplace == f.Marketplace) && (f.Sku is null || c.Sku == f.Sku)
            && (f.Currency is null || (c.Currency == f.Currency && c.AtRisk >= (f.AtRiskFrom ?? 0) && c.AtRisk <= (f.AtRiskTo ?? long.MaxValue)))
            && (f.Search is null || c.Sku.StartsWith(f.Search, StringComparison.Ordinal)));
        if (f.Status is CaseStatus.Open or CaseStatus.Waiting)
        {
            int Age(ExceptionCase c) => (today - c.OpenedAt.Date).Days;
            fit = fit.Where(c => f.Due switch { DueFilter.Late => c.DueAt < today, DueFilter.Today => c.DueAt.Date == today, _ => true })
                .Where(c => f.Age switch { AgeFilter.UpTo2 => Age(c) <= 2, AgeFilter.UpTo7 => Age(c) is >= 3 and <= 7, AgeFilter.UpTo14 => Age(c) is >= 8 and <= 14, AgeFilter.Older => Age(c) >= 15, _ => true });
        }
        long Value(ExceptionCase c) => view.Sort switch { CaseSort.Opened => c.OpenedAt.Ticks, CaseSort.AtRisk => c.AtRisk, _ => c.DueAt.Ticks };
        var sorted = fit.OrderBy(Value).ThenBy(c => c.Id).Select(c => c.Id).ToList();
        if (view.Descending)
            sorted.Reverse();
        return sorted;
    }

    private static TriageWorld Filled(int cases)
    {
        var world = new TriageWorld();
        world.GoTo(30);
        var random = new Random(5);
        world.Save(db =>
        {
            db.Database.OpenConnection();
            var tallies = new TallyChanges();
            for (var i = 0; i < cases; i++)
            {
                var market = random.Next(100) < 2 ? "SE" : Markets[random.Next(3)];
                var opened = world.Clock.Now.AddHours(-random.Next(25 * 24));
                var c = new ExceptionCase
                {
                    CompanyId = world.Database.CompanyId,
                    AccountId = world.Database.AccountId,
                    Kind = Kinds[random.Next(3)],
                    SubjectKey = $"subject {i}",
                    Status = random.Next(10) switch { 0 => CaseStatus.Waiting, 1 => CaseStatus.Dismissed, _ => CaseStatus.Open },
                    Sku = $"SKU-{random.Next(20)}",
                    Marketplace = market,
                    Currency = market switch { "UK" => "GBP", "SE" => "SEK", _ => "EUR" },
                    AtRisk = random.Next(500) * 100,
                    OpenedAt = opened,
                    DueAt = opened.AddHours(random.Next(12 * 24)),
                    AssigneeId = random.Next(3) switch { 0 => 0, 1 => 7, _ => 8 },
                };
                db.Cases.Add(c);
                tallies.Entered(c);
            }
            db.SaveChanges();
            tallies.SaveAsync(db, default).GetAwaiter().GetResult();
        });
        return world;
    }
}
