using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ReturnsConsole.Tests.Imports;

/// <summary>Documents of returns platforms as connectors hand them on, and files of them.</summary>
internal static class PlatformPayloads
{
    public static readonly DateTime Day = new(2026, 11, 2, 8, 0, 0, DateTimeKind.Utc);

    public static DateTime At(double hours) => Day.AddHours(hours);

    /// <summary>A pushed event of ReBound.</summary>
    public static Document Event(string returnId, string milestone, DateTime at, JsonArray? items = null, string? order = null, string? tracking = null, string? display = null, string? pallet = null) => new("rebound-events", Text(new JsonObject
    {
        ["occurredAt"] = Instant(at),
        ["returnId"] = returnId,
        ["milestone"] = milestone,
        ["orderReference"] = order,
        ["trackingNumber"] = tracking,
        ["displayId"] = display,
        ["palletNumber"] = pallet,
        ["items"] = items,
    }));

    public static JsonObject Item(string sku, string? disposition = null, string? grade = null, bool? found = null, string? reason = null) =>
        new() { ["sku"] = sku, ["quantity"] = 1, ["disposition"] = disposition, ["grade"] = grade, ["found"] = found, ["reasonCode"] = reason };

    /// <summary>A return of ReBound as returns/get answers.</summary>
    public static Document Return(string id, DateTime added, DateTime? updated, string? status, JsonArray items, string? order = null, string? tracking = null) => new("rebound-returns", Text(new JsonObject
    {
        ["id"] = id,
        ["order_reference"] = order,
        ["date_added"] = Legacy(added),
        ["tracking"] = tracking,
        ["current_tracking_status"] = status,
        ["tracking_last_update"] = updated is { } at ? Legacy(at) : null,
        ["item"] = items,
    }));

    public static JsonObject LegacyItem(string sku, string? disposition = null, string? tracking = null) =>
        new() { ["sku_code"] = sku, ["quantity"] = "1", ["final_disposition"] = disposition, ["tracking"] = tracking };

    /// <summary>A parcel of ReBound as tracking/get answers.</summary>
    public static Document Tracking(string code, string? order, params (string Status, DateTime At)[] track) => new("rebound-tracking", Text(new JsonObject
    {
        ["tracking_code"] = code,
        ["order_reference"] = order,
        ["carrier_name"] = "Carrier",
        ["track"] = new JsonArray([.. track.Select(t => new JsonObject { ["dt"] = Legacy(t.At), ["status"] = t.Status })]),
    }));

    /// <summary>A return of Happy Returns, heard at a time; the newest event first.</summary>
    public static Document Heard(DateTime at, string returnId, string express, IReadOnlyList<(string Event, string Type)> events, params (string Item, string Line, string Order, string? Label)[] items) => new("happy-returns-returns", Wrapped(at, new JsonObject
    {
        ["event"] = events[0].Event,
        ["typeID"] = events[0].Type,
        ["otherEvents"] = new JsonArray([.. events.Skip(1).Select(e => new JsonObject { ["event"] = e.Event, ["typeID"] = e.Type })]),
        ["items"] = new JsonArray([.. items.Select(i => new JsonObject
        {
            ["happyReturnsItemID"] = i.Item,
            ["happyReturnsReturnID"] = returnId,
            ["happyReturnsExpressCode"] = express,
            ["orderNumber"] = i.Order,
            ["orderLineItemID"] = i.Line,
            ["labelBarcode"] = i.Label,
        })]),
    }));

    /// <summary>A bag of Happy Returns tied to an express code.</summary>
    public static Document Label(DateTime at, string express, string label) => new("happy-returns-labels", Wrapped(at, new JsonObject
    {
        ["event"] = "return_label_update",
        ["happyReturnsExpressCode"] = express,
        ["labelID"] = label,
    }));

    /// <summary>A payload file of documents of one kind.</summary>
    public static string File(params IEnumerable<Document> documents)
    {
        var all = documents.ToList();
        var text = new StringBuilder($$"""{"payload":"{{all.Select(d => d.Kind).Distinct().Single()}}"}""").Append('\n');
        foreach (var document in all)
            text.Append(document.Json).Append('\n');
        return text.ToString();
    }

    private static string Wrapped(DateTime at, JsonObject delivery) => Text(new JsonObject { ["receivedAt"] = Instant(at), ["delivery"] = delivery });

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Legacy(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Without the fields that nobody told.</summary>
    private static string Text(JsonObject document)
    {
        Prune(document);
        return document.ToJsonString();
    }

    private static void Prune(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (var one in list)
                Prune(one!);
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
            {
                if (value is null)
                    fields.Remove(name);
                else
                    Prune(value);
            }
        }
    }

    /// <summary>One document of a kind.</summary>
    public sealed record Document(string Kind, string Json);
}
