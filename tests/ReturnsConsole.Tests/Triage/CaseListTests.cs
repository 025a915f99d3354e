using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class CaseListTests
{
    private static async Task<TriageWorld> ManyAsync()
    {
        var world = new TriageWorld();
        for (var i = 0; i < 23; i++)
        {
            world.Refund($"302-{i:D7}-1234567", i % 2 == 0 ? "BOOT" : "SOCK", 1 + i % 3, 1000 + i % 5 * 100);
            if (i % 3 == 0)
                world.Line($"302-{i:D7}-1234567", "BOOT", 900);
        }
        world.GoTo(30);
        await world.RunAsync();
        return world;
    }

    public static TheoryData<CaseSort, bool, string?> Orders
    {
        get
        {
            var data = new TheoryData<CaseSort, bool, string?>();
            foreach (var sort in Enum.GetValues<CaseSort>())
            {
                foreach (var search in (string?[])[null, "302-0"])
                {
                    data.Add(sort, false, search);
                    data.Add(sort, true, search);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_ForthAndBack_ShowEveryCaseOnceInOrder(CaseSort sort, bool descending, string? search)
    {
        using var world = await ManyAsync();
        var list = new CaseList(world.Database, world.Guard, world.Clock);
        var request = new CaseListRequest(new CaseFilter { Search = search }, sort, descending, PageSize: 5);
        var expected = Sorted(await world.CasesAsync(), sort, descending);

        var forth = new List<long>();
        var page = (await list.RunAsync(world.Fay, request, default)).Value!;
        Assert.False(page.HasPrevious);
        while (true)
        {
            forth.AddRange(page.Items.Select(r => r.Id));
            if (!page.HasNext)
                break;
            page = (await list.RunAsync(world.Fay, request with { Move = PageMove.Next, Cursor = PageCursor.Parse(page.Cursor.ToString()) }, default)).Value!;
            Assert.True(page.HasPrevious);
        }
        var back = new List<long>();
        page = (await list.RunAsync(world.Fay, request with { Move = PageMove.Last }, default)).Value!;
        Assert.False(page.HasNext);
        while (true)
        {
            back.InsertRange(0, page.Items.Select(r => r.Id));
            if (!page.HasPrevious)
                break;
            page = (await list.RunAsync(world.Fay, request with { Move = PageMove.Previous, Cursor = page.Cursor }, default)).Value!;
        }

        Assert.Equal(expected, forth);
        Assert.Equal(expected, back);
        Assert.Equal(expected.Count, page.Total);
    }

    [Theory]
    [InlineData("302-0000004-1234567", 1)]
    [InlineData("302-000001", 10)]
    [InlineData("SOCK", 11)]
    [InlineData("302-9999999-1234567", 0)]
    [InlineData("SO", 0)]
    public async Task Search_FindsOrderItsBeginningOrSku(string search, int expected)
    {
        using var world = await ManyAsync();

        var page = (await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new CaseListRequest(new CaseFilter { Search = search }), default)).Value!;

        Assert.Equal(expected, page.Items.Select(i => i.OrderId).Distinct().Count());
    }

    [Fact]
    public async Task Filter_ByKindAndAccount_AgreesWithTheQueues()
    {
        using var world = await ManyAsync();
        var list = new CaseList(world.Database, world.Guard, world.Clock);

        foreach (var queue in (await new CaseQueues(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, null, default)).Value!)
        {
            var page = (await list.RunAsync(world.Fay, new CaseListRequest(new CaseFilter { Kind = queue.Kind, AccountId = world.Database.AccountId }), default)).Value!;
            Assert.Equal(queue.Open, page.Total);
            Assert.Equal(queue.Open, page.Items.Count);
            Assert.Equal(queue.Open, queue.Ages.Total);
            Assert.Equal(queue.AtRisk.Sum(m => m.Minor), page.Items.Sum(r => r.AtRisk));
        }
        Assert.Empty((await list.RunAsync(world.Fay, new CaseListRequest(new CaseFilter { AccountId = 999 }), default)).Value!.Items);
        Assert.Empty((await list.RunAsync(world.Fay, new CaseListRequest(new CaseFilter { Assignee = AssigneeFilter.Me }), default)).Value!.Items);
        Assert.NotEmpty((await list.RunAsync(world.Fay, new CaseListRequest(new CaseFilter { Assignee = AssigneeFilter.Nobody, Kind = CaseKind.UnmatchedSettlementLine }), default)).Value!.Items);
    }

    [Theory]
    [InlineData(DueFilter.Late)]
    [InlineData(DueFilter.Today)]
    public async Task Filter_ByDueDay_ShowsAsManyAsTheFiguresSay(DueFilter due)
    {
        using var world = await ManyAsync();
        var list = new CaseList(world.Database, world.Guard, world.Clock);
        var days = (await world.CasesAsync()).Select(c => c.DueAt.Date).Distinct().Order().ToList();
        Assert.True(days.Count > 1, "cases of several days are needed");
        world.Clock.Advance(days[1].AddHours(9) - world.Clock.Now);
        var today = world.Clock.Now.Date;
        var cases = (await world.CasesAsync()).Where(c => due == DueFilter.Late ? c.DueAt < today : c.DueAt.Date == today).ToList();
        var count = (await new CaseCounts(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, default)).Value!;
        Assert.True(cases.Count > 0 && cases.Count == (due == DueFilter.Late ? count.Late : count.DueToday), $"{cases.Count} cases, {count}");

        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            foreach (var search in (string?[])[null, "302-0"])
            {
                var request = new CaseListRequest(new CaseFilter { Due = due, Search = search }, sort, PageSize: 3);
                var page = (await list.RunAsync(world.Fay, request, default)).Value!;
                var shown = page.Items.Select(r => r.Id).ToList();
                while (page.HasNext)
                {
                    page = (await list.RunAsync(world.Fay, request with { Move = PageMove.Next, Cursor = page.Cursor }, default)).Value!;
                    shown.AddRange(page.Items.Select(r => r.Id));
                }
                Assert.Equal(Sorted(cases, sort, false), shown);
                Assert.Equal(cases.Count, page.Total);
            }
        }
    }

    [Fact]
    public async Task Queues_AgeAndLateness_FollowTheCalendar()
    {
        using var world = await ManyAsync();
        world.GoTo(35);

        var queue = (await new CaseQueues(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, null, default)).Value!.Single(q => q.Kind == CaseKind.OrphanedRefund);

        Assert.Equal(queue.Open, queue.Ages.Older);
        Assert.Equal(queue.Open, queue.Late);
    }

    private static List<long> Sorted(List<ExceptionCase> cases, CaseSort sort, bool descending)
    {
        var keyed = cases.Select(c => (Value: sort switch { CaseSort.Due => c.DueAt.Ticks, CaseSort.Opened => c.OpenedAt.Ticks, _ => c.AtRisk }, c.Id)).Order().Select(k => k.Id).ToList();
        if (descending)
            keyed.Reverse();
        return keyed;
    }
}
