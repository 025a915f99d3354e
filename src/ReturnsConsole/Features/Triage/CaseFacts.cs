using System.Text.Json;
using System.Text.Json.Serialization;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>What a case keeps of its finding beside the text: stored as JSON.</summary>
public sealed record CaseFacts
{
    public IReadOnlyList<FactRef> Facts { get; init; } = [];

    public string MatchKey { get; init; } = "";

    public Difference? Difference { get; init; }

    public IReadOnlyList<string> NotMatched { get; init; } = [];

    /// <summary>Facts that one case names; the rest is counted in its sentence.</summary>
    public const int MaxFacts = 40;

    public static CaseFacts Parse(string json) => JsonSerializer.Deserialize(json, CaseFactsJson.Default.CaseFacts) ?? new();

    public static string Write(Finding finding) => JsonSerializer.Serialize(new CaseFacts
    {
        Facts = finding.Facts.Count > MaxFacts ? [.. finding.Facts.Take(MaxFacts)] : finding.Facts,
        MatchKey = finding.MatchKey,
        Difference = finding.Difference,
        NotMatched = finding.NotMatched.Count > 10 ? [.. finding.NotMatched.Take(10)] : finding.NotMatched,
    }, CaseFactsJson.Default.CaseFacts);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseFacts))]
internal sealed partial class CaseFactsJson : JsonSerializerContext;
