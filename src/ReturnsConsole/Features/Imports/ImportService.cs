using ReturnsConsole.Features.Imports.Queue;

namespace ReturnsConsole.Features.Imports;

/// <summary>Imports what is queued, as long as the console runs.</summary>
internal sealed class ImportService(ImportRunner runner, ImportWork work, TimeProvider clock, ILogger<ImportService> log) : BackgroundService
{
    /// <summary>How often the queue is looked at without being told: for files that another process queued or left.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(LookEvery, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var signal = work.NextAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await runner.RecoverAsync(stoppingToken);
                while (await runner.RunNextAsync(stoppingToken))
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "The import queue could not be worked on; it is tried again.");
            }
            await Task.WhenAny(tick, signal);
            if (tick.IsCompleted)
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            if (signal.IsCompleted)
                signal = work.NextAsync(stoppingToken).AsTask();
        }
    }
}
