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

    public static string Format(long minor, string currency, IFormatProvider culture, bool grouped) =>
        ToDecimal(minor, currency).ToString((grouped ? "N" : "F") + Places(currency), culture);
}
