using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes.Release;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Versions;

/// <summary>Takes the table back: a new version that says what an old one said, from today on. What was let go stays so; codes that it drops hold returns back from tomorrow.</summary>
public sealed class RollBack(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ReleaseWork work, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="newest">Number of the newest version that the person saw.</param>
    public async Task<Outcome> RunAsync(Actor actor, int number, int newest, string why, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.EditReasonCodes, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var last = await db.ReasonCodeVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        var old = await db.ReasonCodeVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Number == number && v.ActivatedAt != null, ct);
        if (last is null || old is null)
            return Outcome.Refused($"There is no version {number} to go back to.");
        if (last.ActivatedAt is null)
            return Outcome.Refused($"{last.EditedByName} works on a draft: activate or discard it first.");
        if (last.Number != newest)
            return Outcome.Conflict($"{last.ActivatedByName} activated version {last.Number} meanwhile. Look before you repeat.");
        if (old.Id == last.Id)
            return Outcome.Refused($"Version {number} is the newest already.");
        var rows = await db.ReasonCodeMappings.AsNoTracking().Where(r => r.VersionId == old.Id).ToListAsync(ct);
        var differences = MappingDifference.Between(await VersionStart.RowsAsync(db, last.Id, ct), rows.Select(MappingRow.Of));
        var now = clock.GetUtcNow().UtcDateTime;
        var from = now.Date > last.EffectiveFrom ? now.Date : last.EffectiveFrom;
        var reason = (why ?? "").Trim();
        if (VersionStart.Refusal(last, differences, from, now.Date, reason) is { } unfit)
            return Outcome.Refused(unfit);
        var version = new ReasonCodeVersion
        {
            Number = last.Number + 1,
            EffectiveFrom = from,
            CreatedAt = now,
            CreatedById = actor.UserId,
            CreatedByName = actor.Name,
            CopyOf = number,
            EditedAt = now,
            EditedByName = actor.Name,
            ActivatedAt = now,
            ActivatedById = actor.UserId,
            ActivatedByName = actor.Name,
            Why = reason,
        };
        db.ReasonCodeVersions.Add(version);
        await db.SaveChangesAsync(ct);
        db.ReasonCodeMappings.AddRange(rows.Select(r => r.CopyFor(version.Id)));
        await audit.AppendAsync(db, new AuditRecord(actor, "reason-codes.rolled-back", "reason-codes", version.Number.ToString(CultureInfo.InvariantCulture),
            Before: JsonSerializer.Serialize(new { version = last.Number }), After: ActivateDraft.Summary(version.Number, from, differences), Why: reason), ct);
        await db.SaveChangesAsync(ct);
        await VersionStart.BeginDueAsync(db, audit, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Signal();
        feed.Publish(ChangeTopic.ReasonCodes);
        return Outcome.Done($"Version {version.Number} says what version {number} said, from {VersionStart.Day(from)} on. What was let go stays so.");
    }
}

/// <summary>Takes a version back into the draft before its day has come.</summary>
public sealed class WithdrawVersion(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, int versionId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.EditReasonCodes, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var version = await db.ReasonCodeVersions.SingleOrDefaultAsync(v => v.Id == versionId, ct);
        if (version?.ActivatedAt is null)
            return Outcome.Refused("There is no such version.");
        if (version.BegunAt is not null)
            return Outcome.Refused($"Version {version.Number} has begun. Go back to an older one instead.");
        if (await db.ReasonCodeVersions.AnyAsync(v => v.Number > version.Number, ct))
            return Outcome.Refused($"Something newer than version {version.Number} stands above it: discard or withdraw that first.");
        await audit.AppendAsync(db, new AuditRecord(actor, "reason-codes.withdrawn", "reason-codes", version.Number.ToString(CultureInfo.InvariantCulture), Before: VersionStart.Day(version.EffectiveFrom), Why: version.Why), ct);
        (version.ActivatedAt, version.ActivatedById, version.ActivatedByName, version.Why) = (null, 0, "", "");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.ReasonCodes);
        return Outcome.Done($"Version {version.Number} is the draft again.");
    }
}
