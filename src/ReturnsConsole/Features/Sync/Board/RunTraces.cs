using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>A file that a run brought.</summary>
public sealed record RunFile(int Id, string Name, ImportStatus Status, long Accepted, long Duplicates, long Rejected);

/// <summary>A case that the console noticed in the wake of a run.</summary>
public sealed record RunCase(long Id, CaseKind Kind, string Headline, string OrderId);

/// <summary>What a run left behind.</summary>
/// <param name="Cases">The first of them; <paramref name="CasesInAll"/> counts all.</param>
/// <param name="Until">End of the reconciliation after the run, up to which cases are counted; null: none has ended yet.</param>
public sealed record RunTrace(RunRow Run, IReadOnlyList<RunFile> Files, int FilesInAll, IReadOnlyList<RunCase> Cases, int CasesInAll, DateTime? Until);

/// <summary>The imports that a run made, and the cases of its account that were noticed between its start and the end of the reconciliation after it.</summary>
public sealed class RunTraces(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    public const int Most = 50;

    public async Task<Answer<RunTrace>> RunAsync(Actor actor, int runId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<RunTrace>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var run = await db.SyncRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, ct);
        if (run is null || await SyncScope.RefusalAsync(db, guard, actor, run.PartnerId, ct) is not null)
            return Answer.Refused<RunTrace>("There is no such run that you can see. Runs are kept for 90 days.");
        var account = await db.Partners.Where(p => p.Id == run.PartnerId).Select(p => p.AccountId).SingleAsync(ct);
        var made = db.SourceFiles.AsNoTracking().Where(f => f.SyncRunId == runId);
        var files = await made.OrderBy(f => f.Id).Take(Most).Select(f => new RunFile(f.Id, f.Name, f.Status, f.Accepted, f.Duplicates, f.Rejected)).ToListAsync(ct);
        DateTime? until = run.FinishedAt is { } ended ? await db.ReconciliationRuns.Where(r => r.StartedAt >= ended && r.FinishedAt != null).OrderBy(r => r.Id).Select(r => r.FinishedAt).FirstOrDefaultAsync(ct) : null;
        // A run that brought nothing is followed by no reconciliation of its own.
        var noticed = run.New + run.Changed == 0 ? db.Cases.Where(c => false) : Noticed(db, account, run.StartedAt, until ?? clock.GetUtcNow().UtcDateTime);
        var cases = await noticed.OrderBy(c => c.Id).Take(Most).Select(c => new RunCase(c.Id, c.Kind, c.Headline, c.OrderId)).ToListAsync(ct);
        return Answer.Of(new RunTrace(RunRow.Of(run), files, await made.CountAsync(ct), cases, await noticed.CountAsync(ct), until));
    }

    private static IQueryable<ExceptionCase> Noticed(ConsoleContext db, int account, DateTime from, DateTime until) =>
        db.CaseEvents.AsNoTracking().Where(e => e.Kind == CaseEventKind.Opened && e.At >= from && e.At <= until).Join(db.Cases, e => e.CaseId, c => c.Id, (e, c) => c).Where(c => c.AccountId == account);
}
