using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>The kept counts of cases are what a count of the cases gives.</summary>
internal static class VerifyTallies
{
    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var difference = new Dictionary<TallyKey, (long Cases, long AtRisk)>();
        await foreach (var c in db.Cases.AsNoTracking().Select(c => new { c.CompanyId, c.AccountId, c.Kind, c.Status, c.AssigneeId, c.Currency, c.OpenedAt, c.DueAt, c.AtRisk }).AsAsyncEnumerable().WithCancellation(ct))
            Add(difference, TallyKey.Of(c.CompanyId, c.AccountId, c.Kind, c.Status, c.AssigneeId, c.Currency, c.OpenedAt, c.DueAt), 1, c.AtRisk);
        var totals = new Dictionary<(int AccountId, CaseKind Kind, CaseStatus Status, int AssigneeId), long>();
        var days = new Dictionary<(int AccountId, CaseKind Kind, CaseStatus Status, int Opened, int Due), long>();
        await foreach (var t in db.CaseTallies.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            totals[(t.AccountId, t.Kind, t.Status, t.AssigneeId)] = totals.GetValueOrDefault((t.AccountId, t.Kind, t.Status, t.AssigneeId)) + t.Cases;
            days[(t.AccountId, t.Kind, t.Status, t.OpenedDay, t.DueDay)] = days.GetValueOrDefault((t.AccountId, t.Kind, t.Status, t.OpenedDay, t.DueDay)) + t.Cases;
            Add(difference, new TallyKey(t.CompanyId, t.AccountId, t.Kind, t.Status, t.AssigneeId, t.Currency, t.OpenedDay, t.DueDay), -t.Cases, -t.AtRisk);
        }
        foreach (var t in await db.CaseTotals.AsNoTracking().ToListAsync(ct))
            totals[(t.AccountId, t.Kind, t.Status, t.AssigneeId)] = totals.GetValueOrDefault((t.AccountId, t.Kind, t.Status, t.AssigneeId)) - t.Cases;
        foreach (var d in await db.CaseDays.AsNoTracking().ToListAsync(ct))
            days[(d.AccountId, d.Kind, d.Status, d.OpenedDay, d.DueDay)] = days.GetValueOrDefault((d.AccountId, d.Kind, d.Status, d.OpenedDay, d.DueDay)) - d.Cases;
        foreach (var (key, cases) in days.Where(d => d.Value != 0))
            yield return new("counts are kept", $"list of {key.Kind}, {key.Status}", $"The number of cases of a day is off by {-cases} (account {key.AccountId}, opened day {key.Opened}, due day {key.Due}).");
        foreach (var (key, cases) in totals.Where(t => t.Value != 0))
            yield return new("counts are kept", $"list of {key.Kind}, {key.Status}", $"The number of cases is off by {-cases} (account {key.AccountId}, assignee {key.AssigneeId}).");
        foreach (var (key, (cases, atRisk)) in difference.Where(d => d.Value != default))
            yield return new("counts are kept", $"queue {key.Kind}, {key.Status}", $"The kept count is off by {-cases} cases and {-atRisk} {key.Currency} minor units (account {key.AccountId}, assignee {key.AssigneeId}, opened day {key.OpenedDay}).");
    }

    private static void Add(Dictionary<TallyKey, (long Cases, long AtRisk)> to, TallyKey key, long cases, long atRisk)
    {
        var known = to.GetValueOrDefault(key);
        to[key] = (known.Cases + cases, known.AtRisk + atRisk);
    }
}
