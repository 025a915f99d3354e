namespace ReturnsConsole.Components;

/// <summary>Many signals, few calls: runs the callback at most once per interval, with at most one pending, never twice at a time.</summary>
public sealed class Throttle : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Func<Task> callback;
    private readonly TimeSpan interval;
    private readonly ITimer timer;
    private bool pending;
    private bool running;
    private bool disposed;
    private long lastAt;
    private readonly TimeProvider clock;

    public Throttle(TimeProvider clock, TimeSpan interval, Func<Task> callback)
    {
        this.clock = clock;
        this.interval = interval;
        this.callback = callback;
        lastAt = long.MinValue;
        timer = clock.CreateTimer(_ => _ = RunAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From any thread; returns at once.</summary>
    public void Signal()
    {
        lock (gate)
        {
            if (pending || disposed)
                return;
            pending = true;
            if (!running)
                Arm();
        }
    }

    private void Arm()
    {
        var wait = lastAt == long.MinValue ? TimeSpan.Zero : interval - clock.GetElapsedTime(lastAt);
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task RunAsync()
    {
        lock (gate)
        {
            if (disposed || running)
                return;
            pending = false;
            running = true;
        }
        try
        {
            await callback();
        }
        finally
        {
            lock (gate)
            {
                running = false;
                lastAt = clock.GetTimestamp();
                if (pending && !disposed)
                    Arm();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
            disposed = true;
        return timer.DisposeAsync();
    }
}
