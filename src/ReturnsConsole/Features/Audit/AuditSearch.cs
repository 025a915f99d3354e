using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Audit;

/// <param name="Refusal">Why there is nothing for this actor; null when allowed.</param>
/// <param name="Newer">Cursor of the page before, with <c>newer: true</c>; null when this is the newest.</param>
/// <param name="Older">Cursor of the next page; null when this is the last.</param>
public sealed record AuditPageOf(string? Refusal, IReadOnlyList<AuditEntry> Entries, long? Newer, long? Older);

/// <summary>One page of the trail, newest first, by cursor: as fast on page 10,000 as on the first.</summary>
public sealed class AuditSearch(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 100;

    /// <param name="cursor">Id to go on from; null: the newest.</param>
    /// <param name="newer">Towards newer entries.</param>
    public async Task<AuditPageOf> RunAsync(Actor actor, AuditFilter filter, long? cursor, bool newer, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewAudit, ct) is { } refusal)
            return new AuditPageOf(refusal, [], null, null);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var matching = filter.Apply(db, db.AuditEntries.AsNoTracking());
        var backwards = newer && cursor is not null;
        var rows = backwards
            ? await matching.Where(e => e.Id > cursor).OrderBy(e => e.Id).Take(PageSize + 1).ToListAsync(ct)
            : await matching.Where(e => cursor == null || e.Id < cursor).OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(ct);
        var more = rows.Count > PageSize;
        if (more)
            rows.RemoveAt(PageSize);
        if (backwards)
            rows.Reverse();
        if (rows.Count == 0)
            return new AuditPageOf(null, [], null, null);
        return new AuditPageOf(null, rows,
            backwards ? (more ? rows[0].Id : null) : cursor is null ? null : rows[0].Id,
            backwards || more ? rows[^1].Id : null);
    }
}
