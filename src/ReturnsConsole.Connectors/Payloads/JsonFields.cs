using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Payloads;

/// <summary>
/// Reads the fields of one JSON object on the way to one row. The first field that cannot be taken rejects the row; a date or an amount beside the point that cannot
/// be read is kept as unknown and the row goes on without it.
/// </summary>
/// <param name="document">"rebound return": for messages.</param>
/// <param name="path">Where the object stands: "items[2]."; empty at the top.</param>
internal sealed class JsonFields(JsonElement from, PayloadRows rows, string document, string path = "")
{
    /// <summary>False: the row is rejected already.</summary>
    public bool Ok { get; private set; } = true;

    public JsonElement Element => from;

    /// <summary>Text or number as text; null when absent, null or blank. Longer than <paramref name="most"/>: the row is rejected.</summary>
    public string? Text(string name, int most = 100)
    {
        var text = from.TextOf(name);
        if (text is null || text.Length <= most)
            return text;
        Reject(name, text, $"at most {most} characters");
        return null;
    }

    /// <summary>As <see cref="Text"/>, of the first name that has one.</summary>
    public string? First(int most, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(name, most) is { } text)
                return text;
        }
        return null;
    }

    public string Needed(string name, string what, int most = 100)
    {
        if (Text(name, most) is { } text)
            return text;
        Reject(name, "nothing", what);
        return "";
    }

    /// <summary>Whole pieces from 1, as number or text; <paramref name="absent"/> when there is none.</summary>
    public int Pieces(string name, int absent)
    {
        if (from.TextOf(name) is not { } text)
            return absent;
        // Legacy systems write "2.000".
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && number is >= 1 and <= 1_000_000)
            return (int)number;
        Reject(name, text, "a whole number of pieces from 1");
        return absent;
    }

    /// <summary>A time; without zone it is UTC. One that cannot be read is kept as unknown.</summary>
    public DateTime? Utc(string name)
    {
        if (from.TextOf(name) is not { } text)
            return null;
        if (JsonText.TryUtc(text, out var utc))
            return utc;
        Unknown(name, text);
        return null;
    }

    public bool? Flag(string name) =>
        !from.TryGetProperty(name, out var value) ? null : value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>Keeps the value and says so when it is none of <paramref name="known"/>, whatever its case.</summary>
    public string? Word(string name, ReadOnlySpan<string> known, int most = 100)
    {
        if (Text(name, most) is not { } text)
            return null;
        foreach (var word in known)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
                return text;
        }
        Unknown(name, text);
        return text;
    }

    public void Unknown(string name, string value) => rows.Unknown($"{document}/{name}", value);

    public void Reject(string name, string found, string expected)
    {
        if (Ok)
            rows.Reject(path + name, found, expected);
        Ok = false;
    }
}

/// <summary>Short ways into a JSON element.</summary>
internal static class JsonText
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    public static string? TextOf(this JsonElement from, string name)
    {
        if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out var value))
            return null;
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>The object or array of that name; undefined when absent.</summary>
    public static JsonElement Child(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The elements of an array, the one object, or nothing.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement from) => from.ValueKind switch
    {
        JsonValueKind.Array => from.EnumerateArray(),
        JsonValueKind.Object => [from],
        _ => [],
    };

    public static bool TryUtc(string text, out DateTime utc)
    {
        const DateTimeStyles style = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 600_000_000 and < 4_200_000_000)
        {
            utc = DateTime.UnixEpoch.AddSeconds(seconds);
            return true;
        }
        if (DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, style, out utc))
            return Plausible(utc);
        if (text.Length > 10 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned))
        {
            utc = zoned.UtcDateTime;
            return Plausible(utc);
        }
        return false;
    }

    // Legacy systems write 0000-00-00 or 1970 for "never".
    private static bool Plausible(DateTime utc) => utc.Year is >= 1990 and <= 2100;

    /// <summary>A decimal amount in minor units, exactly; false when it has more decimals than the currency or is not a number.</summary>
    public static bool TryMinor(string text, string currency, out long minor)
    {
        minor = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            return false;
        decimal factor = Currencies.Exponent(currency) switch { 0 => 1, 3 => 1000, _ => 100 };
        if (Math.Abs(amount) > 90_000_000_000_000m || amount * factor != decimal.Truncate(amount * factor))
            return false;
        minor = (long)(amount * factor);
        return true;
    }

    public static bool IsCurrency(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    /// <summary>The element in compact form, as one line.</summary>
    public static byte[] Compact(this JsonElement element)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
            element.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An object written by hand, in compact form.</summary>
    public static byte[] Compose(Action<Utf8JsonWriter> fields)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteElement(this Utf8JsonWriter writer, string name, JsonElement element)
    {
        writer.WritePropertyName(name);
        element.WriteTo(writer);
    }

    private static readonly JsonWriterOptions Writing = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
