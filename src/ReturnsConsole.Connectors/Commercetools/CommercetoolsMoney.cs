using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>A TypedMoney. What is booked is the cent amount; a high-precision amount is kept exactly as it came, never computed with.</summary>
/// <param name="CentAmount">In the currency's smallest unit.</param>
/// <param name="PreciseAmount">In units of 10^-<paramref name="FractionDigits"/>; null for centPrecision.</param>
/// <param name="FractionDigits">Decimals of <paramref name="PreciseAmount"/>, at most 20; for centPrecision the currency's.</param>
internal readonly record struct CommercetoolsMoney(long CentAmount, string Currency, long? PreciseAmount, int FractionDigits)
{
    /// <summary>False with the reason when it is not money as commercetools documents it.</summary>
    public static bool TryRead(JsonElement money, out CommercetoolsMoney read, out string expected)
    {
        read = default;
        if (!JsonText.IsCurrency(money.TextOf("currencyCode")))
        {
            expected = "a currencyCode of three capital letters";
            return false;
        }
        var currency = money.TextOf("currencyCode")!;
        if (!Whole(money, "centAmount", out var cents))
        {
            expected = "a centAmount, whole, of at most 64 bits";
            return false;
        }
        var digits = Whole(money, "fractionDigits", out var d) ? (int)Math.Clamp(d, -1, 100) : Currencies.Exponent(currency);
        if (money.TextOf("type") != "highPrecision")
        {
            expected = $"{Currencies.Exponent(currency)} fraction digits, as {currency} has";
            read = new CommercetoolsMoney(cents, currency, null, digits);
            return digits == Currencies.Exponent(currency);
        }
        expected = "a preciseAmount, whole, of at most 64 bits, with up to 20 fractionDigits";
        if (!Whole(money, "preciseAmount", out var precise) || digits is < 0 or > 20)
            return false;
        read = new CommercetoolsMoney(cents, currency, precise, digits);
        return true;
    }

    private static bool Whole(JsonElement money, string name, out long number)
    {
        number = 0;
        return money.Child(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out number);
    }
}
