using Quartz;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Sync.Runs;

namespace ReturnsConsole.Features.Sync.Jobs;

/// <summary>Runs one stream of one partner; the work is <see cref="RunSync"/>'s.</summary>
[DisallowConcurrentExecution]
public sealed class SyncJob(RunSync sync, SyncScheduler scheduler, IHostApplicationLifetime lifetime) : IJob
{
    public const string PartnerKey = "partner";
    public const string StreamKey = "stream";
    public const string TriggerWord = "trigger";

    public static JobKey KeyOf(int partnerId, string stream) => new(stream, $"partner-{partnerId}");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var data = context.MergedJobDataMap;
        var partner = data.GetInt(PartnerKey);
        var stream = data.GetString(StreamKey)!;
        try
        {
            var report = await sync.RunAsync(partner, stream, data.GetString(TriggerWord) ?? "schedule", stop.Token);
            if (report.Again is { } again)
                await scheduler.AgainAsync(partner, stream, again, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run has noted where it stopped.
        }
    }
}

/// <summary>Brings pushed messages into the facts.</summary>
[DisallowConcurrentExecution]
public sealed class InboxJob(ProcessInbox inbox, IHostApplicationLifetime lifetime) : IJob
{
    public static readonly JobKey Key = new("inbox", "sync");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await inbox.RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not processed stays stored.
        }
    }
}

/// <summary>Sends what waits in the outbox.</summary>
[DisallowConcurrentExecution]
public sealed class OutboxJob(SendOutbox outbox, IHostApplicationLifetime lifetime) : IJob
{
    public static readonly JobKey Key = new("outbox", "sync");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await outbox.RunAsync(stop.Token);
    }
}

/// <summary>Sees when streams fall silent or speak again, and forgets what no look-back reaches any more.</summary>
[DisallowConcurrentExecution]
public sealed class SyncWatchJob(WatchSync watch) : IJob
{
    public static readonly JobKey Key = new("watch", "sync");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await watch.RunAsync(cancellationToken);
}
