using System.Globalization;

namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>Amounts in minor units of currencies with two decimals, as text and back.</summary>
internal static class Amounts
{
    public static string Text(long minor) => Number(minor).ToString("0.00", CultureInfo.InvariantCulture);

    public static decimal Number(long minor) => minor / 100m;

    /// <summary>Null unless the text is a plain decimal with at most two digits behind the point.</summary>
    public static long? Minor(string text)
    {
        var digits = text.Trim();
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;

        var minor = value * 100m;
        return minor == decimal.Truncate(minor) && Math.Abs(minor) <= 1_000_000_000_00m ? (long)minor : null;
    }
}
