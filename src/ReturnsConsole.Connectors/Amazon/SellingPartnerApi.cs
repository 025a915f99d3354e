using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Calls the Selling Partner API for one connection: token, one refresh when it is refused, documented rates, JSON answers.</summary>
internal sealed class SellingPartnerApi
{
    // The answer's own clock is only believed when it differs like a badly set clock does; a partner that lives in another time is not corrected.
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);
    private readonly PartnerCalls calls;
    private readonly LwaTokens tokens;
    private readonly Uri address;
    private TimeSpan skew;

    public SellingPartnerApi(PartnerConnection connection, PartnerWorld world)
    {
        Connection = connection;
        Clock = world.Clock;
        address = SellingPartner.BaseUrlOf(connection);
        var manners = SellingPartner.Manners(connection);
        calls = new PartnerCalls(connection, world.Http, world.Buckets, manners, world.Calls, world.Clock);
        Documents = new PartnerCalls(connection, world.Http, world.Buckets, manners, world.Calls with { PerTry = world.Calls.PerTry * 10, Total = world.Calls.Total * 10 }, world.Clock);
        tokens = new LwaTokens(connection, calls, world.Clock, Learn);
    }

    public PartnerConnection Connection { get; }

    public TimeProvider Clock { get; }

    /// <summary>For documents, which lie elsewhere, are large, and get no token.</summary>
    public PartnerCalls Documents { get; }

    public bool IsSecure => address.Scheme == Uri.UriSchemeHttps;

    /// <summary>"https://…/orders": for messages.</summary>
    public string Shown(string path) => SellingPartner.Combine(address, path).ToString();

    /// <summary>A time no later than Amazon accepts, by Amazon's clock: the answer with the token tells it before the first question is asked.</summary>
    public async Task<DateTime> NotTooNewAsync(DateTime utc, CancellationToken ct)
    {
        await tokens.GetAsync(ct);
        var latest = Clock.GetUtcNow().UtcDateTime + skew - TimeSpan.FromSeconds(130);
        return utc < latest ? utc : latest;
    }

    public Task<SellingPartnerAnswer> GetAsync(string operation, string path, IEnumerable<(string Name, string? Value)> query, CancellationToken ct) =>
        CallAsync(HttpMethod.Get, operation, path, query, null, repeatable: true, ct);

    /// <param name="repeatable">True when doing it twice does no harm.</param>
    public Task<SellingPartnerAnswer> TellAsync(HttpMethod method, string operation, string path, IEnumerable<(string Name, string? Value)> query, byte[] body, bool repeatable, CancellationToken ct) =>
        CallAsync(method, operation, path, query, body, repeatable, ct);

    /// <summary>The answer as JSON; a web page or half an answer is refused in words.</summary>
    public static JsonDocument Parse(PartnerConnection connection, string operation, PartnerResponse answer)
    {
        var status = ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        var body = answer.Body.Span.TrimStart(" \r\n\t"u8);
        if (body.StartsWith("<"u8))
            throw Unexpected($"a web page instead of data. A sign-in page, a proxy or another site answers at this address: check it");
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(answer.Body);
        }
        catch (JsonException broken)
        {
            throw Unexpected(body.Length == 0 ? "nothing" : "something that is no whole JSON document: it was cut off or does not come from Amazon", broken);
        }
        if (json.RootElement.ValueKind == JsonValueKind.Object)
            return json;
        json.Dispose();
        throw Unexpected("JSON of another shape than documented");

        PartnerException Unexpected(string what, Exception? inner = null) => new(PartnerFault.UnexpectedAnswer, $"{connection.Name}: {operation} was answered with {status} and {what}.", inner)
        {
            Status = answer.Status,
            RequestId = answer.RequestId,
            MayHaveHappened = true,
        };
    }

    private async Task<SellingPartnerAnswer> CallAsync(HttpMethod method, string operation, string path, IEnumerable<(string Name, string? Value)> query, byte[]? body, bool repeatable, CancellationToken ct)
    {
        var target = SellingPartner.Combine(address, path, query);
        var token = await tokens.GetAsync(ct);
        try
        {
            return await TryAsync(token);
        }
        catch (PartnerException denied) when (denied.Fault == PartnerFault.AccessDenied)
        {
            tokens.Refused(token);
        }
        token = await tokens.GetAsync(ct);
        try
        {
            return await TryAsync(token);
        }
        catch (PartnerException again) when (again.Fault == PartnerFault.AccessDenied)
        {
            throw new PartnerException(
                PartnerFault.AccessDenied, $"{again.Message} A fresh token was refused as well: the application lacks the role for this call or the account withdrew its grant. Check the application's roles, then authorise it again.", again)
            { Status = again.Status, RequestId = again.RequestId, Code = again.Code };
        }

        async Task<SellingPartnerAnswer> TryAsync(string access)
        {
            JsonDocument? json = null;
            var request = new PartnerRequest(operation, () => Message(method, target, access, body))
            {
                Rate = SellingPartnerRates.Of(operation),
                Repeatable = repeatable,
                MaxBytes = 64 * 1024 * 1024,
                Check = answer =>
                {
                    json?.Dispose();
                    json = Parse(Connection, operation, answer);
                },
            };
            var answer = await calls.SendAsync(request, ct);
            Learn(answer.Headers.Date);
            return new SellingPartnerAnswer(json!, answer.RequestId);
        }
    }

    private HttpRequestMessage Message(HttpMethod method, Uri target, string token, byte[]? body)
    {
        var message = new HttpRequestMessage(method, target);
        message.Headers.TryAddWithoutValidation("x-amz-access-token", token);
        message.Headers.TryAddWithoutValidation("x-amz-date", Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("User-Agent", "ReturnsConsole/1.0 (Language=C#)");
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }
        return message;
    }

    private void Learn(DateTimeOffset? date)
    {
        if (date is not { } theirs)
            return;
        var seen = theirs - Clock.GetUtcNow();
        skew = seen.Duration() > LargestSkew || seen.Duration() < TimeSpan.FromSeconds(5) ? TimeSpan.Zero : seen;
    }
}

/// <summary>A JSON answer with Amazon's id of the request.</summary>
internal sealed record SellingPartnerAnswer(JsonDocument Json, string? RequestId) : IDisposable
{
    public JsonElement Root => Json.RootElement;

    /// <summary>What stands in "payload", where older operations wrap; else the root.</summary>
    public JsonElement Payload => Root.Field("payload") ?? Root;

    public void Dispose() => Json.Dispose();
}
