using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Evidence;

/// <summary>Deletes files as they came once they are older than Storage:EvidenceRetentionDays. Facts stay. Each deletion is in the audit trail.</summary>
public sealed class EraseOldEvidence(
    IDbContextFactory<ConsoleContext> contexts, EvidenceStore evidence, AuditTrail audit, IOptionsMonitor<StorageOptions> storage, ChangeFeed feed, TimeProvider clock)
{
    /// <returns>How many files were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var days = storage.CurrentValue.EvidenceRetentionDays;
        if (days <= 0)
            return 0;
        var now = clock.GetUtcNow().UtcDateTime;
        var before = now.AddDays(-days);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.SourceFiles.Where(f => f.EvidenceErasedAt == null && f.ReceivedAt < before && !db.SourceFiles.Any(other =>
                other.Sha256 == f.Sha256 && (other.ReceivedAt >= before || other.Status == ImportStatus.Queued || other.Status == ImportStatus.Reading || other.Status == ImportStatus.NeedsAnswer)))
            .Select(f => f.Sha256).Distinct().OrderBy(s => s).Take(10_000).ToListAsync(ct);
        foreach (var sha256 in due)
            await EraseAsync(db, sha256, days, now, ct);
        if (due.Count > 0)
            feed.Publish(ChangeTopic.Imports);
        return due.Count;
    }

    private async Task EraseAsync(ConsoleContext db, string sha256, int days, DateTime now, CancellationToken ct)
    {
        // The file goes first: a crash between the two leaves a row that is done again, never a file nobody knows of.
        if (!await db.CaseAttachments.AnyAsync(a => a.Sha256 == sha256 && a.RemovedAt == null, ct))
            evidence.Erase(sha256);
        await using var transaction = await db.BeginWriteAsync(ct);
        await db.SourceFiles.Where(f => f.Sha256 == sha256 && f.EvidenceErasedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.EvidenceErasedAt, now).SetProperty(f => f.Version, f => f.Version + 1), ct);
        await audit.AppendAsync(db, new AuditRecord(Actor.System, "evidence.erased", "file", sha256, Why: string.Create(CultureInfo.InvariantCulture, $"Kept for {days} days, as the setting says.")), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }
}

/// <summary>Runs the retention once an hour.</summary>
internal sealed class EvidenceRetention(EraseOldEvidence erase, TimeProvider clock, ILogger<EvidenceRetention> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await erase.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "Old evidence could not be erased; it is tried again in an hour.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
