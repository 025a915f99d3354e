using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>A pushed return event in the console's own minimal shape (README.md beside this file): ReBound publishes none.</summary>
internal sealed class ReboundEventsFormat : PayloadFormat
{
    private const string Document = "rebound event";

    public override string Name => "rebound-events";

    public override FileFormat Format => FileFormat.ReboundEventDocuments;

    public override string Title => "Rebound return events";

    public override IReadOnlyCollection<string> PersonalFields { get; } = ReboundReturnsFormat.Personal;

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var fields = new JsonFields(document, rows, Document);
        if (document.Child("unreadable").ValueKind != JsonValueKind.Undefined)
        {
            fields.Reject("row", "a delivery that is not JSON", "a return event as JSON");
            return;
        }
        var word = fields.Text("milestone");
        var milestone = word is null ? ReboundMilestone.Unknown : ReboundWords.EventMilestoneOf(word);
        if (milestone == ReboundMilestone.Unknown)
            fields.Unknown("milestone", word ?? "nothing");
        fields.Word("channel", ReboundWords.Channels);
        var at = fields.Utc("occurredAt");
        if (at is null)
            fields.Reject("occurredAt", document.TextOf("occurredAt") ?? "nothing", "the time of the event, such as 2026-08-12T12:05:00Z");
        var head = new PlatformReturnRow
        {
            Row = default,
            Platform = ReboundWords.Platform,
            ReturnId = fields.Needed("returnId", "the id of the return", 60),
            ItemId = "return",
            WholeParcel = true,
            DisplayId = fields.Text("displayId"),
            OrderId = fields.Text("orderReference", 50),
            RmaId = fields.First(100, "rma", "externalId"),
            Quantity = 0,
            Status = word,
            Flow = fields.Word("flow", ReboundWords.Flows, 40),
            Carrier = fields.Text("carrier", 60),
            TrackingId = fields.Text("trackingNumber", 60),
            ShipmentId = fields.Text("palletNumber", 60),
            RegisteredUtc = milestone == ReboundMilestone.Registered ? at : null,
            FirstScanUtc = milestone == ReboundMilestone.FirstScan ? at : null,
            AtHubUtc = milestone == ReboundMilestone.AtHub ? at : null,
            ProcessedUtc = milestone == ReboundMilestone.Processed ? at : null,
            DeliveredUtc = milestone == ReboundMilestone.Delivered ? at : null,
            CancelledUtc = milestone == ReboundMilestone.Cancelled ? at : null,
            UpdatedUtc = at,
        };
        if (!fields.Ok)
            return;
        var items = document.Child("items").Each().ToList();
        if (items.Count == 0)
        {
            rows.PlatformReturn(head with { Row = rows.Next() });
            return;
        }
        var value = items.Count == 1 ? Value(document.Child("refundValue"), fields) : null;
        var ids = new ReboundItemIds();
        for (var i = 0; i < items.Count; i++)
            Item(new JsonFields(items[i], rows, Document, $"items[{i}]."), head, ids, value, rows);
    }

    private static void Item(JsonFields item, PlatformReturnRow head, ReboundItemIds ids, (long Minor, string Currency)? value, PayloadRows rows)
    {
        var sku = item.Text("sku");
        var found = item.Flag("found");
        var row = head with
        {
            ItemId = ids.Next(sku),
            WholeParcel = false,
            Sku = sku,
            Quantity = item.Pieces("quantity", 1),
            ReasonCode = item.First(100, "reasonCode", "reasonText"),
            Wish = item.Word("wish", ReboundWords.Wishes, 40),
            FinalDisposition = item.Word("disposition", ReboundWords.Dispositions, 60),
            Found = found,
            // Processed are only the items that were found.
            ProcessedUtc = found == false ? null : head.ProcessedUtc,
            ValueMinor = value?.Minor,
            Currency = value?.Currency,
        };
        var grade = item.Word("grade", ReboundWords.Grades)?.ToUpperInvariant();
        if (!item.Ok)
            return;
        rows.PlatformReturn(row with { Row = rows.Next() });
        if (row is { ProcessedUtc: { } judged, FinalDisposition: { } raw } && ReboundWords.DispositionOf(raw, NoTable) is { } meant)
        {
            rows.Receipt(new ReceiptRow(
                rows.Next(), row.OrderId, row.RmaId, sku, row.Quantity, row.TrackingId, judged, grade is "A" or "B" or "C" or "D" ? grade : null, meant,
                ReboundWords.Platform, ReboundReturnsFormat.Reference(row)));
        }
        if (head.ShipmentId is { } pallet && found != false)
        {
            rows.ShipmentItem(new ShipmentItemRow
            {
                Row = rows.Next(),
                Platform = ReboundWords.Platform,
                ShipmentId = pallet,
                ItemId = row.ItemId,
                ReturnId = row.ReturnId,
                OrderId = row.OrderId,
                RmaId = row.RmaId,
                Sku = sku,
                Quantity = row.Quantity,
                Carrier = row.Carrier,
                TrackingId = row.TrackingId,
                PalletNumber = pallet,
            });
        }
    }

    private static readonly Dictionary<string, string> NoTable = [];

    private static (long Minor, string Currency)? Value(JsonElement value, JsonFields fields)
    {
        if (value.TextOf("amount") is not { } amount || value.TextOf("currency") is not { } currency)
            return null;
        if (JsonText.IsCurrency(currency) && JsonText.TryMinor(amount, currency, out var minor))
            return (minor, currency);
        fields.Unknown("refundValue", $"{amount} {currency}");
        return null;
    }
}
