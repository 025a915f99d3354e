using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>Calls with the key in X-Hr-Apikey. A full bucket is answered with 429 and the wait inside the message's text.</summary>
internal sealed partial class HappyReturnsApi(PartnerConnection connection, PartnerWorld world)
{
    private readonly PartnerCalls calls = new(
        connection, world.Http, world.Buckets,
        new PartnerManners { ErrorOf = ErrorOf, WaitOf = body => TryWait(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4096)]), out var wait) ? wait : null },
        world.Calls, world.Clock);

    public PartnerConnection Connection => connection;

    public string RetailerId => connection.Option("RetailerId") is { Length: > 0 } id
        ? id
        : throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the retailer id is not entered. An administrator enters it under Partners.");

    /// <summary>Null when there is no content.</summary>
    public async Task<JsonElement?> GetAsync(string operation, string path, CancellationToken ct)
    {
        var key = connection.Secret("ApiKey");
        var address = connection.Below(path);
        return Content(operation, await calls.SendAsync(Request(operation, () => With(new HttpRequestMessage(HttpMethod.Get, address), key)) with { Repeatable = true, Check = answer => Content(operation, answer) }, ct));
    }

    /// <summary>The return of an express code or the returns of an order number, page by page; nothing when there is none.</summary>
    public async IAsyncEnumerable<JsonElement> FindAsync(string subject, [EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        while (true)
        {
            var from = cursor;
            var answer = await PostAsync("return", "return", repeatable: true, w =>
            {
                w.WriteStartObject();
                w.WriteString("happyReturnsRetailerID", RetailerId);
                // One criterion only: sources disagree on whether two may be combined.
                w.WriteString(HappyReturnsConnector.IsExpressCode(subject) ? "happyReturnsExpressCode" : "orderNumber", subject);
                if (from is not null)
                    w.WriteString("cursor", from);
                w.WriteEndObject();
            }, ct);
            if (answer is not { } page)
                yield break;
            yield return page;
            var next = page.TextOf("cursor") ?? page.TextOf("nextCursor");
            if (next is null || next == cursor)
                yield break;
            cursor = next;
        }
    }

    /// <summary>Null when there is no content.</summary>
    public async Task<JsonElement?> PostAsync(string operation, string path, bool repeatable, Action<Utf8JsonWriter> body, CancellationToken ct)
    {
        var key = connection.Secret("ApiKey");
        var address = connection.Below(path);
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
            body(writer);
        var bytes = written.ToArray();
        var answer = await calls.SendAsync(
            Request(operation, () =>
            {
                var message = With(new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) }, key);
                message.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                return message;
            }) with
            {
                Repeatable = repeatable,
                Check = answer => Check(operation, answer, repeatable),
            }, ct);
        return repeatable ? Content(operation, answer) : null;
    }

    private PartnerRequest Request(string operation, Func<HttpRequestMessage> make) => new(operation, make) { Rate = Rate() };

    private static HttpRequestMessage With(HttpRequestMessage message, string key)
    {
        message.Headers.TryAddWithoutValidation("X-Hr-Apikey", key);
        return message;
    }

    /// <summary>What a call that does something answers is not documented; only that it is no web page can be said.</summary>
    private void Check(string operation, PartnerResponse answer, bool isRead)
    {
        if (isRead)
            Content(operation, answer);
        else if (answer.Body.Span.TrimStart(" \r\n\t"u8).StartsWith("<"u8))
            throw JsonAnswers.Unexpected(connection, operation, answer, "a web page");
    }

    private JsonElement? Content(string operation, PartnerResponse answer)
    {
        if (answer.Status == HttpStatusCode.NoContent || answer.Body.Length == 0)
            return null;
        using var json = answer.Json(connection, operation);
        return json.RootElement.Clone();
    }

    /// <summary>The example in the documents: half a call a second, two at once.</summary>
    private CallRate Rate() => double.TryParse(connection.Option("CallsPerSecond", "0.5"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.01 and <= 1000
        ? new CallRate(rate, Math.Max(2, (int)rate))
        : throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: 'Calls a second' is '{connection.Option("CallsPerSecond")}'; it must be a number from 0.01 to 1000.");

    private static (string Code, string Text)? ErrorOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement;
            var text = error.TextOf("ErrorMessage") ?? error.TextOf("message") ?? error.TextOf("error");
            return text is null ? null : (error.TextOf("code") ?? "error", Files.Refusals.Show(Address().Replace(text, "(address)")));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>"too many requests: limit 0.500000 requests/sec, leaky bucket size X": retry after X seconds, and never sooner than the limit's own pace.</summary>
    internal static bool TryWait(string text, out TimeSpan wait)
    {
        wait = default;
        var limit = Limit().Match(text);
        var named = RetryAfter().Match(text);
        var size = BucketSize().Match(text);
        var seconds = named.Success ? Number(named) : size.Success ? Number(size) : 0;
        if (limit.Success && Number(limit) is var perSecond and > 0)
            seconds = Math.Max(seconds, 1 / perSecond);
        if (seconds <= 0)
            return false;
        wait = TimeSpan.FromSeconds(Math.Min(seconds, 3600));
        return true;
    }

    private static double Number(Match match) => double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"limit ([0-9.]{1,12}) requests/sec", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Limit();

    [GeneratedRegex(@"retry after ([0-9.]{1,8})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RetryAfter();

    [GeneratedRegex(@"leaky bucket size ([0-9.]{1,8})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BucketSize();

    [GeneratedRegex(@"\S+@\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
