using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReturnsConsole.Connectors.Tests.Files;

namespace ReturnsConsole.Connectors.Tests.Contracts;

/// <summary>One call a contract describes. No body schema: the call takes none. No schema under a status: what comes with it is not described.</summary>
internal sealed record Operation(
    Contract Contract, string Id, string Method, Regex Path, int Fixed, IReadOnlyList<JsonElement> Parameters, JsonElement? Body, bool BodyRequired, IReadOnlyDictionary<string, JsonElement?> Answers);

/// <summary>A partner's own description of its calls: one Swagger 2.0 or OpenAPI 3 file of tests/contracts, read once.</summary>
internal sealed class Contract
{
    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete"];
    private readonly ConcurrentDictionary<string, JsonElement> references = new();
    private readonly JsonElement root;

    private Contract(ReadOnlySpan<byte> json)
    {
        root = JsonElement.Parse(json);
        Operations = [.. root.GetProperty("paths").EnumerateObject().SelectMany(OperationsOf)];
    }

    public static IReadOnlyList<Contract> Amazon { get; } = [.. Directory.GetFiles(Reading.UnderTests("contracts", "amazon"), "*.json").Order(StringComparer.Ordinal).Select(f => new Contract(File.ReadAllBytes(f)))];

    public static IReadOnlyList<Contract> Commercetools { get; } = [new Contract(File.ReadAllBytes(Reading.UnderTests("contracts", "commercetools-returns-subset.openapi.json")))];

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The operation for a path below the partner's base address, still escaped, the one with most fixed characters if several fit; null when no contract has it.</summary>
    public static Operation? Find(IEnumerable<Contract> contracts, string method, string path) =>
        contracts.SelectMany(c => c.Operations).Where(o => o.Method == method && o.Path.IsMatch(path)).MaxBy(o => o.Fixed);

    public JsonElement Resolve(JsonElement node)
    {
        while (node.ValueKind == JsonValueKind.Object && node.Part("$ref") is { } reference)
            node = references.GetOrAdd(reference.GetString()!, Follow);
        return node;
    }

    private JsonElement Follow(string reference) =>
        reference[2..].Split('/').Aggregate(root, (node, name) => node.GetProperty(Uri.UnescapeDataString(name).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));

    private IEnumerable<Operation> OperationsOf(JsonProperty path)
    {
        var full = root.Part("basePath")?.GetString()?.TrimEnd('/') + path.Name;
        var pieces = Regex.Split(full, @"\{[^{}/]+\}");
        var pattern = new Regex("^" + string.Join("[^/]+", pieces.Select(Regex.Escape)) + "$", RegexOptions.CultureInvariant);
        foreach (var method in path.Value.EnumerateObject().Where(p => Methods.Contains(p.Name)))
        {
            var parameters = new[] { path.Value, method.Value }.SelectMany(n => n.Items("parameters")).Select(Resolve).ToList();
            var body = method.Value.Part("requestBody") is { } sent ? Resolve(sent) : parameters.Find(p => p.GetProperty("in").ValueEquals("body")) is { ValueKind: JsonValueKind.Object } old ? old : (JsonElement?)null;
            yield return new Operation(
                this, method.Value.Part("operationId")?.GetString() ?? $"{method.Name} {full}", method.Name.ToUpperInvariant(), pattern, pieces.Sum(p => p.Length), parameters,
                body is { } described ? SchemaOf(described) : null,
                body?.Part("required")?.ValueKind == JsonValueKind.True,
                method.Value.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => SchemaOf(Resolve(r.Value))));
        }
    }

    private static JsonElement? SchemaOf(JsonElement described) => described.Part("schema") ?? described.Part("content")?.Part("application/json")?.Part("schema");
}

internal static class JsonParts
{
    public static JsonElement? Part(this JsonElement node, string name) => node.TryGetProperty(name, out var part) ? part : null;

    public static IEnumerable<JsonElement> Items(this JsonElement node, string name) => node.Part(name) is { ValueKind: JsonValueKind.Array } part ? part.EnumerateArray() : [];
}
