using System.Threading.Channels;

namespace ReturnsConsole.Features.ReasonCodes.Release;

/// <summary>Wakes the release; several calls while one runs become one more.</summary>
public sealed class ReleaseWork
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Signal() => channel.Writer.TryWrite(true);

    public ValueTask<bool> NextAsync(CancellationToken ct) => channel.Reader.ReadAsync(ct);
}

/// <summary>Runs the release when somebody activates a version, when a version's day has come, and after a start: what an earlier process left undone is done then.</summary>
public sealed class ReleaseService(ReleaseReturns release, ReleaseWork work, TimeProvider clock, ILogger<ReleaseService> log) : BackgroundService
{
    // Another process or verb may activate or import: the database is looked at.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await release.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The returns that reason codes let go could not all be let go; it is tried again");
            }
            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var wait = Task.Delay(Longest, clock, enough.Token);
        await Task.WhenAny(work.NextAsync(enough.Token).AsTask(), wait);
        await enough.CancelAsync();
    }
}
