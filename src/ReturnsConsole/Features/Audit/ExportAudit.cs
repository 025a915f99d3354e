using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Audit;

/// <summary>The filtered trail as CSV (RFC 4180, UTF-8), oldest first, with the hashes, streamed.</summary>
public sealed class ExportAudit(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail)
{
    private const int Batch = 2_000;
    private static readonly string[] Header = ["entry", "at_utc", "actor_id", "actor", "action", "subject_kind", "subject", "before", "after", "why", "previous_hash", "hash"];

    /// <summary>Null when written; else the refusal, and nothing was written.</summary>
    /// <param name="open">Called once, after the permission is proved.</param>
    public async Task<string?> RunAsync(Actor actor, AuditFilter filter, Func<TextWriter> open, CancellationToken ct)
    {
        foreach (var permission in (Permission[])[Permission.ViewAudit, Permission.Export])
        {
            if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
                return refusal;
        }
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using (var write = await db.BeginWriteAsync(ct))
        {
            await trail.AppendAsync(db, new AuditRecord(actor, "audit.exported", "audit", "trail"), ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        db.ChangeTracker.Clear();
        await using var csv = open();
        await csv.WriteAsync(string.Join(',', Header) + "\r\n");
        long last = 0;
        while (true)
        {
            var rows = await filter.Apply(db, db.AuditEntries.AsNoTracking()).Where(e => e.Id > last).OrderBy(e => e.Id).Take(Batch).ToListAsync(ct);
            foreach (var entry in rows)
                await csv.WriteAsync(LineOf(entry));
            if (rows.Count < Batch)
                return null;
            last = rows[^1].Id;
        }
    }

    private static string LineOf(AuditEntry e) => string.Join(',',
        e.Id.ToString(CultureInfo.InvariantCulture), e.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), e.ActorId.ToString(CultureInfo.InvariantCulture),
        Cell(e.ActorName), Cell(e.Action), Cell(e.SubjectKind), Cell(e.SubjectId), Cell(e.Before), Cell(e.After), Cell(e.Why), e.PreviousHash, e.Hash) + "\r\n";

    /// <summary>Quoted; what a spreadsheet would run as a formula gets an apostrophe before it.</summary>
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0' && text.Length > 1 ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
