using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>ReBound Returns, pulled: the legacy API with login and key, or the OAuth2 generation as far as its unknown parts are configured. Nothing is ever sent to it.</summary>
public sealed class ReboundConnector : IPartnerConnector
{
    // Two minutes of the assumed rate: a run can stop and go on between pulls.
    private const int PerPull = 300;
    private readonly PartnerConnection connection;
    private readonly ReboundLegacyApi legacy;
    private readonly ReboundHeadlessApi headless;

    public ReboundConnector(PartnerConnection connection, PartnerWorld world)
    {
        this.connection = connection;
        var calls = new PartnerCalls(connection, world.Http, world.Buckets, new PartnerManners(), world.Calls, world.Clock);
        legacy = new ReboundLegacyApi(calls);
        headless = new ReboundHeadlessApi(calls, world);
    }

    /// <summary>What an account of Rebound needs and offers.</summary>
    public static PartnerDescription Describe => ReboundDescription.Value;

    public PartnerDescription Description => Describe;

    private bool IsHeadless => connection.Option("Generation", "legacy") switch
    {
        "legacy" => false,
        "headless" => true,
        var other => throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the generation '{other}' is not known; it is legacy or headless."),
    };

    public async Task<ConnectionAnswer> TestAsync(CancellationToken ct)
    {
        var called = $"POST {connection.Below("returns/search/json")}";
        try
        {
            if (IsHeadless)
            {
                called = $"POST {connection.TokenUrl?.GetLeftPart(UriPartial.Path)}";
                await headless.CheckAsync(ct);
                return new ConnectionAnswer(true, called, "An access token was given. Whether the configured path of returns is right shows at the first run.");
            }
            // A day that holds nothing: the answer is small.
            var quiet = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            await SearchAsync("returns/search", quiet, quiet, ct);
            return new ConnectionAnswer(true, called, "Login and key are accepted.");
        }
        catch (PartnerException failed)
        {
            return JsonAnswers.Failed(called, failed);
        }
    }

    public async Task<PullResult> PullAsync(string stream, PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        if (IsHeadless)
            return await headless.PullAsync(stream, window, sink, ct);
        return stream switch
        {
            "returns" => await EachAsync("returns/search", window, (id, stop) => ReturnAsync(id, sink, stop), ct),
            "orders" => await EachAsync("orders/search", window, (id, stop) => OrderAsync(id, sink, stop), ct),
            "tracking" => await TrackingAsync(window, sink, ct),
            _ => throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: Rebound has no stream '{stream}'."),
        };
    }

    public Task<SendAnswer> SendAsync(PartnerMessage message, string messageKey, CancellationToken ct) => Task.FromResult(TakesNothing);

    public Task<SendAnswer> AskAsync(PartnerMessage message, string messageKey, string? reference, CancellationToken ct) => Task.FromResult(TakesNothing);

    private static SendAnswer TakesNothing => new(SendResult.Refused, "Rebound is only read: no message of this kind can be sent to it.");

    /// <summary>Searches by date, then reads one by one in the order of ids; the cursor is the last id that was handed out.</summary>
    private async Task<PullResult> EachAsync(string search, PullWindow window, Func<string, CancellationToken, Task> read, CancellationToken ct)
    {
        var found = await SearchAsync(search, window.FromUtc, window.UntilUtc.AddTicks(-1), ct);
        var ids = Ids(found, search).Distinct(StringComparer.Ordinal).OrderBy(id => id, ById).ToList();
        if (window.Cursor is { } last)
            ids.RemoveAll(id => ById.Compare(id, last) <= 0);
        foreach (var id in ids.Take(PerPull))
            await read(id, ct);
        return ids.Count > PerPull ? new PullResult(false, ids[PerPull - 1]) : new PullResult(true);
    }

    private async Task<JsonElement?> SearchAsync(string method, DateTime from, DateTime to, CancellationToken ct) =>
        await legacy.CallAsync(method, w => WriteFilter(w, from, to), ct);

    private static void WriteFilter(Utf8JsonWriter w, DateTime from, DateTime to)
    {
        w.WriteStartObject("filter");
        w.WriteString("date_from", from.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture));
        w.WriteString("date_to", to.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture));
        w.WriteEndObject();
    }

    private async Task ReturnAsync(string id, IPayloadSink sink, CancellationToken ct)
    {
        var got = await legacy.CallAsync("returns/get", w =>
        {
            w.WriteStartObject("return");
            w.WriteString("id", id);
            w.WriteString("type", "id");
            w.WriteEndObject();
        }, ct);
        if (got is { } found)
            await sink.DocumentAsync("rebound-returns", ReboundDocuments.Return(found, connection), ct);
    }

    private async Task OrderAsync(string id, IPayloadSink sink, CancellationToken ct)
    {
        var got = await legacy.CallAsync("orders/get", w =>
        {
            w.WriteStartObject("order");
            w.WriteString("id", id);
            w.WriteString("type", "id");
            w.WriteEndObject();
        }, ct);
        if (got is { } found)
            await sink.DocumentAsync("rebound-orders", found.Compact(), ct);
    }

    private async Task<PullResult> TrackingAsync(PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        const string method = "tracking/get_by_date_range";
        var got = await legacy.CallAsync(method, w => WriteFilter(w, window.FromUtc, window.UntilUtc.AddTicks(-1)), ct);
        if (got is not { } found)
            return new PullResult(true);
        var whole = Parcels(found).Where(p => p.ValueKind == JsonValueKind.Object && p.Child("track").ValueKind != JsonValueKind.Undefined).ToList();
        if (whole.Count > 0)
        {
            foreach (var parcel in whole)
                await sink.DocumentAsync("rebound-tracking", parcel.Compact(), ct);
            return new PullResult(true);
        }
        var codes = Ids(found, method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (window.Cursor is { } last)
            codes.RemoveAll(code => string.CompareOrdinal(code, last) <= 0);
        foreach (var code in codes.Take(PerPull))
            await ParcelAsync(code, sink, ct);
        return codes.Count > PerPull ? new PullResult(false, codes[PerPull - 1]) : new PullResult(true);
    }

    private async Task ParcelAsync(string code, IPayloadSink sink, CancellationToken ct)
    {
        var got = await legacy.CallAsync("tracking/get", w =>
        {
            w.WriteStartObject("tracking");
            w.WriteString("code", code);
            w.WriteEndObject();
        }, ct);
        if (got is { } parcel)
            await sink.DocumentAsync("rebound-tracking", ReboundDocuments.Tracking(parcel, code), ct);
    }

    private static IEnumerable<JsonElement> Parcels(JsonElement found) =>
        found.Child("tracking") is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } inner && found.Child("track").ValueKind == JsonValueKind.Undefined ? inner.Each() : found.Each();

    /// <summary>A search's ids: <c>{"id":[…]}</c> as seen in use; one id alone and lists of objects are understood too.</summary>
    private List<string> Ids(JsonElement? found, string method)
    {
        if (found is not { } success)
            return [];
        var list = success.ValueKind == JsonValueKind.Object && success.TryGetProperty("id", out var ids) ? ids : success.ValueKind == JsonValueKind.Object && success.TryGetProperty("tracking_code", out ids) ? ids : success;
        if (list.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            return [list.ToString()];
        var all = list.Each().Select(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Number ? e.ToString() : e.TextOf("id") ?? e.TextOf("tracking_code") ?? "").ToList();
        return list.ValueKind != JsonValueKind.Array || all.Contains("")
            ? throw JsonAnswers.Unexpected(connection, method, null, "a list that names no ids")
            : all;
    }

    /// <summary>Numbers in their order, though they are text.</summary>
    private static readonly Comparer<string> ById = Comparer<string>.Create((a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b));
}
