using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>
/// Stores deliveries before they are acknowledged, many in one transaction: whoever waits in the same moment shares one commit. Stored means durable; the same content
/// again is counted, not stored twice.
/// </summary>
public sealed class InboxWriter(IDbContextFactory<ConsoleContext> contexts, InboxBodies bodies, TimeProvider clock) : BackgroundService
{
    private const int MostAtOnce = 256;
    private const int MostWaiting = 4_096;
    private readonly Channel<Entry> entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Returns when the delivery is durable.</summary>
    /// <returns>False: it was here before.</returns>
    public async Task<bool> StoreAsync(int partnerId, string identity, byte[] body, CancellationToken ct)
    {
        var entry = new Entry(partnerId, identity, bodies.Protect(body), clock.GetUtcNow().UtcDateTime);
        await entries.Writer.WriteAsync(entry, ct);
        return await entry.Stored.Task.WaitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Entry>(MostAtOnce);
        try
        {
            while (await entries.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < MostAtOnce && entries.Reader.TryRead(out var entry))
                    batch.Add(entry);
                await WriteAsync(batch);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Who was not answered sends again.
            entries.Writer.TryComplete();
            while (entries.Reader.TryRead(out var left))
                left.Stored.TrySetCanceled(stoppingToken);
        }
    }

    private async Task WriteAsync(List<Entry> batch)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            var identities = batch.Select(e => e.Identity).Distinct().ToList();
            var known = (await db.InboxMessages.Where(m => identities.Contains(m.Identity)).ToListAsync()).ToDictionary(m => (m.PartnerId, m.Identity));
            foreach (var entry in batch)
            {
                if (known.TryGetValue((entry.PartnerId, entry.Identity), out var message))
                {
                    message.Deliveries++;
                    continue;
                }
                entry.IsNew = true;
                message = new InboxMessage { PartnerId = entry.PartnerId, Identity = entry.Identity, ReceivedAt = entry.At, Body = entry.Body, Deliveries = 1 };
                known[(entry.PartnerId, entry.Identity)] = message;
                db.InboxMessages.Add(message);
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            foreach (var entry in batch)
                entry.Stored.TrySetResult(entry.IsNew);
        }
        catch (Exception fault)
        {
            // Each caller gets it and answers that it did not take the delivery.
            foreach (var entry in batch)
                entry.Stored.TrySetException(fault);
        }
    }

    private sealed class Entry(int partnerId, string identity, byte[] body, DateTime at)
    {
        public int PartnerId => partnerId;

        public string Identity => identity;

        public byte[] Body => body;

        public DateTime At => at;

        public bool IsNew { get; set; }

        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
