using System.Globalization;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon;

/// <summary>Times and amounts in the spellings of the Selling Partner API.</summary>
internal static class AmazonFormat
{
    public static string Time(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string? Time(DateTime? at) => at is { } time ? Time(time) : null;

    /// <summary>Orders v0: {CurrencyCode, Amount} with the amount as a string.</summary>
    public static object MoneyV0(string currency, long minor) => new { CurrencyCode = currency, Amount = Amounts.Text(minor) };

    /// <summary>Orders 2026: {amount, currencyCode} with the amount as a string.</summary>
    public static object Money(string currency, long minor) => new { amount = Amounts.Text(minor), currencyCode = currency };

    /// <summary>Finances 2024: numbers.</summary>
    public static object Number(string currency, long minor) => new { currencyCode = currency, currencyAmount = Amounts.Number(minor) };

    /// <summary>Finances v0: numbers.</summary>
    public static object NumberV0(string currency, long minor) => new { CurrencyCode = currency, CurrencyAmount = Amounts.Number(minor) };
}
