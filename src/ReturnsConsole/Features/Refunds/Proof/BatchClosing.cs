using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Refunds.Proof;

/// <summary>A document of unknown outcome is settled once each of its instructions is: then Amazon is no longer asked about it.</summary>
internal static class BatchClosing
{
    /// <summary>The caller has saved the instructions, and saves what is changed here.</summary>
    public static async Task CloseAsync(ConsoleContext db, int batchId, DateTime now, CancellationToken ct)
    {
        var batch = await db.RefundBatches.SingleAsync(b => b.Id == batchId, ct);
        var requests = await db.RefundRequests.Where(r => r.BatchId == batchId).ToListAsync(ct);
        (batch.Accepted, batch.Refused, batch.Unknown) = BatchAnswers.Count(requests);
        if (batch.State != BatchState.Unknown || requests.Exists(r => r.State is RefundState.OutcomeUnknown or RefundState.Submitted))
            return;
        (batch.State, batch.EndedAt) = (BatchState.Answered, now);
        var message = await db.OutboxMessages.SingleAsync(m => m.PartnerId == batch.PartnerId && m.Key == batch.MessageKey, ct);
        if (message.Status != OutboxStatus.Unknown)
            return;
        (message.Status, message.EndedAt, message.ClaimedBy, message.ClaimedUntil) = (OutboxStatus.Done, now, null, null);
        message.Message = "What became of each of its instructions is known by other means.";
    }
}
