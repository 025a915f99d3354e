using System.Text.Json;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Amazon.Payloads;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.AmazonVendor.Payloads;

/// <summary>A purchase order of Amazon's to the vendor; its lines become vendor papers of the kind "purchase-order". Quantities are in the order's own unit. Source: vendorOrders v1.</summary>
internal sealed class PurchaseOrdersPayload : PayloadFormat
{
    public const string Id = "amazon-vendor-orders";

    public static readonly string[] Personal = ["address", "phone", "email"];

    private static readonly string[] States = ["New", "Acknowledged", "Closed"];

    public override string Name => Id;

    public override FileFormat Format => FileFormat.VendorPurchaseOrderDocuments;

    public override string Title => "Amazon vendor purchase orders";

    public override IReadOnlyCollection<string> PersonalFields => Personal;

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var head = new Bounded(rows, "");
        var number = head.Required(document, "purchaseOrderNumber", 60, "the number of the purchase order");
        var state = head.Text(document, "purchaseOrderState", 60);
        if (!head.Fits)
            return;
        if (state is not null && !States.Contains(state))
            rows.Unknown("amazon purchase order/purchaseOrderState", state);
        var details = document.Field("orderDetails") ?? default;
        var at = 0;
        foreach (var item in details.Items("items"))
        {
            var fields = new Bounded(rows, $"orderDetails.items[{at++}]");
            string? currency = null;
            var cost = fields.Money(item.Field("netCost"), "netCost", ref currency);
            var row = new VendorPaperRow
            {
                Row = rows.Next(),
                Paper = "purchase-order",
                Number = number,
                LineId = fields.Required(item, "itemSequenceNumber", 100, "the number of the line"),
                PurchaseOrder = number,
                Asin = fields.Text(item, "amazonProductIdentifier", 20),
                Sku = fields.Text(item, "vendorProductIdentifier", 100),
                Quantity = item.Field("orderedQuantity") is { } ordered ? fields.Quantity(ordered, "amount") : null,
                UnitCostMinor = cost,
                Currency = currency,
                Type = details.Text("purchaseOrderType") is { } type ? Refusals.Show(type, 60) : null,
                Status = state,
                DateUtc = details.Time("purchaseOrderDate"),
            };
            if (fields.Fits)
                rows.VendorPaper(row);
        }
    }
}
