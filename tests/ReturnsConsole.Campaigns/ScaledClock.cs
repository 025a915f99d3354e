namespace ReturnsConsole.Campaigns;

/// <summary>Time that runs faster than real time, the same for every process that is told the same beginning.</summary>
internal sealed class ScaledClock(DateTime realStart, DateTime virtualStart, int speed) : TimeProvider
{
    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => new(virtualStart + ((System.GetUtcNow().UtcDateTime - realStart) * speed), TimeSpan.Zero);

    public override long GetTimestamp() => System.GetTimestamp() * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    private TimeSpan Scaled(TimeSpan time) => time <= TimeSpan.Zero ? time : time / speed;
}

/// <summary>What every process of a campaign must agree on.</summary>
internal sealed record Setting(string Folder, DateTime RealStart, DateTime VirtualStart, int Speed, string Mutant)
{
    public ScaledClock Clock => new(RealStart, VirtualStart, Speed);

    public string[] ToArguments() => [Folder, $"{RealStart.Ticks}", $"{VirtualStart.Ticks}", $"{Speed}", Mutant];

    public static Setting Read(string[] args) => new(args[0], Ticks(args[1]), Ticks(args[2]), int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture), args[4]);

    private static DateTime Ticks(string text) => new(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
