using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Jobs;

/// <summary>Keeps one job per partner and stream scheduled, as partners come and go.</summary>
public sealed class SyncScheduler(ISchedulerFactory schedulers, IDbContextFactory<ConsoleContext> contexts, IOptions<SyncOptions> options, ChangeFeed feed, TimeProvider clock, ILogger<SyncScheduler> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>When the stream runs next, by this process' schedule; null when it is not scheduled here.</summary>
    public async Task<DateTime?> NextAsync(int partnerId, string stream, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        DateTime? next = null;
        foreach (var key in (TriggerKey[])[RhythmOf(partnerId, stream), SoonOf(partnerId, stream)])
        {
            if ((await scheduler.GetTrigger(key, ct))?.NextFireTimeUtc is { } at && (next is null || at.UtcDateTime < next))
                next = at.UtcDateTime;
        }
        return next;
    }

    /// <summary>Runs the stream now, beside its rhythm.</summary>
    public Task NowAsync(int partnerId, string stream, string trigger, CancellationToken ct) => SoonAsync(partnerId, stream, TimeSpan.Zero, trigger, ct);

    internal Task AgainAsync(int partnerId, string stream, TimeSpan wait, CancellationToken ct) => SoonAsync(partnerId, stream, wait, "schedule", ct);

    private async Task SoonAsync(int partnerId, string stream, TimeSpan wait, string trigger, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        if (!await scheduler.Exists(SyncJob.KeyOf(partnerId, stream), ct))
            await ScheduleAsync(scheduler, partnerId, stream, TimeSpan.FromHours(1), startsIn: TimeSpan.FromHours(1), ct);
        var soon = TriggerBuilder.Create().WithIdentity(SoonOf(partnerId, stream)).ForJob(SyncJob.KeyOf(partnerId, stream)).UsingJobData(SyncJob.TriggerWord, trigger)
            .StartAt(clock.GetUtcNow() + wait).Build();
        if (await scheduler.Exists(SoonOf(partnerId, stream), ct))
            await scheduler.RescheduleJob(SoonOf(partnerId, stream), soon, ct);
        else
            await scheduler.ScheduleJob(soon, new ScheduleJobOptions(), ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        using var changes = feed.Subscribe(ChangeTopic.Partners, () =>
        {
            if (signal.CurrentCount == 0)
                signal.Release();
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MatchAsync(stoppingToken);
                // Another process may add a partner: it is found within this time.
                await signal.WaitAsync(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "The jobs of the partners could not be scheduled; it is tried again.");
                await Task.Delay(LookEvery, clock, stoppingToken);
            }
        }
    }

    /// <summary>Schedules what is missing. Jobs of partners that are gone or switched off find that out by themselves and do nothing.</summary>
    private async Task MatchAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var place = 0;
        foreach (var partner in await db.Partners.AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct))
        {
            foreach (var stream in PartnerConnectors.Describe(partner.Kind).Streams)
            {
                place++;
                if (await scheduler.Exists(SyncJob.KeyOf(partner.Id, stream.Name), ct))
                    continue;
                await RunSync.EnsureAsync(db, partner.Id, stream.Name, clock.GetUtcNow().UtcDateTime, ct);
                // One after the other, so that a start does not call everybody at once.
                await ScheduleAsync(scheduler, partner.Id, stream.Name, options.Value.RhythmOf(stream), TimeSpan.FromMilliseconds(500 + (place * 300)), ct);
            }
        }
        await EnsureAsync<InboxJob>(scheduler, InboxJob.Key, TimeSpan.FromSeconds(2), ct);
        await EnsureAsync<OutboxJob>(scheduler, OutboxJob.Key, TimeSpan.FromSeconds(2), ct);
        await EnsureAsync<SyncWatchJob>(scheduler, SyncWatchJob.Key, TimeSpan.FromMinutes(1), ct);
    }

    private static async Task EnsureAsync<T>(IScheduler scheduler, JobKey key, TimeSpan every, CancellationToken ct)
        where T : IJob
    {
        if (await scheduler.Exists(key, ct))
            return;
        await scheduler.ScheduleJob(JobBuilder.Create<T>().WithIdentity(key).Build(),
            TriggerBuilder.Create().WithIdentity(key.Name, key.Group).StartNow().WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()).Build(), new ScheduleJobOptions(), ct);
    }

    private async Task ScheduleAsync(IScheduler scheduler, int partnerId, string stream, TimeSpan every, TimeSpan startsIn, CancellationToken ct)
    {
        var job = JobBuilder.Create<SyncJob>().WithIdentity(SyncJob.KeyOf(partnerId, stream)).UsingJobData(SyncJob.PartnerKey, partnerId).UsingJobData(SyncJob.StreamKey, stream).StoreDurably().Build();
        var rhythm = TriggerBuilder.Create().WithIdentity(RhythmOf(partnerId, stream)).StartAt(clock.GetUtcNow() + startsIn).WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()).Build();
        await scheduler.ScheduleJob(job, rhythm, new ScheduleJobOptions(), ct);
    }

    private static TriggerKey RhythmOf(int partnerId, string stream) => new(stream, $"rhythm-{partnerId}");

    private static TriggerKey SoonOf(int partnerId, string stream) => new(stream, $"soon-{partnerId}");

    public override void Dispose()
    {
        signal.Dispose();
        base.Dispose();
    }
}
