using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;

namespace ReturnsConsole.Features.Access;

/// <summary>Writes refused commands into the audit trail, behind the command itself: the guard may be asked while another write is under way.</summary>
public sealed class Refusals(IDbContextFactory<ConsoleContext> contexts, AuditTrail trail, TimeProvider clock, ILogger<Refusals> log) : BackgroundService
{
    /// <summary>The same refusal of the same person again within this time is not written again.</summary>
    private static readonly TimeSpan Repeat = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(int, Permission), DateTime> last = [];
    private readonly Channel<AuditRecord> waiting = Channel.CreateBounded<AuditRecord>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Record(Actor actor, Permission permission, string why)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (last.TryGetValue((actor.UserId, permission), out var before) && now - before < Repeat)
            return;
        last[(actor.UserId, permission)] = now;
        waiting.Writer.TryWrite(new AuditRecord(actor, "access.refused", "permission", permission.ToString(), Why: why));
    }

    /// <summary>Writes what waits; for tests and the end.</summary>
    public async Task WriteWaitingAsync(CancellationToken ct)
    {
        var records = new List<AuditRecord>();
        while (records.Count < 100 && waiting.Reader.TryRead(out var record))
            records.Add(record);
        if (records.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        foreach (var record in records)
            await trail.AppendAsync(db, record, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
                await WriteOrSayAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        await WriteOrSayAsync(CancellationToken.None);
    }

    private async Task WriteOrSayAsync(CancellationToken ct)
    {
        try
        {
            await WriteWaitingAsync(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Refused commands could not be written to the audit trail");
        }
    }
}
