using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ReturnsConsole.Connectors.HappyReturns;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Webhooks;

/// <summary>One document of a delivery.</summary>
/// <param name="Payload">Name of its <see cref="PayloadFormat"/>.</param>
/// <param name="Json">The document in UTF-8, as one line.</param>
public readonly record struct WebhookDocument(string Payload, ReadOnlyMemory<byte> Json)
{
    /// <summary>It stands in for a delivery that could not be taken apart.</summary>
    public bool IsUnreadable { get; init; }
}

/// <summary>Takes a verified delivery apart. What is not understood becomes a document too, whose reader says so: nothing that a partner sent is dropped.</summary>
public static class WebhookDocuments
{
    /// <summary>The documents of one delivery, never none.</summary>
    /// <param name="receivedUtc">When it came; Happy Returns' deliveries carry no time of their own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind of partner sends nothing here (Amazon).</exception>
    public static IReadOnlyList<WebhookDocument> Of(PartnerKind kind, ReadOnlyMemory<byte> body, DateTime receivedUtc)
    {
        var unknown = UnreadablePayload(kind);
        try
        {
            using var json = JsonDocument.Parse(body);
            var documents = kind switch
            {
                PartnerKind.Rebound => Parts(json.RootElement, "events").Select(e => new WebhookDocument("rebound-events", e.Compact())),
                PartnerKind.HappyReturns => json.RootElement.Each().Select(e => new WebhookDocument(HappyReturnsPayload(e), HappyReturnsDocuments.Heard(e, receivedUtc))),
                _ => InSequence(Parts(json.RootElement, "messages")).Select(e => new WebhookDocument("commercetools-messages", e.Compact())),
            };
            var all = documents.ToList();
            return all.Count > 0 ? all : [Unreadable(unknown, body)];
        }
        catch (JsonException)
        {
            return [Unreadable(unknown, body)];
        }
        catch (InvalidOperationException)
        {
            // Text with broken escapes is found only when it is taken.
            return [Unreadable(unknown, body)];
        }
    }

    /// <summary>
    /// What makes a delivery the same one as before: its content. Partners promise no delivery id, and the same id with another body is another delivery.
    /// Blanks between the parts of the JSON do not count.
    /// </summary>
    /// <returns>64 hexadecimal characters.</returns>
    public static string IdentityOf(PartnerKind kind, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)kind]);
        try
        {
            using var json = JsonDocument.Parse(body);
            hash.AppendData(json.RootElement.Compact());
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            hash.AppendData(body.Span);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string UnreadablePayload(PartnerKind kind) => kind switch
    {
        PartnerKind.Rebound => "rebound-events",
        PartnerKind.HappyReturns => "happy-returns-returns",
        PartnerKind.Commercetools => "commercetools-messages",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of partner sends no webhooks."),
    };

    /// <summary>Stands in for a delivery that is not JSON. What it said stays with the delivery itself: it may be personal.</summary>
    private static WebhookDocument Unreadable(string payload, ReadOnlyMemory<byte> body) => new(payload, JsonText.Compose(w =>
    {
        w.WriteStartObject("unreadable");
        w.WriteNumber("bytes", body.Length);
        w.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(body.Span)));
        w.WriteEndObject();
    }))
    { IsUnreadable = true };

    /// <summary>One, several in an array, or several in an object under <paramref name="list"/>.</summary>
    private static IEnumerable<JsonElement> Parts(JsonElement root, string list) => root.Child(list) is { ValueKind: JsonValueKind.Array } several ? several.Each() : root.Each();

    private static string HappyReturnsPayload(JsonElement delivery)
    {
        var name = delivery.TextOf("event") ?? "";
        if (name.Contains("label", StringComparison.OrdinalIgnoreCase))
            return "happy-returns-labels";
        var first = delivery.Child("items").Each().FirstOrDefault();
        return name.Contains("shipment", StringComparison.OrdinalIgnoreCase) || (name.Length == 0 && (first.TextOf("shippingBoxBarcode") ?? first.TextOf("poNumber")) is not null)
            ? "happy-returns-shipments"
            : "happy-returns-returns";
    }

    /// <summary>In the order of each resource's sequence numbers; a queue gives them in any.</summary>
    private static IEnumerable<JsonElement> InSequence(IEnumerable<JsonElement> messages) => messages
        .OrderBy(m => Data(m).Child("resource").TextOf("id") ?? m.TextOf("subject") ?? "", StringComparer.Ordinal)
        .ThenBy(m => long.TryParse(Data(m).TextOf("sequenceNumber") ?? m.TextOf("sequence"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue);

    private static JsonElement Data(JsonElement message) => message.TextOf("specversion") is not null ? message.Child("data") : message;
}
