using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Audit;

/// <summary>Appends to the hash chain inside the transaction of the act itself: no act without its entry, no entry without its act.</summary>
public sealed class AuditTrail(TimeProvider clock)
{
    public const string FirstHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Adds the entry to the context; the caller saves and commits. The context must be in a write transaction (<see cref="ConsoleData.BeginWriteAsync"/>).</summary>
    public Task AppendAsync(ConsoleContext db, AuditRecord record, CancellationToken ct) => AppendAsync(db, [record], ct);

    /// <summary>Many at once, in their order.</summary>
    public async Task AppendAsync(ConsoleContext db, IReadOnlyList<AuditRecord> records, CancellationToken ct)
    {
        if (records.Count == 0)
            return;
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("An audit entry is written in the transaction of what it records.");
        var head = db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).MaxBy(e => e.Id)
            ?? await HeadAsync(db, ct);
        var (id, previous) = (head?.Id ?? 0, head?.Hash ?? FirstHash);
        var at = Instants.FromMilliseconds(Instants.ToMilliseconds(clock.GetUtcNow().UtcDateTime));
        foreach (var record in records)
        {
            var entry = new AuditEntry
            {
                Id = ++id,
                At = at,
                ActorId = record.Actor.UserId,
                ActorName = Clip(record.Actor.Name, 200)!,
                Action = record.Action,
                SubjectKind = record.SubjectKind,
                SubjectId = Clip(record.SubjectId, 200)!,
                Before = Clip(record.Before, 4000),
                After = Clip(record.After, 4000),
                Why = Clip(record.Why, 1000),
                PreviousHash = previous,
                Hash = "",
            };
            var chained = With(entry, id, HashOf(entry));
            db.AuditEntries.Add(chained);
            previous = chained.Hash;
        }
    }

    /// <summary>The hash that an entry must carry.</summary>
    public static string HashOf(AuditEntry entry)
    {
        var text = new StringBuilder(512);
        foreach (var part in (ReadOnlySpan<string?>)[
            entry.PreviousHash, entry.Id.ToString(CultureInfo.InvariantCulture), Instants.ToMilliseconds(entry.At).ToString(CultureInfo.InvariantCulture),
            entry.ActorId.ToString(CultureInfo.InvariantCulture), entry.ActorName, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Before, entry.After, entry.Why])
        {
            // The length goes first, so that no two lists of fields give one text.
            text.Append(part?.Length ?? -1).Append(':').Append(part).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The same entry under another number, its hash as it stands.</summary>
    internal static AuditEntry Numbered(AuditEntry e, long id) => With(e, id, e.Hash);

    private static AuditEntry With(AuditEntry e, long id, string hash) => new()
    {
        Id = id,
        At = e.At,
        ActorId = e.ActorId,
        ActorName = e.ActorName,
        Action = e.Action,
        SubjectKind = e.SubjectKind,
        SubjectId = e.SubjectId,
        Before = e.Before,
        After = e.After,
        Why = e.Why,
        PreviousHash = e.PreviousHash,
        Hash = hash,
    };

    private static Task<AuditEntry?> HeadAsync(ConsoleContext db, CancellationToken ct)
    {
        // The write lock orders appends: SQLite takes it when the transaction begins, SQL Server on this read.
        var entries = db.Database.IsSqlServer()
            ? db.AuditEntries.FromSqlRaw("SELECT TOP (1) * FROM AuditEntries WITH (UPDLOCK, HOLDLOCK) ORDER BY Id DESC")
            : db.AuditEntries.OrderByDescending(e => e.Id).Take(1);
        return entries.AsNoTracking().SingleOrDefaultAsync(ct);
    }

    private static string? Clip(string? text, int length) => text is null || text.Length <= length ? text : text[..(length - 1)] + "…";
}
