using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;

namespace ReturnsConsole.Connectors.Tests.Contracts;

/// <summary>
/// Holds what was sent or answered against a contract; every violation is a sentence with the place. Discriminators are not followed:
/// an update action of commercetools is checked as its base type only; check it with <see cref="Value"/> against its own schema.
/// </summary>
internal sealed class ContractCheck(Contract contract)
{
    private readonly List<string> found = [];

    public static IReadOnlyList<string> Request(Operation operation, string query, ReadOnlyMemory<byte> body)
    {
        var check = new ContractCheck(operation.Contract);
        check.Query(operation, query);
        if (!body.IsEmpty && operation.Body is null)
            check.found.Add("the request has a body, but the call takes none.");
        else if (!body.IsEmpty || operation.BodyRequired)
            check.Document(operation.Body!.Value, body, "the request");
        return [.. check.found.Select(v => $"{operation.Id}: {v}").Distinct()];
    }

    public static IReadOnlyList<string> Answer(Operation operation, int status, ReadOnlyMemory<byte> body)
    {
        if (!operation.Answers.TryGetValue(status.ToString(CultureInfo.InvariantCulture), out var schema) && !operation.Answers.TryGetValue("default", out schema))
            return [$"{operation.Id}: status {status} is not among the answers of the contract."];
        var check = new ContractCheck(operation.Contract);
        if (schema is { } described && operation.Method != "HEAD")
            check.Document(described, body, "the answer");
        return [.. check.found.Select(v => $"{operation.Id}, {status}: {v}").Distinct()];
    }

    public static IReadOnlyList<string> Value(Contract contract, JsonElement schema, JsonElement value, string path = "")
    {
        var check = new ContractCheck(contract);
        check.Check(schema, value, path);
        return [.. check.found.Distinct()];
    }

    private void Document(JsonElement schema, ReadOnlyMemory<byte> body, string what)
    {
        try
        {
            Check(schema, JsonElement.Parse(body.Span), what);
        }
        catch (JsonException)
        {
            found.Add(body.IsEmpty ? $"{what} has no body." : $"{what} is not JSON.");
        }
    }

    private void Query(Operation operation, string query)
    {
        var given = HttpUtility.ParseQueryString(query);
        var known = operation.Parameters.Where(p => p.GetProperty("in").ValueEquals("query")).ToList();
        found.AddRange(known.Where(p => p.Part("required")?.ValueKind == JsonValueKind.True && given[Name(p)] is null).Select(p => $"query parameter {Name(p)} is missing."));
        foreach (var name in given.AllKeys)
        {
            var parameter = known.Find(p => Means(Name(p), name ?? ""));
            if (parameter.ValueKind == JsonValueKind.Undefined)
            {
                found.Add($"query parameter {name} is not known to the contract.");
                continue;
            }

            var schema = contract.Resolve(parameter.Part("schema") ?? parameter);
            var repeats = parameter.Part("collectionFormat") is { } format ? format.ValueEquals("multi") : parameter.Part("schema") is not null;
            var texts = given.GetValues(name)!;
            if (texts.Length > 1 && !(repeats && Is(schema, "array")))
                found.Add($"query parameter {name} is given {texts.Length} times.");
            var value = Is(schema, "array") && schema.Part("items") is { } items
                ? JsonSerializer.SerializeToElement((repeats ? texts : texts[0].Split(',')).Select(t => Typed(contract.Resolve(items), t)))
                : Typed(schema, texts[0]);
            Check(schema, value, $"query parameter {name}");
        }
    }

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    // commercetools names a family of parameters by a pattern: /^var[.][a-zA-Z0-9]+$/
    private static bool Means(string parameter, string name) => parameter is ['/', .. var pattern, '/'] ? Regex.IsMatch(name, pattern) : parameter == name;

    private static bool Is(JsonElement schema, string type) => schema.Part("type")?.ValueEquals(type) == true;

    private static JsonElement Typed(JsonElement schema, string text) =>
        !Is(schema, "string") && Regex.IsMatch(text, @"^(-?(0|[1-9]\d*)(\.\d+)?|true|false)$") ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(text);

    private void Check(JsonElement reference, JsonElement value, string path)
    {
        var schema = contract.Resolve(reference);
        if (value.ValueKind == JsonValueKind.Null && (schema.Part("nullable") ?? schema.Part("x-nullable"))?.ValueKind == JsonValueKind.True)
            return;
        if (schema.Part("type")?.GetString() is { } type && !Fits(type, value))
            found.Add($"{path} is {Show(value)}, expected is {type}.");
        else if (schema.Part("enum") is { } listed && !listed.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)))
            found.Add($"{path} is {Show(value)}, which is none of {Show(listed)}.");
        foreach (var part in schema.Items("allOf"))
            Check(part, value, path);
        Choose(schema, "oneOf", value, path, most: 1);
        Choose(schema, "anyOf", value, path, most: int.MaxValue);
        if (value.ValueKind == JsonValueKind.Object)
            Members(schema, value, path);
        else if (value.ValueKind == JsonValueKind.Array)
            Elements(schema, value, path);
        else if (value.ValueKind == JsonValueKind.String)
            Text(schema, value.GetString()!, path);
        else if (value.ValueKind == JsonValueKind.Number)
            Between(schema, "minimum", "maximum", value.GetDouble(), "is", path);
    }

    private void Choose(JsonElement schema, string keyword, JsonElement value, string path, int most)
    {
        var choices = schema.Items(keyword).ToList();
        var fitting = choices.Count(c => Value(contract, c, value, path).Count == 0);
        if (choices.Count > 0 && (fitting == 0 || fitting > most))
            found.Add($"{path} fits {fitting} of the {choices.Count} shapes under {keyword}.");
    }

    private void Members(JsonElement schema, JsonElement value, string path)
    {
        found.AddRange(schema.Items("required").Where(n => value.Part(n.GetString()!) is null).Select(n => $"{path}.{n} is missing."));
        var properties = schema.Part("properties");
        var others = schema.Part("additionalProperties");
        foreach (var member in value.EnumerateObject())
        {
            if (properties?.Part(member.Name) is { } known)
                Check(known, member.Value, $"{path}.{member.Name}");
            else if (others?.ValueKind == JsonValueKind.False)
                found.Add($"{path}.{member.Name} is not known to the contract.");
            else if (others?.ValueKind == JsonValueKind.Object)
                Check(others.Value, member.Value, $"{path}.{member.Name}");
        }
    }

    private void Elements(JsonElement schema, JsonElement value, string path)
    {
        Between(schema, "minItems", "maxItems", value.GetArrayLength(), "has an item count of", path);
        foreach (var (index, item) in schema.Part("items") is null ? [] : value.EnumerateArray().Index())
            Check(schema.GetProperty("items"), item, $"{path}[{index}]");
    }

    private void Text(JsonElement schema, string text, string path)
    {
        Between(schema, "minLength", "maxLength", text.EnumerateRunes().Count(), "has a length of", path);
        if (schema.Part("pattern")?.GetString() is { } pattern && !Regex.IsMatch(text, pattern))
            found.Add($"{path} does not fit the pattern {pattern}.");
        // commercetools writes "datetime" and "date-only", as its RAML does.
        var right = schema.Part("format")?.GetString() switch
        {
            "date-time" or "datetime" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$") && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "date" or "date-only" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => true,
        };
        if (!right)
            found.Add($"{path} is \"{text}\", expected is a {schema.GetProperty("format")} as in RFC 3339.");
    }

    private void Between(JsonElement schema, string least, string most, double number, string what, string path)
    {
        if (schema.Part(least)?.GetDouble() > number || schema.Part(most)?.GetDouble() < number)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{path} {what} {number}, outside {least} {schema.Part(least)} and {most} {schema.Part(most)}."));
    }

    private static bool Fits(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value.GetDouble()),
        _ => false,
    };

    private static string Show(JsonElement value) => value.GetRawText() is { Length: > 80 } raw ? raw[..80] + "…" : value.GetRawText();
}
