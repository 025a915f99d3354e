using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>Makes version 1 where there is none: the starter rows, and before them those of a table from before there were versions.</summary>
public sealed class SeedReasonCodes(IDbContextFactory<ConsoleContext> contexts, AuditTrail audit, TimeProvider clock) : IDatabaseStartStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ReasonCodeVersions.AnyAsync(ct))
            return;
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await db.ReasonCodeVersions.AnyAsync(ct))
            return;
        var now = clock.GetUtcNow().UtcDateTime;
        var version = new ReasonCodeVersion
        {
            Number = 1,
            EffectiveFrom = ReasonCodeVersion.Beginning,
            CreatedAt = now,
            CreatedByName = Actor.System.Name,
            EditedAt = now,
            EditedByName = Actor.System.Name,
            ActivatedAt = now,
            ActivatedByName = Actor.System.Name,
            BegunAt = now,
            Why = "First start: starter rows, to be confirmed",
        };
        db.ReasonCodeVersions.Add(version);
        await db.SaveChangesAsync(ct);
        var rows = await RowsAsync(db, version.Id, ct);
        await audit.AppendAsync(db, new AuditRecord(Actor.System, "reason-codes.seeded", "reason-codes", "1", After: rows.ToString(CultureInfo.InvariantCulture), Why: version.Why), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<int> RowsAsync(ConsoleContext db, int versionId, CancellationToken ct)
    {
        var starter = StarterReasonCodes.All.ToDictionary(r => new CodeKey(r.SourceSystem, r.Code));
        foreach (var old in await db.ReasonCodeMappings.Where(r => r.VersionId == 0).ToListAsync(ct))
        {
            old.VersionId = versionId;
            // Rows from before versions had no codes of targets: the usual ones of their reason.
            if (CanonicalReasons.Find(old.CanonicalReason) is { } reason)
                old.Take(MappingValues.Usual(reason) with { SellerFault = old.SellerFault, ToBeConfirmed = old.ToBeConfirmed });
            starter.Remove(new CodeKey(old.SourceSystem, old.Code));
        }
        foreach (var row in starter.Values)
        {
            row.VersionId = versionId;
            db.ReasonCodeMappings.Add(row);
        }
        await db.SaveChangesAsync(ct);
        return await db.ReasonCodeMappings.CountAsync(r => r.VersionId == versionId, ct);
    }
}
