using System.Globalization;
using ReturnsConsole.Components;

namespace ReturnsConsole.Features.ReasonCodes.Screen;

/// <summary>Words of the page.</summary>
public static class ReasonWords
{
    public static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long n, string one, string many) => $"{Number(n)} {(n == 1 ? one : many)}";

    public static string Day(DateTime day) => day <= ReasonCodeVersion.Beginning ? "the beginning" : day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Of(VersionState state) => state switch
    {
        VersionState.Draft => "Draft",
        VersionState.Scheduled => "Waits for its day",
        VersionState.InForce => "Active",
        _ => "Replaced",
    };

    public static Tone ToneOf(VersionState state) => state switch
    {
        VersionState.InForce => Tone.Good,
        VersionState.Draft => Tone.Flow,
        VersionState.Scheduled => Tone.Expected,
        _ => Tone.Still,
    };

    /// <summary>"12–20 Nov", "19 Nov".</summary>
    public static string Span(DateTime? first, DateTime? last, Viewer who, DateTime now)
    {
        if (first is not { } from || last is not { } to)
            return "–";
        var (one, two) = (who.Day(from, now), who.Day(to, now));
        if (one == two)
            return one;
        return who.Local(from).ToString("MMM yyyy", CultureInfo.InvariantCulture) == who.Local(to).ToString("MMM yyyy", CultureInfo.InvariantCulture)
            ? $"{who.Local(from).ToString("%d", CultureInfo.InvariantCulture)}–{two}" : $"{one} – {two}";
    }
}
