using Quartz;

namespace ReturnsConsole.Features.ReasonCodes.Review;

/// <summary>Opens the review when its day has come; the work is <see cref="Reviews"/>'.</summary>
[DisallowConcurrentExecution]
public sealed class ReviewJob(Reviews reviews) : IJob
{
    public static readonly JobKey Key = new("review", "reason-codes");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await reviews.OpenDueAsync(cancellationToken);
}

/// <summary>Has the calendar looked at every hour, from the start on.</summary>
public sealed class ReviewSchedule(ISchedulerFactory schedulers) : IHostedService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.Exists(ReviewJob.Key, cancellationToken))
            return;
        await scheduler.ScheduleJob(JobBuilder.Create<ReviewJob>().WithIdentity(ReviewJob.Key).Build(),
            TriggerBuilder.Create().WithIdentity(ReviewJob.Key.Name, ReviewJob.Key.Group).StartNow().WithSimpleSchedule(s => s.WithInterval(Every).RepeatForever()).Build(), new ScheduleJobOptions(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
