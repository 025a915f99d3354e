using System.Globalization;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Dates and amounts as sentences say them, in one person's time zone.</summary>
internal sealed record LookupWords(DateTime NowUtc, TimeZoneInfo Zone)
{
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal) { ["EUR"] = "€", ["GBP"] = "£", ["USD"] = "$" };

    /// <summary>"18 Nov"; the year only when it is not this one.</summary>
    public string Day(DateTime utc) => Format(utc, "d MMM");

    /// <summary>"18 November": for a customer.</summary>
    public string LongDay(DateTime utc) => Format(utc, "d MMMM");

    /// <summary>"Mon 23 Nov".</summary>
    public string WeekDay(DateTime utc) => Format(utc, "ddd d MMM");

    public string LongWeekDay(DateTime utc) => Format(utc, "dddd d MMMM");

    /// <summary>Files often tell the day alone: midnight is no time of day then.</summary>
    public string Time(DateTime utc) => utc.TimeOfDay == TimeSpan.Zero ? utc.ToString(utc.Year == NowUtc.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture) : Format(utc, "d MMM", ", HH:mm");

    /// <summary>"€59.90": symbols only in sentences.</summary>
    public static string Amount(long minor, string currency)
    {
        var figure = Currencies.Format(minor, currency, CultureInfo.InvariantCulture, grouped: true).Replace('-', '\u2212');
        return Symbols.TryGetValue(currency, out var symbol) ? symbol + figure : currency.Length == 0 ? figure : $"{figure} {currency}";
    }

    public bool IsPast(DateTime utc) => utc < NowUtc;

    private string Format(DateTime utc, string day, string rest = "")
    {
        var local = Local(utc);
        return local.ToString((local.Year == Local(NowUtc).Year ? day : day + " yyyy") + rest, CultureInfo.InvariantCulture);
    }

    internal DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);
}
