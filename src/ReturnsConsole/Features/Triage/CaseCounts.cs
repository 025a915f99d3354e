using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>How many open cases there are, how many are late or due today (UTC days), how many only wait to clear by themselves, and how many wait for a second person.</summary>
public sealed record CaseCount(long Open, long Late, long DueToday, long Waiting, long Undecided = 0);

/// <summary>The figures of the rail and the start page, from the kept counts.</summary>
public sealed class CaseCounts(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    public async Task<Answer<CaseCount>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<CaseCount>(refusal);
        var companies = (await guard.CompaniesAsync(actor, ct))?.ToList();
        var today = TallyKey.DayOf(clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var days = db.CaseDays.AsNoTracking().Where(t => t.Status == CaseStatus.Open || t.Status == CaseStatus.Waiting || t.Status == CaseStatus.AwaitingApproval);
        if (companies is not null)
            days = days.Where(t => companies.Contains(t.CompanyId));
        var sums = await days.GroupBy(t => new { t.Status, Due = t.DueDay < today ? 0 : t.DueDay == today ? 1 : 2 })
            .Select(g => new { g.Key.Status, g.Key.Due, Cases = g.Sum(t => t.Cases) }).ToListAsync(ct);
        var open = sums.Where(s => s.Status == CaseStatus.Open).ToList();
        return Answer.Of(new CaseCount(open.Sum(s => s.Cases), open.Where(s => s.Due == 0).Sum(s => s.Cases), open.Where(s => s.Due == 1).Sum(s => s.Cases),
            sums.Where(s => s.Status == CaseStatus.Waiting).Sum(s => s.Cases), sums.Where(s => s.Status == CaseStatus.AwaitingApproval).Sum(s => s.Cases)));
    }
}
