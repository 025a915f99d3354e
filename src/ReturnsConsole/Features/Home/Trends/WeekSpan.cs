using ReturnsConsole.Features.Intake.Weeks;

namespace ReturnsConsole.Features.Home.Trends;

/// <summary>Weeks from Monday to Sunday, UTC.</summary>
internal static class WeekSpan
{
    public const int Weeks = 12;

    public static DateOnly Of(DateTime utc) => IntakeAudit.MondayOf(utc);

    /// <summary>The last twelve, oldest first.</summary>
    public static IReadOnlyList<DateOnly> UpTo(DateOnly newest) => [.. Enumerable.Range(0, Weeks).Select(i => newest.AddDays(7 * (i - Weeks + 1)))];

    public static DateTime Begin(DateOnly monday) => monday.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    public static DateTime End(DateOnly monday) => Begin(monday.AddDays(7));
}
