using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>What all of Amazon's Selling Partner API has in common: regions, headers, error bodies, rates. Source: SP-API models and usage plans.</summary>
internal static class SellingPartner
{
    public const string TokenUrl = "https://api.amazon.com/auth/o2/token";

    /// <summary>Times in requests keep this distance from now: Amazon refuses anything newer than two minutes.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(3);

    public static readonly string[] Regions = ["na", "eu", "fe"];

    public static Uri BaseUrlOf(string region) => new($"https://sellingpartnerapi-{region}.amazon.com");

    /// <summary>Request id, learned rate and error text as Amazon gives them. Credentials that an error repeats are taken out.</summary>
    public static PartnerManners Manners(PartnerConnection connection) => new()
    {
        RequestIdHeader = "x-amzn-RequestId",
        RateOf = RateOf,
        ErrorOf = body => ErrorOf(body) is { } error ? (error.Code, Without(connection, error.Text)) : null,
    };

    /// <summary>Where calls go: the connection's address, except that Amazon's own follows the region.</summary>
    public static Uri BaseUrlOf(PartnerConnection connection)
    {
        var region = connection.Option("Region", "").ToLowerInvariant();
        if (region.Length == 0)
            return connection.BaseUrl;
        if (!Regions.Contains(region))
            throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the region '{region}' is not known. It is na, eu or fe.");
        return Regions.Any(r => BaseUrlOf(r).Host.Equals(connection.BaseUrl.Host, StringComparison.OrdinalIgnoreCase)) ? BaseUrlOf(region) : connection.BaseUrl;
    }

    /// <summary>The token address: as given when it names a token endpoint, else Amazon's path below it.</summary>
    public static Uri TokenUrlOf(PartnerConnection connection)
    {
        if (connection.TokenUrl is not { } url)
            return new Uri(TokenUrl);
        return url.AbsolutePath.TrimEnd('/').EndsWith("/token", StringComparison.OrdinalIgnoreCase) ? url : Combine(url, "/auth/o2/token");
    }

    /// <summary>Path and query below a base address that may have a path of its own, with or without a slash at its end.</summary>
    /// <param name="path">Begins with a slash; its variable parts are escaped already.</param>
    public static Uri Combine(Uri address, string path, params IEnumerable<(string Name, string? Value)> query)
    {
        var asked = string.Join('&', query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        return new Uri($"{address.GetLeftPart(UriPartial.Authority)}{address.AbsolutePath.TrimEnd('/')}{path}{(asked.Length > 0 ? "?" : "")}{asked}");
    }

    /// <summary>Whole seconds, as every Amazon operation takes them.</summary>
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static double? RateOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-amzn-RateLimit-Limit", out var values) && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) ? rate : null;

    private static (string Code, string Text)? ErrorOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            if (json.RootElement.TryGetProperty("error", out var code) && code.ValueKind == JsonValueKind.String)
                return (code.GetString()!, json.RootElement.Text("error_description") ?? "no description");
            if (!json.RootElement.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array || errors.GetArrayLength() == 0)
                return null;
            var first = errors[0];
            return (first.Text("code") ?? "no code", string.Join(" ", new[] { first.Text("message"), first.Text("details") }.Where(t => !string.IsNullOrWhiteSpace(t))));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Without(PartnerConnection connection, string text)
    {
        foreach (var secret in connection.Secrets.Values.Where(s => s.Length > 3))
            text = text.Replace(secret, "(credential)", StringComparison.Ordinal);
        var token = text.IndexOf("Atz", StringComparison.Ordinal);
        text = token >= 0 ? text[..token] + "(token)" : text;
        return ReturnsConsole.Connectors.Files.Refusals.Show(text.Trim(), 300);
    }
}
