using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.WriteOffs;

/// <summary>What was written off in a stretch of time, one amount per currency.</summary>
public sealed record WrittenOffIn(string Period, long Cases, IReadOnlyList<Money> Money);

/// <summary>What was given up this month, the month before and this year (UTC), in cases that are still written off.</summary>
public sealed class WriteOffTotals(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    public async Task<Answer<IReadOnlyList<WrittenOffIn>>> RunAsync(Actor actor, CaseFilter filter, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<WrittenOffIn>>(refusal);
        var companies = (await guard.CompaniesAsync(actor, ct))?.ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        var month = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var periods = new List<WrittenOffIn>();
        foreach (var (name, start, end) in new[] { ("This month", month, month.AddMonths(1)), ("Last month", month.AddMonths(-1), month), ("This year", new DateTime(now.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc), month.AddMonths(1)) })
        {
            var rows = from w in db.WriteOffs.AsNoTracking()
                       join c in db.Cases on w.CaseId equals c.Id
                       where w.State == WriteOffState.Approved && w.DecidedAt >= start && w.DecidedAt < end && c.Status == CaseStatus.WrittenOff
                           && (filter.AccountId == null || w.AccountId == filter.AccountId) && (filter.Kind == null || c.Kind == filter.Kind)
                       select w;
            if (companies is not null)
                rows = rows.Where(w => companies.Contains(w.CompanyId));
            var sums = await rows.GroupBy(w => w.Currency).Select(g => new { g.Key, Cases = g.LongCount(), Minor = g.Sum(w => w.Amount) }).ToListAsync(ct);
            periods.Add(new(name, sums.Sum(s => s.Cases), [.. sums.OrderByDescending(s => s.Cases).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => new Money(s.Minor, s.Key))]));
        }
        return Answer.Of<IReadOnlyList<WrittenOffIn>>(periods);
    }
}
