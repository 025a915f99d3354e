using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>Happy Returns' partner API: open returns are looked up one by one (there is no list), consolidated shipments with their items, what the warehouse found, approval of mail returns.</summary>
public sealed partial class HappyReturnsConnector : IPartnerConnector
{
    private const int PerPull = 100;
    private const int PageSize = 1000;
    private readonly PartnerConnection connection;
    private readonly PartnerWorld world;
    private readonly HappyReturnsApi api;
    private readonly HappyReturnsMessages messages;

    public HappyReturnsConnector(PartnerConnection connection, PartnerWorld world)
    {
        this.connection = connection;
        this.world = world;
        api = new HappyReturnsApi(connection, world);
        messages = new HappyReturnsMessages(api);
    }

    /// <summary>What an account of Happy Returns needs and offers.</summary>
    public static PartnerDescription Describe => HappyReturnsDescription.Value;

    public PartnerDescription Description => Describe;

    private DateTime Now => world.Clock.GetUtcNow().UtcDateTime;

    public async Task<ConnectionAnswer> TestAsync(CancellationToken ct)
    {
        var called = $"GET {connection.Below("outbound-shipments")}";
        try
        {
            await api.GetAsync("outbound-shipments", ShipmentsPath(Now.AddMinutes(-1), Now), ct);
            return new ConnectionAnswer(true, called, "The key is accepted.");
        }
        catch (PartnerException failed)
        {
            return JsonAnswers.Failed(called, failed);
        }
    }

    public Task<PullResult> PullAsync(string stream, PullWindow window, IPayloadSink sink, CancellationToken ct) => stream switch
    {
        "returns" => ReturnsAsync(window, sink, ct),
        "shipments" => ShipmentsAsync(window, sink, ct),
        _ => throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: Happy Returns has no stream '{stream}'."),
    };

    public Task<SendAnswer> SendAsync(PartnerMessage message, string messageKey, CancellationToken ct) => messages.SendAsync(message, ct);

    public Task<SendAnswer> AskAsync(PartnerMessage message, string messageKey, string? reference, CancellationToken ct) => messages.AskAsync(message, ct);

    /// <summary>True for what Happy Returns prints as its code: eight characters, HR first.</summary>
    internal static bool IsExpressCode(string text) => ExpressCode().IsMatch(text);

    private async Task<PullResult> ReturnsAsync(PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        var open = window.Subjects.Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (window.Cursor is { } last)
            open.RemoveAll(s => string.CompareOrdinal(s, last) <= 0);
        foreach (var subject in open.Take(PerPull))
        {
            await foreach (var page in api.FindAsync(subject, ct))
            {
                foreach (var one in page.Each())
                    await sink.DocumentAsync("happy-returns-returns", HappyReturnsDocuments.Heard(one, Now), ct);
            }
        }
        return open.Count > PerPull ? new PullResult(false, open[PerPull - 1]) : new PullResult(true);
    }

    private async Task<PullResult> ShipmentsAsync(PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        var list = await api.GetAsync("outbound-shipments", ShipmentsPath(window.FromUtc, window.UntilUtc), ct);
        var ids = ShipmentIds(list).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (window.Cursor is { } last)
            ids.RemoveAll(id => string.CompareOrdinal(id, last) <= 0);
        foreach (var id in ids.Take(PerPull))
            await ShipmentAsync(id, sink, ct);
        return ids.Count > PerPull ? new PullResult(false, ids[PerPull - 1]) : new PullResult(true);
    }

    private async Task ShipmentAsync(string id, IPayloadSink sink, CancellationToken ct)
    {
        const string operation = "outbound-shipment";
        string? after = null;
        while (true)
        {
            var path = $"outbound-shipment/{Uri.EscapeDataString(id)}?page%5Bsize%5D={PageSize}" + (after is null ? "" : $"&page%5Bafter%5D={Uri.EscapeDataString(after)}");
            if (await api.GetAsync(operation, path, ct) is not { } page)
                return;
            var items = page.Child("items");
            if (items.ValueKind != JsonValueKind.Array)
                throw JsonAnswers.Unexpected(connection, operation, null, "JSON without 'items'");
            await sink.DocumentAsync("happy-returns-shipments", HappyReturnsDocuments.Heard(page, Now, id), ct);
            var next = NextPage(page, items);
            if (next is null || next == after)
                return;
            after = next;
        }
    }

    /// <summary>Where the next page begins: as the answer says it, else after the last item of a full page. The answer's own field is not published.</summary>
    private static string? NextPage(JsonElement page, JsonElement items)
    {
        var said = page.Child("page").TextOf("after") ?? page.Child("pagination").TextOf("after") ?? page.TextOf("after") ?? page.TextOf("nextCursor");
        var count = items.GetArrayLength();
        return count == 0 ? null : said ?? (count < PageSize ? null : items[count - 1].TextOf("happyReturnsItemID"));
    }

    /// <summary>The list's shape is not published: an array, or an object that holds one; of ids, or of objects that have one.</summary>
    private List<string> ShipmentIds(JsonElement? answer)
    {
        if (answer is not { } list)
            return [];
        if (list.ValueKind == JsonValueKind.Object)
        {
            var inner = list.EnumerateObject().Select(f => f.Value).Where(v => v.ValueKind == JsonValueKind.Array).ToList();
            list = inner.Count == 0 ? default : inner[0];
        }
        if (list.ValueKind != JsonValueKind.Array)
            return answer.Value.ValueKind == JsonValueKind.Object ? [] : throw JsonAnswers.Unexpected(connection, "outbound-shipments", null, "JSON that holds no list");
        return [.. list.EnumerateArray().Select(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Number ? e.ToString() : e.TextOf("id") ?? e.TextOf("shipmentID") ?? e.TextOf("outboundShipmentID")
            ?? throw JsonAnswers.Unexpected(connection, "outbound-shipments", null, "a shipment without an id"))];
    }

    private string ShipmentsPath(DateTime from, DateTime until) =>
        $"outbound-shipments?retailerID={Uri.EscapeDataString(api.RetailerId)}&startDateTime={Instant(from)}&endDateTime={Instant(until)}";

    private static string Instant(DateTime utc) => Uri.EscapeDataString(utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    [GeneratedRegex("^HR[A-Z0-9]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex ExpressCode();
}
