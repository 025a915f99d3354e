using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>No partner is told about a quarantined item, and no message is being sent by nobody.</summary>
internal static class VerifyMessages
{
    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, DateTime now, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var quarantined = db.OutboxItems.AsNoTracking().Where(i => db.ReturnItems.Any(r => r.Id == i.ReturnItemId && r.Mapping == MappingStatus.Quarantined))
            .Join(db.OutboxMessages.Where(m => m.Status != OutboxStatus.Cancelled), i => i.MessageId, m => m.Id, (i, m) => new { i.ReturnItemId, m.Key, m.Status }).OrderBy(x => x.ReturnItemId);
        await foreach (var q in quarantined.AsAsyncEnumerable().WithCancellation(ct))
            yield return new("nothing quarantined is told", $"return item {q.ReturnItemId}", $"It is quarantined, but message {q.Key} ({q.Status}) tells a partner about it. Map its reason code, or take the message back.");
        var held = db.OutboxMessages.AsNoTracking().Where(m => m.Status == OutboxStatus.Sending && (m.ClaimedUntil == null || m.ClaimedUntil < now)).OrderBy(m => m.Id).Select(m => m.Key);
        await foreach (var key in held.AsAsyncEnumerable().WithCancellation(ct))
            yield return new("no message hangs", $"message {key}", "It stands as being sent, but nobody sends it. The next run of the outbox asks the partner about it.");
        var empty = db.InboxMessages.AsNoTracking().Where(m => m.Status == InboxStatus.Stored && m.Body == null).OrderBy(m => m.Id).Select(m => m.Id);
        await foreach (var id in empty.AsAsyncEnumerable().WithCancellation(ct))
            yield return new("every delivery is kept", $"delivery {id}", "It waits to be read, but what it said is gone.");
    }
}
