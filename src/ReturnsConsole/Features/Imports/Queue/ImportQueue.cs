using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Imports.Queue;

/// <summary>
/// Hands queued files out, each to one reader at a time. A reader holds its claim for a while and renews it; what a dead reader left is handed out again:
/// the database has undone its half-finished transaction.
/// </summary>
internal sealed class ImportQueue(IDbContextFactory<ConsoleContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Puts back what readers left that no longer run. Called at start.</summary>
    public async Task<int> RecoverAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var reading = await db.SourceFiles.AsNoTracking().Where(f => f.Status == ImportStatus.Reading).Select(f => new { f.Id, f.ClaimedBy }).ToListAsync(ct);
        var count = 0;
        foreach (var file in reading.Where(f => f.ClaimedBy is null || Claim.IsDead(f.ClaimedBy)))
            count += await PutBackAsync(db, file.Id, file.ClaimedBy, ct);
        return count;
    }

    /// <summary>The next file in order of arrival, claimed; null when there is none.</summary>
    public async Task<(int FileId, string Claim)?> TakeNextAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        while (true)
        {
            var now = Now;
            var id = await db.SourceFiles.Where(f => f.Status == ImportStatus.Queued || (f.Status == ImportStatus.Reading && f.ClaimedUntil < now))
                .OrderBy(f => f.Id).Select(f => (int?)f.Id).FirstOrDefaultAsync(ct);
            if (id is null)
                return null;
            if (await TakeAsync(db, id.Value, ct) is { } claim)
                return (id.Value, claim);
        }
    }

    /// <summary>Claims one file; null when somebody else has it or it is not queued.</summary>
    public async Task<string?> TakeAsync(int fileId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await TakeAsync(db, fileId, ct);
    }

    private async Task<string?> TakeAsync(ConsoleContext db, int fileId, CancellationToken ct)
    {
        var now = Now;
        var claim = Claim.New();
        var until = now + Lease;
        var taken = await db.SourceFiles
            .Where(f => f.Id == fileId && (f.Status == ImportStatus.Queued || (f.Status == ImportStatus.Reading && f.ClaimedUntil < now)))
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Status, ImportStatus.Reading).SetProperty(f => f.ClaimedBy, claim).SetProperty(f => f.ClaimedUntil, until)
                .SetProperty(f => f.StartedAt, now).SetProperty(f => f.FinishedAt, (DateTime?)null).SetProperty(f => f.Message, (string?)null).SetProperty(f => f.Version, f => f.Version + 1), ct);
        return taken == 1 ? claim : null;
    }

    public async Task<bool> RenewAsync(int fileId, string claim, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var until = Now + Lease;
        return await db.SourceFiles.Where(f => f.Id == fileId && f.ClaimedBy == claim).ExecuteUpdateAsync(set => set.SetProperty(f => f.ClaimedUntil, until), ct) == 1;
    }

    public async Task PutBackAsync(int fileId, string claim, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await PutBackAsync(db, fileId, claim, ct);
    }

    private static Task<int> PutBackAsync(ConsoleContext db, int fileId, string? claim, CancellationToken ct) =>
        db.SourceFiles.Where(f => f.Id == fileId && f.Status == ImportStatus.Reading && f.ClaimedBy == claim)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Status, ImportStatus.Queued).SetProperty(f => f.ClaimedBy, (string?)null)
                .SetProperty(f => f.ClaimedUntil, (DateTime?)null).SetProperty(f => f.Version, f => f.Version + 1), ct);
}
