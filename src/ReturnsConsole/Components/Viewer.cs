using System.Globalization;

namespace ReturnsConsole.Components;

/// <summary>Who looks at the page, and in which time zone. Cascaded by the layout; without one, times are UTC.</summary>
public sealed record Viewer(int UserId, string Name, TimeZoneInfo Zone)
{
    public static Viewer Utc { get; } = new(0, "", TimeZoneInfo.Utc);

    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>"18 Nov 15:41"; the year only when it is not this one.</summary>
    public string Time(DateTime utc, DateTime nowUtc)
    {
        var local = Local(utc);
        return local.ToString(local.Year == Local(nowUtc).Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>"18 Nov".</summary>
    public string Day(DateTime utc, DateTime nowUtc)
    {
        var local = Local(utc);
        return local.ToString(local.Year == Local(nowUtc).Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>Calendar days from now to the instant, in the viewer's zone; negative when past.</summary>
    public int DaysUntil(DateTime utc, DateTime nowUtc) => (Local(utc).Date - Local(nowUtc).Date).Days;

    public static string Exact(DateTime utc) => utc.ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    public static string InitialsOf(string name)
    {
        var words = name.Split([' ', '.', '-', '_', '@'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => "?",
            1 => words[0][..Math.Min(2, words[0].Length)].ToUpperInvariant(),
            _ => $"{char.ToUpperInvariant(words[0][0])}{char.ToUpperInvariant(words[1][0])}",
        };
    }
}
