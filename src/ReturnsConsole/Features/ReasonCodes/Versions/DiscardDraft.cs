using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Versions;

/// <summary>Throws the draft away, as the person saw it.</summary>
public sealed class DiscardDraft(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, int draftId, int version, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.EditReasonCodes, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var draft = await db.ReasonCodeVersions.SingleOrDefaultAsync(v => v.Id == draftId, ct);
        if (draft is null || draft.ActivatedAt is not null)
            return Outcome.Refused("There is no such draft any more.");
        if (draft.Version != version)
            return Outcome.Conflict(DraftWords.Changed(draft));
        var rows = await db.ReasonCodeMappings.Where(r => r.VersionId == draft.Id).ExecuteDeleteAsync(ct);
        db.ReasonCodeVersions.Remove(draft);
        await audit.AppendAsync(db, new AuditRecord(actor, "reason-codes.discarded", "reason-codes", draft.Number.ToString(CultureInfo.InvariantCulture), Before: $"Draft with {rows.ToString(CultureInfo.InvariantCulture)} codes, last changed by {draft.EditedByName}"), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.ReasonCodes);
        return Outcome.Done("The draft is discarded. What is active stays as it is.");
    }
}

internal static class DraftWords
{
    public static string Changed(ReasonCodeVersion draft) =>
        $"{draft.EditedByName} changed the draft at {draft.EditedAt.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)} UTC. It has been read again; look before you repeat.";
}
