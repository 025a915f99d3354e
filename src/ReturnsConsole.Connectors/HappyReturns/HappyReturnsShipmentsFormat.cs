using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>A page of GET /outbound-shipment/{id}, or an outbound_shipment.asn delivery: one entry per physical item that travels to the retailer.</summary>
internal sealed class HappyReturnsShipmentsFormat : PayloadFormat
{
    private const string Document = "happy-returns shipment";

    public override string Name => "happy-returns-shipments";

    public override FileFormat Format => FileFormat.HappyReturnsShipmentDocuments;

    public override string Title => "Happy Returns outbound shipments";

    public override IReadOnlyCollection<string> PersonalFields { get; } = HappyReturnsDocuments.Personal;

    public override ReadOnlySpan<byte> IdentityOf(ReadOnlySpan<byte> document) => HappyReturnsDocuments.Identity(document);

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var (delivery, _) = HappyReturnsDocuments.Open(document);
        var shipment = document.TextOf("shipmentId");
        var items = delivery.Child("items").Each().ToList();
        for (var i = 0; i < items.Count; i++)
            Item(new JsonFields(items[i], rows, Document, $"items[{i}]."), delivery, shipment, rows);
        if (items.Count == 0)
            rows.Note("a shipment without items");
    }

    private static void Item(JsonFields item, JsonElement delivery, string? known, PayloadRows rows)
    {
        var head = new JsonFields(delivery, rows, Document);
        var po = item.Text("poNumber", 60) ?? head.Text("poNumber", 60);
        var tracking = item.Text("tracking", 60) ?? head.Text("tracking", 60);
        var pallet = item.Text("palletNumber", 60) ?? head.Text("palletNumber", 60);
        // The delivery names no shipment id; what both ways tell is the number of the shipment's paper.
        var shipment = po ?? known ?? tracking ?? pallet;
        if (shipment is null)
            item.Reject("poNumber", "nothing", "a number of the shipment: poNumber, tracking or palletNumber");
        var line = item.Text("orderLineItemID") is { } id ? HappyReturnsLineId.Parse(id).LineId : null;
        var itemId = item.Needed("happyReturnsItemID", "the id of the physical item");
        var row = new ShipmentItemRow
        {
            Row = default,
            Platform = HappyReturnsDocuments.Platform,
            ShipmentId = shipment ?? "",
            ItemId = itemId,
            ReturnId = item.First(60, "happyReturnsReturnID", "happyReturnsExpressCode"),
            OrderId = item.Text("orderNumber", 50),
            OrderItemId = line,
            RmaId = item.Text("externalRMAID"),
            Sku = item.Text("sku"),
            Quantity = 1,
            Carrier = item.Text("carrier", 60) ?? head.Text("carrier", 60),
            TrackingId = tracking,
            PalletNumber = pallet,
            BoxBarcode = item.Text("shippingBoxBarcode", 60),
            LabelId = item.Text("labelBarcode", 60),
            DepartedUtc = item.Utc("departureDate") ?? head.Utc("departureDate"),
            InspectionOutcome = item.Text("inspectionOutcome", 60),
        };
        if (line is { Length: > 50 })
            item.Reject("orderLineItemID", line, "at most 50 characters without its suffix");
        if (item.Ok && head.Ok)
            rows.ShipmentItem(row with { Row = rows.Next($"{shipment}\n{item.Element.GetRawText()}") });
        else if (item.Ok)
            item.Reject("row", "a head that cannot be taken", "what is said above");
    }
}
