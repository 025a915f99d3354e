using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes.Release;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Versions;

/// <summary>Makes the draft, exactly as the person saw it, the version that holds from a day on. The returns that it covers are let go afterwards, by <see cref="ReleaseReturns"/>.</summary>
public sealed class ActivateDraft(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ReleaseWork work, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, int draftId, int version, DateOnly from, string why, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.EditReasonCodes, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var draft = await db.ReasonCodeVersions.SingleOrDefaultAsync(v => v.Id == draftId, ct);
        if (draft is null)
            return Outcome.Refused("There is no such draft any more.");
        if (draft.ActivatedAt is not null)
            return Outcome.Conflict($"{draft.ActivatedByName} activated version {draft.Number} meanwhile.");
        if (draft.Version != version)
            return Outcome.Conflict(DraftWords.Changed(draft));
        var before = await db.ReasonCodeVersions.AsNoTracking().Where(v => v.Number < draft.Number).OrderByDescending(v => v.Number).FirstAsync(ct);
        var differences = MappingDifference.Between(await VersionStart.RowsAsync(db, before.Id, ct), await VersionStart.RowsAsync(db, draft.Id, ct));
        var now = clock.GetUtcNow().UtcDateTime;
        var day = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var reason = (why ?? "").Trim();
        if (VersionStart.Refusal(before, differences, day, now.Date, reason) is { } unfit)
            return Outcome.Refused(unfit);
        (draft.EffectiveFrom, draft.ActivatedAt, draft.ActivatedById, draft.ActivatedByName, draft.Why) = (day, now, actor.UserId, actor.Name, reason);
        await audit.AppendAsync(db, new AuditRecord(actor, "reason-codes.activated", "reason-codes", draft.Number.ToString(CultureInfo.InvariantCulture),
            Before: JsonSerializer.Serialize(new { version = before.Number }), After: Summary(draft.Number, day, differences), Why: reason), ct);
        try
        {
            await db.SaveChangesAsync(ct);
            await VersionStart.BeginDueAsync(db, audit, now, ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Conflict("Somebody changed the draft in the same moment. It has been read again; look before you repeat.");
        }
        work.Signal();
        feed.Publish(ChangeTopic.ReasonCodes);
        return Outcome.Done(draft.BegunAt is null
            ? $"Version {draft.Number} is activated and begins on {VersionStart.Day(day)}. The returns it covers are let go then."
            : $"Version {draft.Number} is active. The returns it covers are being let go.");
    }

    internal static string Summary(int number, DateTime from, IReadOnlyList<RowDifference> differences) => JsonSerializer.Serialize(new
    {
        version = number,
        from = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        added = Keys(differences, RowChange.New),
        changed = Keys(differences, RowChange.Changed),
        dropped = Keys(differences, RowChange.Dropped),
    });

    private static IEnumerable<string> Keys(IReadOnlyList<RowDifference> differences, RowChange change) => differences.Where(d => d.Change == change).Select(d => d.Key.ToString()).Take(50);
}
