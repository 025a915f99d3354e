using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>One run at a time, over all processes: the unfinished run's row holds the right until its lease ends. A run that died stops holding then.</summary>
internal sealed class RunLease(IDbContextFactory<ConsoleContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>The run, entered and leased; null while another one runs.</summary>
    public async Task<ReconciliationRun?> TryTakeAsync(string trigger, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var unfinished = await db.ReconciliationRuns.Where(r => r.FinishedAt == null).ToListAsync(ct);
        if (unfinished.Exists(r => r.LeaseUntil > now))
            return null;
        foreach (var dead in unfinished)
            dead.FinishedAt = now;
        var run = new ReconciliationRun { StartedAt = now, Trigger = Clipped.To(trigger, 200), LeaseUntil = now + Length };
        db.ReconciliationRuns.Add(run);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return run;
    }

    /// <summary>Inside the writing transaction: it is still ours, and for longer.</summary>
    public async Task HoldAsync(ConsoleContext db, ReconciliationRun run, CancellationToken ct)
    {
        var until = clock.GetUtcNow().UtcDateTime + Length;
        var held = await db.ReconciliationRuns.Where(r => r.Id == run.Id && r.FinishedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), ct);
        if (held == 0)
            throw new InvalidOperationException("Another reconciliation took over because this one was silent for too long. Nothing of it is lost; run it again.");
    }

    /// <summary>A run that ended without result lets others begin.</summary>
    public async Task ReleaseAsync(ReconciliationRun run)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetUtcNow().UtcDateTime;
        await db.ReconciliationRuns.Where(r => r.Id == run.Id && r.FinishedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.FinishedAt, now), CancellationToken.None);
    }
}
