using System.Text.Json;

namespace ReturnsConsole.Features.Audit;

/// <param name="Field">Empty when the entry holds no fields but a text.</param>
public sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>Before and after side by side, only what differs.</summary>
public static class AuditDiff
{
    public static IReadOnlyList<AuditChange> Of(string? before, string? after)
    {
        var old = FieldsOf(before);
        var now = FieldsOf(after);
        if (old is null || now is null)
            return before is null && after is null ? [] : [new AuditChange("", before, after)];
        return [.. old.Keys.Union(now.Keys).Select(k => new AuditChange(k, old.GetValueOrDefault(k), now.GetValueOrDefault(k))).Where(c => c.Before != c.After)];
    }

    private static Dictionary<string, string>? FieldsOf(string? json)
    {
        if (json is null)
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().GroupBy(p => p.Name).ToDictionary(g => g.Key, g => WordsOf(g.Last().Value))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string WordsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "–",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "none" : string.Join(", ", value.EnumerateArray().Select(WordsOf)),
        _ => value.GetRawText(),
    };
}
