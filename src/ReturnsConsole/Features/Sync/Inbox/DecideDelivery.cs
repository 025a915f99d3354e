using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>What a person does about a delivery that nobody understood: have it read once more, or set it aside for good. Both need a reason.</summary>
public sealed class DecideDelivery(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    public Task<Outcome> RetryAsync(Actor actor, long id, string reason, CancellationToken ct) => DecideAsync(actor, id, "inbox.retried", reason, message =>
    {
        if (message.Body is null)
            return "What it said was erased after its time: there is nothing left to read. Ask the partner to send it again.";
        (message.Status, message.ProcessedAt, message.Problem) = (InboxStatus.Stored, null, "");
        return null;
    }, "It is read again.", ct);

    public Task<Outcome> SetAsideAsync(Actor actor, long id, string reason, CancellationToken ct) => DecideAsync(actor, id, "inbox.set-aside", reason, message =>
    {
        (message.Status, message.ProcessedAt, message.Body) = (InboxStatus.SetAside, clock.GetUtcNow().UtcDateTime, null);
        return null;
    }, "It is set aside; what it said is erased.", ct);

    private async Task<Outcome> DecideAsync(Actor actor, long id, string action, string reason, Func<InboxMessage, string?> decide, string done, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (reason.Trim().Length is < 3 or > 500)
            return Outcome.Refused("Give a reason of 3 to 500 characters.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.InboxMessages.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } message)
            return Outcome.Refused("The delivery no longer exists.");
        if (await SyncScope.RefusalAsync(db, guard, actor, message.PartnerId, ct) is { } unseen)
            return Outcome.Forbidden(unseen);
        if (message.Status != InboxStatus.Failed)
            return Outcome.Conflict("Somebody has decided about it already.");
        if (decide(message) is { } no)
            return Outcome.Refused(no);
        await trail.AppendAsync(db, new AuditRecord(actor, action, "delivery", id.ToString(CultureInfo.InvariantCulture), """{"status":"Failed"}""", $"{{\"status\":\"{message.Status}\"}}", reason.Trim()), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        reconciliation.Request("inbox");
        feed.Publish(ChangeTopic.Sync);
        return Outcome.Done(done);
    }
}
