using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;

namespace ReturnsConsole.Features.Returns;

/// <summary>Adds the starter reason codes to an empty table. Once a person has changed the table, it is theirs.</summary>
public sealed class SeedReasonCodes(IDbContextFactory<ConsoleContext> contexts, AuditTrail audit) : IDatabaseStartStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ReasonCodeMappings.AnyAsync(ct))
            return;
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await db.ReasonCodeMappings.AnyAsync(ct))
            return;
        var rows = StarterReasonCodes.All.ToList();
        db.ReasonCodeMappings.AddRange(rows);
        await audit.AppendAsync(db, new AuditRecord(Actor.System, "reason-codes.seeded", "reason-codes", "starter", After: rows.Count.ToString(CultureInfo.InvariantCulture), Why: "First start: rows to be confirmed"), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
