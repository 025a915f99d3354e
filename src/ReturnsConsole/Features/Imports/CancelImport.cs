using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Stops an import that waits or runs; what it had written is undone.</summary>
public sealed class CancelImport(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, ImportProgress progress, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, int fileId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ImportFiles, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.SourceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId, ct);
        if (file is null)
            return Outcome.Refused("There is no such import.");
        if (await AccountChoice.RefusalAsync(db, guard, actor, file, ct) is { } unseen)
            return unseen;
        // A running import holds the right to write: it is asked before the database is.
        if (progress.Cancel(fileId, actor))
            return Outcome.Done($"{file.Name} is being stopped; nothing of it will be imported.");
        await using var transaction = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var cancelled = await db.SourceFiles.Where(f => f.Id == fileId && (f.Status == ImportStatus.Queued || f.Status == ImportStatus.NeedsAnswer)).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.Status, ImportStatus.Cancelled).SetProperty(f => f.Message, $"Cancelled by {actor.Name} before it began.").SetProperty(f => f.FinishedAt, now)
                .SetProperty(f => f.Version, f => f.Version + 1), ct);
        if (cancelled == 0)
        {
            return Outcome.Refused(await db.SourceFiles.AnyAsync(f => f.Id == fileId && f.Status == ImportStatus.Reading, ct)
                ? $"{file.Name} is being imported by another process and can only be stopped there."
                : $"{file.Name} is not waiting or running any more.");
        }
        await audit.AppendAsync(db, new AuditRecord(actor, "import.cancelled", "file", fileId.ToString(CultureInfo.InvariantCulture), file.Status.ToString(), ImportStatus.Cancelled.ToString()), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.Imports);
        return Outcome.Done($"{file.Name} is cancelled.");
    }
}
