using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Takes what a partner sent on the way a person's file goes: kept as evidence, queued, imported, and seen by its content hash only once.</summary>
public sealed class ReceivePayload(IDbContextFactory<ConsoleContext> contexts, EvidenceStore evidence, ChangeFeed feed, TimeProvider clock)
{
    public Task<int?> RunAsync(int accountId, string partner, string name, string path, CancellationToken ct) => RunAsync(accountId, partner, name, path, null, ct);

    /// <param name="syncRunId">The run that fetched it; null when it was pushed.</param>
    /// <param name="path">File on this machine; it is read, not kept.</param>
    /// <returns>The file to import; null when its content was imported before.</returns>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public async Task<int?> RunAsync(int accountId, string partner, string name, string path, int? syncRunId, CancellationToken ct)
    {
        var length = new FileInfo(path).Length;
        var stored = await evidence.StoreAsync(new FileEntry(name, length, length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1)), ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var known = await db.SourceFiles.AsNoTracking().Where(f => f.Sha256 == stored.Sha256 && f.AccountId == accountId
                && (f.Status == ImportStatus.Done || f.Status == ImportStatus.Queued || f.Status == ImportStatus.Reading || f.Status == ImportStatus.NeedsAnswer))
            .OrderBy(f => f.Status == ImportStatus.Done ? 0 : 1).Select(f => new { f.Id, f.Status }).FirstOrDefaultAsync(ct);
        if (known is not null)
            return known.Status == ImportStatus.Done ? null : known.Id;
        var file = new SourceFile
        {
            AccountId = accountId,
            Name = name.Length <= 260 ? name : name[..259] + "…",
            Sha256 = stored.Sha256,
            Bytes = stored.Bytes,
            ReceivedAt = clock.GetUtcNow().UtcDateTime,
            ReceivedById = 0,
            ReceivedByName = partner,
            FromPartner = true,
            SyncRunId = syncRunId,
        };
        db.SourceFiles.Add(file);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.Imports);
        return file.Id;
    }
}
