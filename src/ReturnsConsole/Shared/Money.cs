using System.Globalization;

namespace ReturnsConsole.Shared;

/// <summary>An amount in minor units of one currency. Currencies are never added, compared or converted across.</summary>
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>Decimal text with the currency's own number of places: "1141.18". Invariant; for files and verbs.</summary>
    public string ToDecimalString() => Currencies.Format(Minor, Currency, CultureInfo.InvariantCulture, grouped: false);

    /// <summary>For people: "1,141.18 EUR" with a true minus sign.</summary>
    public override string ToString() => $"{Currencies.Format(Minor, Currency, CultureInfo.InvariantCulture, grouped: true).Replace('-', '\u2212')} {Currency}";
}

public static class Currencies
{
    private static readonly HashSet<string> NoPlaces = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> ThreePlaces = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static int Places(string currency) => NoPlaces.Contains(currency) ? 0 : ThreePlaces.Contains(currency) ? 3 : 2;

    public static decimal ToDecimal(long minor, string currency) => Places(currency) switch
    {
        0 => minor,
        3 => minor / 1000m,
        _ => minor / 100m,
    };

    /// <summary>Reads "12.50": a point before the decimals, not more of them than the currency has, no sign, no groups.</summary>
    public static bool TryParse(string text, string currency, out long minor)
    {
        const decimal largest = 1_000_000_000m;
        minor = 0;
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > largest)
            return false;
        var scaled = Places(currency) switch { 0 => value, 3 => value * 1000m, _ => value * 100m };
        minor = (long)scaled;
        return minor == scaled;
    }

    public static string Format(long minor, string currency, IFormatProvider culture, bool grouped) =>
        ToDecimal(minor, currency).ToString((grouped ? "N" : "F") + Places(currency), culture);
}
