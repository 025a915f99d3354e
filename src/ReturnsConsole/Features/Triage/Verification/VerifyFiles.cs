using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>Nothing that came in is lost: every row of every file ends as accepted, duplicate, rejected or ignored; no import hangs; the file itself is still there.</summary>
internal static class VerifyFiles
{
    private const string Name = "every row accounted for";

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, DateTime now, EvidenceCheck? evidence, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var file in await db.SourceFiles.AsNoTracking().OrderBy(f => f.Id).ToListAsync(ct))
        {
            var where = $"file {file.Name}";
            if (file.Status == ImportStatus.Reading && (file.ClaimedUntil is not { } until || until < now))
                yield return new("no import hangs", where, "It stands as being read, but nobody reads it. The next start finishes or undoes it.");
            if (file.Status != ImportStatus.Done)
                continue;
            var rows = await CountAsync(db, file, ct);
            var ended = file.Accepted + file.Duplicates + file.Rejected + file.Ignored;
            if (file.Rows != ended)
                yield return new(Name, where, $"{file.Rows} rows were read, but only {ended} ended as accepted, duplicate, rejected or ignored.");
            if (rows != (file.Accepted, file.Duplicates, file.Rejected, file.Ignored))
                yield return new(Name, where, $"The file says {file.Accepted} accepted, {file.Duplicates} duplicates, {file.Rejected} rejected, {file.Ignored} ignored; its source records say {rows.Accepted}, {rows.Duplicates}, {rows.Rejected}, {rows.Ignored}.");
            var kept = await db.RejectedRows.LongCountAsync(r => r.FileId == file.Id, ct);
            if (kept < file.Rejected)
                yield return new(Name, where, $"{file.Rejected} rows were rejected, but only {kept} are kept for mending.");
            if (evidence is not null && file.EvidenceErasedAt is null && await evidence(file, ct) is { } fault)
                yield return new("evidence kept", where, fault);
        }
    }

    private static async Task<(long Accepted, long Duplicates, long Rejected, long Ignored)> CountAsync(ConsoleContext db, SourceFile file, CancellationToken ct)
    {
        var (from, to) = (SourceRecord.KeyOf(file.Id, 0, 0), SourceRecord.KeyOf(file.Id + 1, 0, 0));
        var counts = await db.SourceRecords.AsNoTracking().Where(r => r.Id >= from && r.Id < to).GroupBy(r => r.Outcome).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        long Of(SourceRecordOutcome outcome) => counts.GetValueOrDefault(outcome);
        return (Of(SourceRecordOutcome.Accepted) + Of(SourceRecordOutcome.Corrected), Of(SourceRecordOutcome.Duplicate) + Of(SourceRecordOutcome.Superseded), Of(SourceRecordOutcome.Rejected), Of(SourceRecordOutcome.Ignored));
    }
}
