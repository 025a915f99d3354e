using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>The audit chain has no gap and every hash holds; every case that a person closed and every import has its entry.</summary>
internal static class VerifyAudit
{
    private const string Name = "audit trail";

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (id, hash) = (0L, AuditTrail.FirstHash);
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            var where = $"entry {entry.Id.ToString(CultureInfo.InvariantCulture)}";
            if (entry.Id != id + 1)
                yield return new(Name, where, $"Follows entry {id}: {entry.Id - id - 1} entries between them are missing.");
            if (entry.PreviousHash != hash)
                yield return new(Name, where, "Does not carry the hash of the entry before it: one of the two was changed.");
            if (AuditTrail.HashOf(entry) != entry.Hash)
                yield return new(Name, where, "Its own hash does not fit its content: it was changed after it was written.");
            (id, hash) = (entry.Id, entry.Hash);
        }
        var closed = db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Dismissed || c.Status == CaseStatus.Resolved).Select(c => c.Id);
        await foreach (var c in closed.AsAsyncEnumerable().WithCancellation(ct))
        {
            var subject = c.ToString(CultureInfo.InvariantCulture);
            await using var second = await contexts.CreateDbContextAsync(ct);
            if (!await second.AuditEntries.AnyAsync(e => e.SubjectKind == "case" && e.SubjectId == subject && (e.Action == "case.dismissed" || e.Action == "case.force-matched"), ct))
                yield return new(Name, $"case {subject}", "A person closed it, but the audit trail has no entry of that.");
        }
        var imported = await db.SourceFiles.AsNoTracking().Where(f => f.Status == ImportStatus.Done).Select(f => new { f.Id, f.Name }).ToListAsync(ct);
        foreach (var file in imported)
        {
            var subject = file.Id.ToString(CultureInfo.InvariantCulture);
            if (!await db.AuditEntries.AnyAsync(e => e.SubjectKind == "file" && e.SubjectId == subject, ct))
                yield return new(Name, $"file {file.Name}", "It was imported, but the audit trail has no entry of that.");
        }
    }
}
