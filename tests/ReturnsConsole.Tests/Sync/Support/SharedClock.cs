namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>
/// One time for the console and the sandbox. Waits end at once and move it on, for both; time-outs (<see cref="Never"/> in the calls' options) end after
/// <see cref="Patience"/> of real time and move nothing.
/// </summary>
public sealed class SharedClock(DateTime start) : TimeProvider
{
    public static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private DateTimeOffset now = new(DateTime.SpecifyKind(start, DateTimeKind.Utc));
    private TimeSpan waited;

    /// <summary>How long a time-out really takes.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long was waited in all.</summary>
    public TimeSpan Waited
    {
        get
        {
            lock (gate)
                return waited;
        }
    }

    public DateTime Now => GetUtcNow().UtcDateTime;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by)
    {
        lock (gate)
            now += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= Never)
            return System.CreateTimer(callback, state, Patience, Timeout.InfiniteTimeSpan);
        // What comes again and again is housekeeping and waits for nobody.
        if (dueTime == Timeout.InfiniteTimeSpan || period > TimeSpan.Zero)
            return System.CreateTimer(callback, state, dueTime, period);
        lock (gate)
            (now, waited) = (now + dueTime, waited + dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
