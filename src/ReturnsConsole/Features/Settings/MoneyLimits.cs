using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settings;

/// <summary>One amount per currency. A currency that is not named has the amount 0: the careful side of a threshold.</summary>
public sealed class MoneyLimits
{
    private readonly SortedDictionary<string, long> amounts;

    private MoneyLimits(SortedDictionary<string, long> amounts) => this.amounts = amounts;

    public static MoneyLimits None { get; } = new([]);

    public IEnumerable<Money> Amounts => amounts.Select(a => new Money(a.Value, a.Key));

    /// <summary>In minor units of the currency.</summary>
    public long Of(string currency) => amounts.GetValueOrDefault(currency);

    /// <summary>Reads "EUR 100.00; JPY 15000".</summary>
    /// <param name="fault">What was found and what is expected.</param>
    public static MoneyLimits? Read(string text, out string? fault)
    {
        var amounts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || words[0].Length != 3 || !words[0].All(char.IsAsciiLetterUpper))
            {
                fault = $"'{part}' is not a currency and an amount. Expected: EUR 100.00";
                return null;
            }
            if (!Currencies.TryParse(words[1], words[0], out var minor))
            {
                fault = $"'{words[1]}' is not an amount of {words[0]}. Expected: 0 or more, a point before the decimals, at most {Currencies.Places(words[0])} of them.";
                return null;
            }
            if (!amounts.TryAdd(words[0], minor))
            {
                fault = $"{words[0]} is there twice. Expected: one amount per currency.";
                return null;
            }
        }
        fault = null;
        return new MoneyLimits(amounts);
    }

    /// <summary>"EUR 100.00; JPY 15000", by currency.</summary>
    public override string ToString() => string.Join("; ", Amounts.Select(m => $"{m.Currency} {m.ToDecimalString()}"));
}
