namespace ReturnsConsole.Benchmarks;

/// <summary>
/// Time that passes only by waiting: a wait for a token is over at once, and the clock is later by it. Time-outs, which are longer than any wait for a token inside a
/// call, never come: nothing here takes long enough.
/// </summary>
internal sealed class VirtualClock(DateTime start) : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);
    private readonly Lock gate = new();
    private DateTimeOffset now = new(start, TimeSpan.Zero);

    /// <summary>Everything that was waited so far.</summary>
    public TimeSpan Waited { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Wait(TimeSpan time)
    {
        lock (gate)
        {
            now += time;
            Waited += time;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime < LongestWait)
        {
            Wait(dueTime);
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        }
        return new Never();
    }

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
