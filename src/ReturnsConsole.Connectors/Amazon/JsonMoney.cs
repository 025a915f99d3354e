using System.Globalization;
using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Amazon's three spellings of money: {amount, currencyCode}, {Amount, CurrencyCode} with text, {currencyAmount, currencyCode} and {CurrencyAmount, CurrencyCode} with numbers. Read exactly, never through binary fractions.</summary>
internal static class JsonMoney
{
    private static readonly string[] Amounts = ["amount", "Amount", "currencyAmount", "CurrencyAmount"];

    /// <summary>The amount in minor units of its currency.</summary>
    /// <param name="money">The object.</param>
    /// <param name="currency">Its currency, when the amount was read.</param>
    /// <param name="fault">What was expected instead; null when it was read or when there is no money.</param>
    /// <returns>False when there is none or it cannot be read.</returns>
    public static bool TryRead(JsonElement? money, out long minor, out string currency, out (string Field, string Found, string Expected)? fault)
    {
        (minor, currency, fault) = (0, "", null);
        if (money is not { ValueKind: JsonValueKind.Object } element)
            return false;
        var name = Amounts.FirstOrDefault(n => element.Text(n) is not null);
        if (name is null)
            return false;
        var code = element.Text("currencyCode") ?? element.Text("CurrencyCode");
        if (code is null || !Currencies.IsCode(Encoding.UTF8.GetBytes(code)))
        {
            fault = ("currencyCode", code ?? "nothing", "a currency code of three capital letters such as EUR");
            return false;
        }

        var text = element.Text(name)!;
        if (!TryMinor(text, code, out minor))
        {
            fault = (name, text, Refusals.Text($"an amount in {code} with at most {Currencies.Exponent(code)} decimals"));
            return false;
        }

        currency = code;
        return true;
    }

    /// <summary>Decimal text of an amount, as partners are told it: "12.50", "-3", "1.234" in KWD.</summary>
    public static string Show(long minor, string currency) => (minor / Power(currency)).ToString("F" + Currencies.Exponent(currency), CultureInfo.InvariantCulture);

    private static bool TryMinor(string text, string currency, out long minor)
    {
        minor = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount)
            || Math.Abs(amount) > 90_000_000_000_000m)
            return false;
        var scaled = amount * Power(currency);
        if (decimal.Truncate(scaled) != scaled)
            return false;
        minor = (long)scaled;
        return true;
    }

    private static decimal Power(string currency) => Currencies.Exponent(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };
}
