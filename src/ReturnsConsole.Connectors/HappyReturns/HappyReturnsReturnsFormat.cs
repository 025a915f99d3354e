using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>
/// A return as POST /return answers and as return.asn delivers, which have the same shape: the newest event, older ones in <c>otherEvents</c> (newest first), one entry
/// per physical item. Documents carry no time of their own: the console's is beside them (<c>receivedAt</c>).
/// </summary>
internal sealed class HappyReturnsReturnsFormat : PayloadFormat
{
    private const string Document = "happy-returns return";
    private static readonly string[] Events = ["return_status_updated", "return_dropoff_method_created"];
    private static readonly string[] Methods = ["return-bar", "in-store", "mail", "mail-nolabel", "mail-nobox-nolabel", "mail-shopper-provided", "home-pickup", "other"];

    public override string Name => "happy-returns-returns";

    public override FileFormat Format => FileFormat.HappyReturnsReturnDocuments;

    public override string Title => "Happy Returns returns";

    public override IReadOnlyCollection<string> PersonalFields { get; } = HappyReturnsDocuments.Personal;

    public override ReadOnlySpan<byte> IdentityOf(ReadOnlySpan<byte> document) => HappyReturnsDocuments.Identity(document);

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var (delivery, received) = HappyReturnsDocuments.Open(document);
        var fields = new JsonFields(delivery, rows, Document);
        if (delivery.Child("unreadable").ValueKind != JsonValueKind.Undefined)
        {
            fields.Reject("row", "a delivery that is not JSON", "a return as JSON");
            return;
        }
        var told = Told.Of(fields);
        var items = delivery.Child("items").Each().ToList();
        for (var i = 0; i < items.Count; i++)
            Item(new JsonFields(items[i], rows, Document, $"items[{i}]."), told, received, rows);
        if (items.Count == 0 && fields.Ok)
            rows.Note("a return without items");
    }

    private static void Item(JsonFields item, Told told, DateTime? received, PayloadRows rows)
    {
        var express = item.Text("happyReturnsExpressCode", 60);
        var returnId = item.Text("happyReturnsReturnID", 60) ?? express;
        if (returnId is null)
            item.Reject("happyReturnsReturnID", "nothing", "the id of the return, or its express code");
        var line = item.Text("orderLineItemID") is { } id ? HappyReturnsLineId.Parse(id).LineId : null;
        var row = new PlatformReturnRow
        {
            Row = default,
            Platform = HappyReturnsDocuments.Platform,
            ReturnId = returnId ?? "",
            ItemId = item.Needed("happyReturnsItemID", "the id of the physical item"),
            DisplayId = express,
            OrderId = item.Text("orderNumber", 50),
            OrderItemId = line,
            RmaId = item.Text("externalRMAID"),
            Sku = item.Text("sku"),
            ItemName = item.Text("productName", 2000) is { Length: > 500 } name ? name[..500] : item.Element.TextOf("productName"),
            Quantity = 1,
            ReasonCode = item.Text("returnReason"),
            Status = told.Status,
            Flow = told.Method,
            LabelId = item.Text("labelBarcode", 60),
        };
        if (line is { Length: > 50 })
            item.Reject("orderLineItemID", line, "at most 50 characters without its suffix");
        if (!item.Ok)
            return;
        // What makes the row new is what was said, not when it was heard: a return that is looked up again unchanged is the same.
        var place = rows.Next($"{item.Element.GetRawText()}\n{told.Status}\n{told.Method}\n{string.Join(' ', told.Past.Order())}");
        rows.PlatformReturn(row with
        {
            Row = place,
            RegisteredUtc = told.Past.Contains("started") ? received : null,
            FirstScanUtc = told.Past.Contains("droppedoff") ? received : null,
            CancelledUtc = told.Past.Contains("expired") ? received : null,
            UpdatedUtc = received,
        });
    }

    /// <summary>What the events of one delivery say together.</summary>
    /// <param name="Status">The newest status as it came.</param>
    /// <param name="Method">The newest drop-off method as it came.</param>
    /// <param name="Past">Every status that was told, in letters only: "droppedoff".</param>
    private sealed record Told(string? Status, string? Method, HashSet<string> Past)
    {
        public static Told Of(JsonFields fields)
        {
            string? status = null, method = null;
            var past = new HashSet<string>(StringComparer.Ordinal);
            // The primary event is the newest, the others follow newest first.
            foreach (var one in fields.Element.Child("otherEvents").Each().Prepend(fields.Element))
            {
                var type = one.TextOf("typeID");
                switch (one.TextOf("event"))
                {
                    case "return_status_updated" when type is not null:
                        status ??= type;
                        past.Add(Letters(type));
                        if (!IsKnown(type))
                            fields.Unknown("typeID", type);
                        break;
                    case "return_dropoff_method_created" when type is not null:
                        method ??= type;
                        if (!Methods.Contains(type))
                            fields.Unknown("typeID", type);
                        break;
                    case var other:
                        if (other is null || !Events.Contains(other))
                            fields.Unknown("event", other ?? "nothing");
                        break;
                }
            }
            return new Told(Cut(status), Cut(method), past);
        }

        /// <summary>The four moments at which return.asn fires are published, their spelling is not (only "started" was seen).</summary>
        private static bool IsKnown(string type) => Letters(type) is "started" or "droppedoff" or "approved" or "approvedforrefund" or "expired";

        private static string Letters(string type) => string.Concat(type.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));

        private static string? Cut(string? text) => text is { Length: > 40 } ? text[..40] : text;
    }
}
