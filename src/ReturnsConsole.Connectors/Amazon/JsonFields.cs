using System.Globalization;
using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Reads single fields of Amazon's documents. A field of another type counts as absent.</summary>
internal static class JsonFields
{
    /// <summary>A text or number as written; null when absent or empty.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.String ? (field.GetString() is { Length: > 0 } text ? text : null)
        : field.ValueKind == JsonValueKind.Number ? field.GetRawText()
        : null;

    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    /// <summary>The field below a path of objects.</summary>
    public static JsonElement? Field(this JsonElement element, string first, params ReadOnlySpan<string> then)
    {
        var at = element.Field(first);
        foreach (var name in then)
            at = at?.Field(name);
        return at;
    }

    /// <summary>The items of an array; none when it is absent.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>True and "true"; null for what says neither.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text => bool.TryParse(text.GetString(), out var value) ? value : null,
        _ => null,
    };

    public static DateTime? Time(this JsonElement element, string name) =>
        element.Text(name) is { } text && DateText.TryRead(Encoding.UTF8.GetBytes(text), DateOrder.Unambiguous, out var utc, out _) ? utc : null;

    public static int? Whole(this JsonElement element, string name) =>
        element.Text(name) is { } text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
