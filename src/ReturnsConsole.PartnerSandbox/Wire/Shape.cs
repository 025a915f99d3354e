using System.Globalization;
using System.Text.Json;

namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>Reads JSON as strictly as a contract: what is required must be there, and of the kind it says.</summary>
internal static class Shape
{
    /// <exception cref="BadCallException">The bytes are no JSON.</exception>
    public static JsonElement Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new BadCallException("The request body is not valid JSON.");
        }
    }

    public static string Text(this JsonElement element, string name) =>
        element.TextOrNull(name) ?? throw new BadCallException($"'{name}' is required and must be a string.");

    public static string? TextOrNull(this JsonElement element, string name) => element.Find(name, JsonValueKind.String)?.GetString();

    public static long Whole(this JsonElement element, string name) =>
        element.Find(name, JsonValueKind.Number) is { } number && number.TryGetInt64(out var whole)
            ? whole
            : throw new BadCallException($"'{name}' is required and must be a whole number.");

    public static bool Flag(this JsonElement element, string name) =>
        element.FlagOrNull(name) ?? throw new BadCallException($"'{name}' is required and must be true or false.");

    public static bool? FlagOrNull(this JsonElement element, string name) =>
        element.TryMember(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw new BadCallException($"'{name}' must be true or false."),
            }
            : null;

    public static JsonElement Object(this JsonElement element, string name) =>
        element.Find(name, JsonValueKind.Object) ?? throw new BadCallException($"'{name}' is required and must be an object.");

    public static JsonElement? ObjectOrNull(this JsonElement element, string name) => element.Find(name, JsonValueKind.Object);

    public static IReadOnlyList<JsonElement> List(this JsonElement element, string name, int least = 0, int most = int.MaxValue)
    {
        var list = element.Find(name, JsonValueKind.Array) ?? throw new BadCallException($"'{name}' is required and must be an array.");
        var count = list.GetArrayLength();
        return count >= least && count <= most
            ? [.. list.EnumerateArray()]
            : throw new BadCallException($"'{name}' must have {least} to {most} entries; found {count}.");
    }

    public static string[] Texts(this JsonElement element, string name, int least = 1, int most = int.MaxValue) =>
        [.. element.List(name, least, most).Select(entry => entry.ValueKind == JsonValueKind.String
            ? entry.GetString()!
            : throw new BadCallException($"'{name}' must hold strings only."))];

    public static string OneOf(this JsonElement element, string name, params ReadOnlySpan<string> allowed)
    {
        var text = element.Text(name);
        return allowed.Contains(text) ? text : throw new BadCallException($"'{name}' must be one of {string.Join(", ", allowed!)}; found '{text}'.");
    }

    public static DateTime? TimeOrNull(this JsonElement element, string name)
    {
        if (element.TextOrNull(name) is not { } text)
            return null;

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : throw new BadCallException($"'{name}' must be an ISO 8601 date and time; found '{text}'.");
    }

    private static JsonElement? Find(this JsonElement element, string name, JsonValueKind kind)
    {
        if (!element.TryMember(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;

        return value.ValueKind == kind ? value : throw new BadCallException($"'{name}' must be {Words(kind)}.");
    }

    private static bool TryMember(this JsonElement element, string name, out JsonElement value)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new BadCallException($"An object with '{name}' was expected.");

        return element.TryGetProperty(name, out value);
    }

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => kind.ToString(),
    };
}
