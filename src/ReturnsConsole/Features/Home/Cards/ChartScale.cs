using System.Globalization;

namespace ReturnsConsole.Features.Home.Cards;

/// <summary>An axis from 0 in even steps that are easy to read: 1, 2 or 5 and noughts.</summary>
public sealed record ChartScale(double Step, int Steps)
{
    public double Top => Step * Steps;

    public static ChartScale For(double largest)
    {
        if (largest <= 0)
            return new(1, 1);
        var rough = largest / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        // Counts and whole units of money: no step below one.
        var step = Math.Max(1, ((double[])[1, 2, 5, 10]).First(n => n * power >= rough) * power);
        return new(step, Math.Max(1, (int)Math.Ceiling(largest / step)));
    }

    /// <summary>"80", "80k", "1.5M".</summary>
    public static string Short(double value) => value switch
    {
        >= 1_000_000 => (value / 1_000_000).ToString("0.#", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (value / 1_000).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>"w47", as calendars count weeks.</summary>
    public static string WeekOf(DateOnly monday) => "w" + ISOWeek.GetWeekOfYear(monday.ToDateTime(TimeOnly.MinValue)).ToString(CultureInfo.InvariantCulture);
}
