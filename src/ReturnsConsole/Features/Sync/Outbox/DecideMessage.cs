using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>What a person does about a message that did not arrive: send it once more, or take it back. Both need a reason; an unknown outcome is never sent again before somebody vouches for it.</summary>
public sealed class DecideMessage(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, IEnumerable<IMessageKeeper> keepers, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="notThere">The person looked at the partner and it is not there: needed when the outcome is unknown.</param>
    public Task<Outcome> RetryAsync(Actor actor, long id, int version, bool notThere, string reason, CancellationToken ct) => DecideAsync(actor, id, version, "outbox.retried", reason, async (db, message) =>
    {
        if (message.Status is not (OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Unknown))
            return Outcome.Refused("It is not waiting for anybody: nothing to send again.");
        if (message.Status == OutboxStatus.Unknown && !notThere)
            return Outcome.Refused("Nobody knows whether it arrived. Look it up at the partner first, and confirm that it is not there.");
        if (message.Body.Length == 0)
            return Outcome.Refused("It ended so long ago that its content is no longer kept. Decide anew what is to be told.");
        if (await db.OutboxItems.AnyAsync(i => i.MessageId == id && db.ReturnItems.Any(r => r.Id == i.ReturnItemId && r.Mapping == MappingStatus.Quarantined), ct))
            return Outcome.Refused("A return item in it is quarantined: no partner is told about it before its reason is mapped.");
        if (await LaterAsync(db, message, ct) is { } later)
            return Outcome.Refused($"A later message ({later}) says the same anew; sent now, this one would overwrite it. Take this one back.");
        message.SendAgain(clock.GetUtcNow().UtcDateTime);
        return Outcome.Done("It is sent again.");
    }, ct);

    public Task<Outcome> CancelAsync(Actor actor, long id, int version, string reason, CancellationToken ct) => DecideAsync(actor, id, version, "outbox.cancelled", reason, (_, message) =>
    {
        if (message.Status is OutboxStatus.Done or OutboxStatus.Cancelled)
            return Task.FromResult(Outcome.Refused("It is at an end already."));
        if (message.Status is OutboxStatus.Sending or OutboxStatus.Pending)
            return Task.FromResult(Outcome.Refused("The partner has it or is just being told: it cannot be taken back any more. Wait for the outcome."));
        var unknown = message.Status == OutboxStatus.Unknown;
        (message.Status, message.EndedAt) = (OutboxStatus.Cancelled, clock.GetUtcNow().UtcDateTime);
        return Task.FromResult(Outcome.Done(unknown ? "It is closed: it is neither sent nor asked about again. If it arrived after all, what the partner did stands." : "It is taken back and will not be sent."));
    }, ct);

    private async Task<Outcome> DecideAsync(Actor actor, long id, int version, string action, string reason, Func<ConsoleContext, OutboxMessage, Task<Outcome>> decide, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (reason.Trim().Length is < 3 or > 500)
            return Outcome.Refused("Give a reason of 3 to 500 characters.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.OutboxMessages.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
            return Outcome.Refused("The message no longer exists.");
        if (await SyncScope.RefusalAsync(db, guard, actor, message.PartnerId, ct) is { } unseen)
            return Outcome.Forbidden(unseen);
        if (message.Version != version)
            return Outcome.Conflict("It changed meanwhile. Look at it again.");
        if (keepers.FirstOrDefault(k => k.Keeps(message.Kind)) is { } keeper && await keeper.DecidesAsync(db, message, ct))
            return Outcome.Refused("It holds refunds or cancellations: they are decided one by one under Refunds, where a second person agrees.");
        var before = message.Status;
        var outcome = await decide(db, message);
        if (!outcome.Succeeded)
            return outcome;
        // Whoever was asking about it just now sees that it was decided.
        (message.ClaimedBy, message.ClaimedUntil) = (null, null);
        await trail.AppendAsync(db, new AuditRecord(actor, action, "outbox", message.Key, $"{{\"status\":\"{before}\"}}", $"{{\"status\":\"{message.Status}\"}}", reason.Trim()), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        reconciliation.Request("outbox");
        feed.Publish(ChangeTopic.Sync);
        return outcome;
    }

    /// <returns>Key of a later message that this one would overwrite; null when there is none.</returns>
    private static async Task<string?> LaterAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct)
    {
        if (message.Lane.Length == 0)
            return null;
        PartnerMessage what;
        try
        {
            what = OutboxKinds.Read(message.Kind, message.Body);
        }
        catch (JsonException)
        {
            // Sending says so.
            return null;
        }
        var later = await db.OutboxMessages.AsNoTracking()
            .Where(m => m.PartnerId == message.PartnerId && m.Lane == message.Lane && m.Id > message.Id && m.Body != "" && m.Status != OutboxStatus.Cancelled && m.Status != OutboxStatus.Refused)
            .OrderByDescending(m => m.Id).Select(m => new { m.Key, m.Kind, m.Body }).ToListAsync(ct);
        return later.Find(l => OutboxKinds.Overwrites(what, OutboxKinds.Read(l.Kind, l.Body)))?.Key;
    }
}
