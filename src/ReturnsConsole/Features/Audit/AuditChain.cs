using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Audit;

/// <param name="EntryId">The first entry concerned.</param>
/// <param name="Words">"Entry 12 was altered: …".</param>
public sealed record AuditFault(long EntryId, string Words);

/// <param name="Entries">How many were read.</param>
/// <param name="UpTo">The last entry read; 0 = none.</param>
/// <param name="Faults">At most <see cref="AuditChain.MostFaults"/>.</param>
public sealed record AuditChainReport(long Entries, long UpTo, DateTime At, IReadOnlyList<AuditFault> Faults)
{
    public bool Holds => Faults.Count == 0;
}

/// <summary>Reads the whole trail in order and recomputes every hash: finds altered, missing and exchanged entries and says which.</summary>
/// <remarks>What a chain alone cannot show, a cut end or a trail written anew, shows against the anchor: the last entry of the last good check, kept in a file beside the database.</remarks>
public sealed class AuditChain(IDbContextFactory<ConsoleContext> contexts, IOptions<StorageOptions> storage, IHostEnvironment host, TimeProvider clock) : IDisposable
{
    public const int MostFaults = 100;
    private const int Batch = 2_000;
    private const string AnchorFile = "audit-anchor.json";

    private readonly SemaphoreSlim anchoring = new(1, 1);

    /// <summary>The last report of this process; null before the first.</summary>
    public AuditChainReport? Last { get; private set; }

    public async Task<AuditChainReport> VerifyAsync(CancellationToken ct)
    {
        await anchoring.WaitAsync(ct);
        try
        {
            var anchor = await ReadAnchorAsync(ct);
            var walk = new Walk(anchor);
            await using var db = await contexts.CreateDbContextAsync(ct);
            while (walk.Faults.Count < MostFaults)
            {
                var rows = await db.AuditEntries.AsNoTracking().Where(e => e.Id > walk.LastId).OrderBy(e => e.Id).Take(Batch).ToListAsync(ct);
                foreach (var entry in rows)
                    await walk.TakeAsync(entry, db, ct);
                if (rows.Count < Batch)
                    break;
            }
            walk.End();
            var report = new AuditChainReport(walk.Count, walk.LastId, clock.GetUtcNow().UtcDateTime, [.. walk.Faults.Take(MostFaults)]);
            if (report.Holds && walk.Count > 0)
                await WriteAnchorAsync(new Anchor(walk.LastId, walk.LastHash, report.At), ct);
            return Last = report;
        }
        finally
        {
            anchoring.Release();
        }
    }

    public void Dispose() => anchoring.Dispose();

    private string AnchorPath => Path.Combine(storage.Value.FolderOf(host), AnchorFile);

    private async Task<Anchor?> ReadAnchorAsync(CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(AnchorPath);
            return await JsonSerializer.DeserializeAsync<Anchor>(file, cancellationToken: ct);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            return new Anchor(0, "unreadable", default);
        }
    }

    private async Task WriteAnchorAsync(Anchor anchor, CancellationToken ct)
    {
        var fresh = AnchorPath + ".new";
        await File.WriteAllTextAsync(fresh, JsonSerializer.Serialize(anchor), ct);
        File.Move(fresh, AnchorPath, overwrite: true);
    }

    private sealed record Anchor(long Id, string Hash, DateTime At);

    private sealed class Walk(Anchor? anchor)
    {
        public List<AuditFault> Faults { get; } = [];

        public long Count { get; private set; }

        public long LastId { get; private set; }

        public string LastHash { get; private set; } = AuditTrail.FirstHash;

        public async Task TakeAsync(AuditEntry entry, ConsoleContext db, CancellationToken ct)
        {
            if (Faults.Count >= MostFaults)
                return;
            var gap = entry.Id != LastId + 1;
            if (gap)
                Faults.Add(new AuditFault(LastId + 1, entry.Id - LastId == 2 ? $"Entry {LastId + 1} is missing." : $"Entries {LastId + 1} to {entry.Id - 1} are missing."));
            if (AuditTrail.HashOf(entry) != entry.Hash)
                Faults.Add(await AlteredOrMovedAsync(entry, db, ct));
            else if (!gap && entry.PreviousHash != LastHash)
                Faults.Add(new AuditFault(entry.Id, $"Entry {entry.Id} does not follow entry {LastId}: one of the two was replaced."));
            if (anchor is not null && entry.Id == anchor.Id && entry.Hash != anchor.Hash)
                Faults.Add(new AuditFault(entry.Id, $"Entry {entry.Id} is not the one that was verified on {anchor.At:d MMM yyyy HH:mm} UTC: the trail was written anew."));
            Count++;
            LastId = entry.Id;
            LastHash = entry.Hash;
        }

        public void End()
        {
            if (anchor is null || Faults.Count >= MostFaults)
                return;
            if (anchor.Hash == "unreadable")
                Faults.Add(new AuditFault(0, $"The file {AnchorFile} in the data folder is damaged: it cannot be told whether the end of the trail was cut off."));
            else if (anchor.Id > LastId)
                Faults.Add(new AuditFault(LastId + 1, $"The end of the trail is missing: entries up to {anchor.Id} were verified on {anchor.At:d MMM yyyy HH:mm} UTC, the last one now is {LastId}."));
        }

        /// <summary>An entry that is whole under another number was moved here.</summary>
        private static async Task<AuditFault> AlteredOrMovedAsync(AuditEntry entry, ConsoleContext db, CancellationToken ct)
        {
            var before = entry.PreviousHash == AuditTrail.FirstHash ? 0
                : await db.AuditEntries.AsNoTracking().Where(e => e.Hash == entry.PreviousHash).Select(e => (long?)e.Id).FirstOrDefaultAsync(ct);
            var candidates = before is { } id ? new[] { id + 1, id - 1 } : [];
            foreach (var number in candidates.Append(entry.Id + 1).Append(entry.Id - 1))
            {
                if (number != entry.Id && AuditTrail.HashOf(AuditTrail.Numbered(entry, number)) == entry.Hash)
                    return new AuditFault(entry.Id, $"Entry {entry.Id} is out of its place: it was written as entry {number}.");
            }
            return new AuditFault(entry.Id, $"Entry {entry.Id} was altered ({entry.Action} by {entry.ActorName}, {entry.At:d MMM yyyy HH:mm} UTC): its hash does not fit its content.");
        }
    }
}
