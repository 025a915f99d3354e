using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReturnsConsole.Features.Triage.Verbs;

/// <summary>What a verb tells the shell.</summary>
public static class VerbExit
{
    public const int Done = 0;

    /// <summary>It ran, and something is not as it should be.</summary>
    public const int Findings = 1;

    /// <summary>It was called wrongly, or the input is bad.</summary>
    public const int BadInput = 2;
}

/// <summary>Lines of a verb: words for people, or one JSON object per line.</summary>
internal static class VerbLines
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(TextWriter to, bool json, object line, string words) => to.WriteLineAsync(json ? JsonSerializer.Serialize(line, Json) : words);
}
