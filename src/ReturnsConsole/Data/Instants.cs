namespace ReturnsConsole.Data;

/// <summary>How instants stand in SQLite, for what is written past EF Core.</summary>
public static class Instants
{
    public static long ToMilliseconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime FromMilliseconds(long milliseconds) => new(DateTime.UnixEpoch.Ticks + milliseconds * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
