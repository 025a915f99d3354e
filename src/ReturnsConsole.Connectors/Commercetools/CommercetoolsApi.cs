using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>Calls below /{projectKey} with a bearer token.</summary>
internal sealed class CommercetoolsApi
{
    private readonly PartnerConnection connection;
    private readonly ClientToken token;

    public CommercetoolsApi(PartnerConnection connection, PartnerWorld world)
    {
        this.connection = connection;
        var calls = new PartnerCalls(connection, world.Http, world.Buckets, new PartnerManners { RequestIdHeader = "X-Correlation-ID", ErrorOf = ErrorOf }, world.Calls, world.Clock);
        token = new ClientToken(calls, world, () => [new("grant_type", "client_credentials"), new("scope", Scope)]);
    }

    public PartnerConnection Connection => connection;

    private string ProjectKey => connection.Option("ProjectKey") is { Length: > 0 } key
        ? key
        : throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the project key is not entered. An administrator enters it under Partners.");

    private string Scope => connection.Option("Scope") is { Length: > 0 } scope
        ? scope
        : $"manage_orders:{ProjectKey} manage_products:{ProjectKey} manage_payments:{ProjectKey}";

    /// <summary>Address of a path below the project, without its query, for messages.</summary>
    public string Shown(string path) => connection.Below($"{Uri.EscapeDataString(ProjectKey)}/{path}").GetLeftPart(UriPartial.Path);

    public async Task<JsonElement> GetAsync(string operation, string path, CancellationToken ct)
    {
        var address = connection.Below($"{Uri.EscapeDataString(ProjectKey)}/{path}");
        // A page of orders with everything in them can be large; one document may have 16 MB.
        return Content(operation, await token.SendAsync(new PartnerRequest(operation, () => new HttpRequestMessage(HttpMethod.Get, address)) { Rate = Rate(), RateGroup = "commercetools", Repeatable = true, MaxBytes = 64 * 1024 * 1024, Check = JsonAnswers.MustBeJson(connection, operation) }, ct));
    }

    /// <summary>By number, else by id: an order need not have a number.</summary>
    public async Task<JsonElement?> OrderAsync(string number, CancellationToken ct)
    {
        try
        {
            return await GetAsync("order by number", $"orders/order-number={Uri.EscapeDataString(number)}", ct);
        }
        catch (PartnerException missing) when (missing.Fault == PartnerFault.NotFound)
        {
            if (!Guid.TryParse(number, out _))
                return null;
        }
        try
        {
            return await GetAsync("order by id", $"orders/{Uri.EscapeDataString(number)}", ct);
        }
        catch (PartnerException missing) when (missing.Fault == PartnerFault.NotFound)
        {
            return null;
        }
    }

    /// <summary>Sends update actions with the version that was read. The version guards against doing it twice, as long as what was done can be seen afterwards.</summary>
    public async Task<JsonElement> UpdateAsync(string operation, string path, long version, Action<Utf8JsonWriter> action, bool repeatable, CancellationToken ct)
    {
        var address = connection.Below($"{Uri.EscapeDataString(ProjectKey)}/{path}");
        var body = JsonText.Compose(w =>
        {
            w.WriteNumber("version", version);
            w.WriteStartArray("actions");
            w.WriteStartObject();
            action(w);
            w.WriteEndObject();
            w.WriteEndArray();
        });
        return Content(operation, await token.SendAsync(
            new PartnerRequest(operation, () => new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } })
            {
                Rate = Rate(),
                RateGroup = "commercetools",
                Repeatable = repeatable,
                Check = JsonAnswers.MustBeJson(connection, operation),
            }, ct));
    }

    /// <summary>The results of a query and nothing else.</summary>
    public async Task<List<JsonElement>> QueryAsync(string resource, string where, int limit, CancellationToken ct)
    {
        var page = await GetAsync($"query {resource}", $"{resource}?where={Uri.EscapeDataString(where)}&sort={Uri.EscapeDataString("id asc")}&limit={limit.ToString(CultureInfo.InvariantCulture)}&withTotal=false", ct);
        var results = page.Child("results");
        return results.ValueKind == JsonValueKind.Array ? [.. results.EnumerateArray()] : throw JsonAnswers.Unexpected(connection, $"query {resource}", null, "JSON without 'results'");
    }

    /// <summary>Text inside a predicate, in its quotes.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Instant(DateTime utc) => Quoted(utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private JsonElement Content(string operation, PartnerResponse answer)
    {
        using var json = answer.Json(connection, operation);
        return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : throw JsonAnswers.Unexpected(connection, operation, answer, "JSON that is no object");
    }

    private CallRate Rate() => double.TryParse(connection.Option("CallsPerSecond", "20"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.1 and <= 10_000
        ? new CallRate(rate, Math.Max(1, (int)rate))
        : throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: 'Calls a second' is '{connection.Option("CallsPerSecond")}'; it must be a number from 0.1 to 10000.");

    private static (string Code, string Text)? ErrorOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement;
            var first = error.Child("errors").Each().FirstOrDefault();
            var code = first.TextOf("code") ?? error.TextOf("error");
            var text = first.TextOf("message") ?? error.TextOf("error_description") ?? error.TextOf("message");
            return code is null && text is null ? null : (code ?? "error", Files.Refusals.Show(text ?? "without a message"));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
