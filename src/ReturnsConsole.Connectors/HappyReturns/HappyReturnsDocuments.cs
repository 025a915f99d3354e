using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>How answers and deliveries become documents: with the time at which they were heard, because they have none of their own.</summary>
internal static class HappyReturnsDocuments
{
    public const string Platform = "happy-returns";

    public static readonly HashSet<string> Personal = new(StringComparer.Ordinal) { "email", "firstName", "lastName", "shopperName", "shopperEmail", "phone", "address" };

    public static byte[] Heard(JsonElement delivery, DateTime receivedUtc, string? shipmentId = null) => JsonText.Compose(w =>
    {
        w.WriteString("receivedAt", receivedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        if (shipmentId is not null)
            w.WriteString("shipmentId", shipmentId);
        w.WriteElement("delivery", delivery);
    });

    /// <summary>A document without the time at which it was heard, which <see cref="Heard"/> writes first: the same answer heard again is the same document.</summary>
    public static ReadOnlySpan<byte> Identity(ReadOnlySpan<byte> document)
    {
        var mark = "{\"receivedAt\":\""u8;
        if (!document.StartsWith(mark))
            return document;
        var end = document[mark.Length..].IndexOf((byte)'"');
        return end < 0 ? document : document[(mark.Length + end + 1)..];
    }

    /// <summary>The delivery inside a document, or the document itself when nobody wrapped it.</summary>
    public static (JsonElement Delivery, DateTime? ReceivedUtc) Open(JsonElement document)
    {
        var delivery = document.Child("delivery");
        if (delivery.ValueKind != JsonValueKind.Object)
            return (document, null);
        return (delivery, document.TextOf("receivedAt") is { } text && JsonText.TryUtc(text, out var utc) ? utc : null);
    }
}
