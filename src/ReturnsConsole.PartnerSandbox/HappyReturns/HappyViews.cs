using System.Globalization;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.HappyReturns;

/// <summary>Returns and shipments as calls answer and webhooks tell them.</summary>
internal static class HappyViews
{
    public static byte[] Notice(HappyReturn about, string status, IReadOnlyList<HappyEvent> others) =>
        Answer.Bytes(Payload([about], status, others));

    public static object Payload(IReadOnlyList<HappyReturn> returns, string status, IReadOnlyList<HappyEvent> others) => new
    {
        @event = "return_status_updated",
        typeID = status,
        retailerID = HappyReturnsWorld.RetailerId,
        otherEvents = others.Select(other => new { @event = other.Event, typeID = other.TypeId }).ToArray(),
        items = returns.SelectMany(about => about.Items.Select(item => Item(about, item))).ToArray(),
    };

    public static byte[] Label(HappyReturn labelled, DateTime now) => Answer.Bytes(new
    {
        @event = "return_label_update",
        retailerID = HappyReturnsWorld.RetailerId,
        happyReturnsExpressCode = labelled.ExpressCode,
        labelID = labelled.Bag,
        updatedAt = Time(now),
    });

    public static byte[] ShipmentNotice(HappyShipment shipment) => Answer.Bytes(new
    {
        @event = "outbound_shipment",
        retailerID = HappyReturnsWorld.RetailerId,
        outboundShipmentID = shipment.Id,
        items = shipment.Rows.Select(row => Row(shipment, row.Return, row.Item)).ToArray(),
    });

    public static object Summary(HappyShipment shipment) => new
    {
        id = shipment.Id,
        poNumber = PoNumber(shipment),
        palletNumber = shipment.PalletNumber,
        carrier = "UPS",
        tracking = shipment.Tracking,
        departureDate = Time(shipment.Departed),
        itemCount = shipment.Rows.Count,
    };

    public static object Row(HappyShipment shipment, HappyReturn about, HappyItem item)
    {
        var row = Item(about, item);
        row["refundType"] = "original-payment";
        row["location"] = "Return Bar";
        row["country"] = "US";
        row["startedDate"] = Time(about.Started);
        row["approvedDate"] = about.Approved is { } approved ? Time(approved) : null;
        row["inspectionOutcome"] = item.Outcome;
        row["poNumber"] = PoNumber(shipment);
        row["palletNumber"] = shipment.PalletNumber;
        row["shippingBoxBarcode"] = $"BOX{shipment.PalletNumber}";
        row["tracking"] = shipment.Tracking;
        row["carrier"] = "UPS";
        row["departureDate"] = Time(shipment.Departed);
        row["destinationAddressID"] = "sandbox-warehouse";
        return row;
    }

    private static Dictionary<string, object?> Item(HappyReturn about, HappyItem item) => new()
    {
        ["happyReturnsReturnID"] = about.Id.ToString(),
        ["happyReturnsItemID"] = item.Id,
        ["happyReturnsExpressCode"] = about.ExpressCode,
        ["purchasedAt"] = Time(about.Order.Purchased),
        ["orderNumber"] = about.Order.OrderNumber,
        ["externalRMAID"] = about.Order.ExternalRmaId ?? "",
        ["orderID"] = about.Order.OrderId,
        ["orderLineItemID"] = item.LineId,
        ["sku"] = about.Order.Sku,
        ["labelBarcode"] = about.Bag ?? "",
        ["productName"] = about.Order.Name,
        ["returnReason"] = about.Reason,
    };

    private static string PoNumber(HappyShipment shipment) => $"PO-{shipment.PalletNumber}";

    private static string Time(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
