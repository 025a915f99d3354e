using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>One request as it came, body included.</summary>
internal sealed class Call(HttpRequest request, byte[] body)
{
    /// <summary>Whose credentials were shown; set by the dialect.</summary>
    public string Account { get; set; } = "";

    public byte[] Body { get; } = body;

    public string? ContentType => request.ContentType;

    /// <summary>Scheme, host and port that the caller used: what links are made of.</summary>
    public string Origin => $"{request.Scheme}://{request.Host}";

    public string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    public string Route(string name) => request.RouteValues[name]?.ToString() ?? "";

    public string? Query(string name) => request.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Several values, comma separated or repeated.</summary>
    public string[] QueryList(string name) =>
        [.. request.Query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public IReadOnlyList<string> QueryNames => [.. request.Query.Keys];

    /// <exception cref="BadCallException">The text is no ISO 8601 instant.</exception>
    public DateTime? QueryTime(string name)
    {
        if (Query(name) is not { } text)
            return null;

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime
            : throw new BadCallException($"The parameter '{name}' must be an ISO 8601 date and time; found '{text}'.");
    }

    /// <exception cref="BadCallException">Not a whole number from least to most.</exception>
    public int QueryNumber(string name, int otherwise, int least, int most)
    {
        if (Query(name) is not { } text)
            return otherwise;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new BadCallException($"The parameter '{name}' must be a whole number from {least} to {most}; found '{text}'.");
    }

    public Dictionary<string, string> Form() => QueryHelpers.ParseQuery(Encoding.UTF8.GetString(Body))
        .ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);

    /// <exception cref="BadCallException">The body is no JSON.</exception>
    public JsonElement Json() => Shape.Parse(Body);
}

/// <summary>The call breaks the partner's contract; the dialect says so in the partner's own words.</summary>
internal sealed class BadCallException(string message, string? code = null) : Exception(message)
{
    /// <summary>The partner's code for this fault, where it is not the usual one.</summary>
    public string? Code { get; } = code;
}
