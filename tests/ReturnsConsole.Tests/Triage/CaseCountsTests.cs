using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class CaseCountsTests : IDisposable
{
    private static readonly Actor Somebody = new(7, "Fiona", null);

    private readonly TestDatabase database = new();
    private readonly AllowAll guard = new();
    private readonly FakeClock clock = new();

    [Fact]
    public async Task Counts_ByDueDay_TellLateFromToday()
    {
        await AddAsync(1, CaseStatus.Open, -2, 3);
        await AddAsync(1, CaseStatus.Open, 0, 4);
        await AddAsync(1, CaseStatus.Open, 1, 5);
        await AddAsync(1, CaseStatus.Waiting, 3, 6);
        await AddAsync(1, CaseStatus.Dismissed, -1, 70);
        Assert.Equal(new CaseCount(12, 3, 4, 6), await CountAsync());
    }

    [Fact]
    public async Task Counts_PersonOfOneCompany_LeavesOthersOut()
    {
        await AddAsync(1, CaseStatus.Open, 0, 4);
        await AddAsync(2, CaseStatus.Open, 0, 90);
        guard.Companies = new HashSet<int> { 1 };
        Assert.Equal(new CaseCount(4, 0, 4, 0), await CountAsync());
    }

    [Fact]
    public async Task Counts_NoCases_AreZero() => Assert.Equal(new CaseCount(0, 0, 0, 0), await CountAsync());

    private async Task<CaseCount?> CountAsync() => (await new CaseCounts(database, guard, clock).RunAsync(Somebody, default)).Value;

    private async Task AddAsync(int company, CaseStatus status, int dueIn, long cases)
    {
        var today = (int)(clock.Now - DateTime.UnixEpoch).TotalDays;
        await using var db = database.CreateDbContext();
        db.CaseDays.Add(new CaseDay
        {
            CompanyId = company,
            AccountId = company,
            Kind = CaseKind.OrphanedRefund,
            Status = status,
            OpenedDay = today - 5,
            DueDay = today + dueIn,
            Cases = cases,
        });
        await db.SaveChangesAsync();
    }

    public void Dispose() => database.Dispose();
}
