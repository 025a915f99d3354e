using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>Reads the fields of one item and rejects it, once, with the first field that does not fit.</summary>
internal sealed class Bounded(PayloadRows rows, string path)
{
    public bool Fits { get; private set; } = true;

    /// <summary>A text of at most so many characters; longer ones reject the item.</summary>
    public string? Text(JsonElement element, string name, int most)
    {
        var text = element.Text(name);
        return text?.Length > most ? Reject(name, text, Refusals.Text($"at most {most} characters")) : text;
    }

    public string Required(JsonElement element, string name, int most, string expected)
    {
        var text = Text(element, name, most);
        return text ?? (Fits ? Reject(name, "nothing", expected) : null) ?? "";
    }

    /// <summary>An amount in minor units, its currency told to <paramref name="currency"/>; null when there is none.</summary>
    public long? Money(JsonElement? money, string name, ref string? currency)
    {
        if (JsonMoney.TryRead(money, out var minor, out var code, out var fault))
        {
            if (currency is not null && currency != code)
            {
                Reject(name + ".currencyCode", code, $"{currency}, as in the other amounts of the item");
                return null;
            }
            currency = code;
            return minor;
        }
        if (fault is { } wrong)
            Reject($"{name}.{wrong.Field}", wrong.Found, wrong.Expected);
        return null;
    }

    public int Quantity(JsonElement element, string name)
    {
        if (element.Whole(name) is { } count and >= 0)
            return count;
        Reject(name, element.Text(name) ?? "nothing", "a whole number from 0");
        return 0;
    }

    public string? Reject(string name, string found, string expected)
    {
        if (Fits)
            rows.Reject(path.Length > 0 ? $"{path}.{name}" : name, found, expected);
        Fits = false;
        return null;
    }
}
