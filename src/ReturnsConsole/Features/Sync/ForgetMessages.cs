using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Sync.Runs;

namespace ReturnsConsole.Features.Sync;

/// <summary>
/// Forgets what no look-back reaches any more, a little at a time, so that nobody waits for the write lock. Pushed messages that nobody understood may hold personal data: what they
/// say goes after <see cref="UnreadKeptDays"/>, the reason stays. Of what was told to partners the key stays for good: the same decision must never be sent twice.
/// </summary>
public sealed class ForgetMessages(IDbContextFactory<ConsoleContext> contexts, TimeProvider clock)
{
    public const int KeptDays = 90;
    public const int UnreadKeptDays = 30;

    private const int Batch = 5_000;
    private static readonly OutboxStatus[] Ended = [OutboxStatus.Done, OutboxStatus.Cancelled];

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var (before, unreadBefore, day) = (now.AddDays(-KeptDays), now.AddDays(-UnreadKeptDays), SeenDocuments.DayOf(now) - SeenDocuments.KeepDays);
        await AllAsync(async () => await db.SeenDocuments.Where(d => db.SeenDocuments.Where(x => x.Day < day).OrderBy(x => x.Day).Select(x => x.Id).Take(Batch).Contains(d.Id)).ExecuteDeleteAsync(ct));
        await AllAsync(async () => await db.SyncRuns.Where(r => db.SyncRuns.Where(x => x.StartedAt < before && x.Status != SyncRunStatus.Running && x.Status != SyncRunStatus.Waiting).OrderBy(x => x.Id).Select(x => x.Id).Take(Batch).Contains(r.Id))
            .ExecuteDeleteAsync(ct));
        await AllAsync(async () => await db.InboxMessages.Where(m => db.InboxMessages.Where(x => (x.Status == InboxStatus.Processed || x.Status == InboxStatus.SetAside) && x.ProcessedAt < before).OrderBy(x => x.Id).Select(x => x.Id).Take(Batch).Contains(m.Id))
            .ExecuteDeleteAsync(ct));
        await db.InboxMessages.Where(m => m.Status == InboxStatus.Failed && m.Body != null && m.ReceivedAt < unreadBefore).ExecuteUpdateAsync(set => set.SetProperty(m => m.Body, (byte[]?)null), ct);
        await AllAsync(async () => await db.OutboxMessages.Where(m => db.OutboxMessages.Where(x => Ended.Contains(x.Status) && x.EndedAt < before && x.Body != "").OrderBy(x => x.Id).Select(x => x.Id).Take(Batch).Contains(m.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Body, "").SetProperty(m => m.Version, m => m.Version + 1), ct));
    }

    private static async Task AllAsync(Func<Task<int>> some)
    {
        while (await some() >= Batch)
        {
            // The rest in the next statement.
        }
    }
}
