using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>What a person does about a message that did not arrive: send it once more, or take it back. Both need a reason; an unknown outcome is never sent again before somebody vouches for it.</summary>
public sealed class DecideMessage(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="notThere">The person looked at the partner and it is not there: needed when the outcome is unknown.</param>
    public Task<Outcome> RetryAsync(Actor actor, long id, int version, bool notThere, string reason, CancellationToken ct) => DecideAsync(actor, id, version, "outbox.retried", reason, message =>
    {
        if (message.Status is not (OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Unknown))
            return "It is not waiting for anybody: nothing to send again.";
        if (message.Status == OutboxStatus.Unknown && !notThere)
            return "Nobody knows whether it arrived. Look it up at the partner first, and confirm that it is not there.";
        (message.Status, message.NextAt, message.Attempts, message.EndedAt, message.Reference) = (OutboxStatus.Waiting, clock.GetUtcNow().UtcDateTime, 0, null, "");
        return null;
    }, "It is sent again.", ct);

    public Task<Outcome> CancelAsync(Actor actor, long id, int version, string reason, CancellationToken ct) => DecideAsync(actor, id, version, "outbox.cancelled", reason, message =>
    {
        if (message.Status is OutboxStatus.Done or OutboxStatus.Cancelled)
            return "It is at an end already.";
        if (message.Status is OutboxStatus.Sending or OutboxStatus.Pending)
            return "The partner has it or is just being told: it cannot be taken back any more. Wait for the outcome.";
        (message.Status, message.EndedAt) = (OutboxStatus.Cancelled, clock.GetUtcNow().UtcDateTime);
        return null;
    }, "It is taken back and will not be sent.", ct);

    private async Task<Outcome> DecideAsync(Actor actor, long id, int version, string action, string reason, Func<OutboxMessage, string?> decide, string done, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (reason.Trim().Length is < 3 or > 500)
            return Outcome.Refused("Give a reason of 3 to 500 characters.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.OutboxMessages.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
            return Outcome.Refused("The message no longer exists.");
        if (message.Version != version)
            return Outcome.Conflict("It changed meanwhile. Look at it again.");
        var before = message.Status;
        if (decide(message) is { } no)
            return Outcome.Refused(no);
        await trail.AppendAsync(db, new AuditRecord(actor, action, "outbox", message.Key, $"{{\"status\":\"{before}\"}}", $"{{\"status\":\"{message.Status}\"}}", reason.Trim()), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        reconciliation.Request("outbox");
        feed.Publish(ChangeTopic.Sync);
        return Outcome.Done(done);
    }
}
