namespace ReturnsConsole.Components.Tests;

/// <summary>Time that moves only when told; timers fire in order on the caller's thread.</summary>
public sealed class ManualClock(DateTime start) : TimeProvider
{
    private readonly List<Timer> timers = [];
    private DateTime now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = now + by;
        while (timers.Where(t => t.Due <= end).MinBy(t => t.Due) is { } next)
        {
            now = next.Due > now ? next.Due : now;
            next.Fire();
        }
        now = end;
    }

    private sealed class Timer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTime Due { get; private set; } = DateTime.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? DateTime.MaxValue : clock.now + dueTime;
            return true;
        }

        public void Fire()
        {
            Due = DateTime.MaxValue;
            callback(state);
        }

        public void Dispose() => Due = DateTime.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
