using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <summary>Takes a document back that nobody was told of; its instructions are queued again.</summary>
public sealed class WithdrawBatch(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, BatchKeeper keeper, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, int batchId, int version, string reason, CancellationToken ct)
    {
        if (RefundDeciding.Unreasoned(reason) is { } unreasoned)
            return unreasoned;
        if (await guard.RefusalAsync(actor, Permission.SendRefunds, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var batch = await db.RefundBatches.SingleOrDefaultAsync(b => b.Id == batchId, ct);
        if (batch is null || !await RefundScope.SeesAsync(db, guard, actor, batch.AccountId, ct))
            return Outcome.Refused("There is no such document that you can see.");
        if (batch.Version != version)
            return Outcome.Conflict("It changed meanwhile. Look at it again.");
        var message = await db.OutboxMessages.SingleAsync(m => m.PartnerId == batch.PartnerId && m.Key == batch.MessageKey, ct);
        if (message.Status != OutboxStatus.Waiting)
            return Outcome.Refused("Amazon was told, or is just being told: it can no longer be taken back.");
        (message.Status, message.EndedAt, message.Message) = (OutboxStatus.Cancelled, clock.GetUtcNow().UtcDateTime, $"Taken back by {RefundIntake.Clip(actor.Name)}.");
        (message.ClaimedBy, message.ClaimedUntil) = (null, null);
        var requests = await db.RefundRequests.Where(r => r.BatchId == batch.Id).OrderBy(r => r.MessageNumber).ToListAsync(ct);
        await keeper.DissolveAsync(db, batch, requests, actor, reason.Trim(), ct);
        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Conflict("It is just being sent. Look at it again.");
        }
        feed.Publish(ChangeTopic.Refunds);
        return Outcome.Done("It is taken back; what it held is queued again.");
    }
}
