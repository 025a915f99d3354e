using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>An InventoryEntry: quantities that may lag behind the reservations by ten seconds.</summary>
internal sealed class CommercetoolsInventoryFormat : PayloadFormat
{
    public override string Name => "commercetools-inventory";

    public override FileFormat Format => FileFormat.CommercetoolsInventoryDocuments;

    public override string Title => "commercetools inventory";

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var fields = new JsonFields(document, rows, "commercetools inventory");
        var sku = fields.Needed("sku", "the SKU of the entry");
        var onStock = Whole(fields, "quantityOnStock");
        if (onStock is null)
            fields.Reject("quantityOnStock", document.TextOf("quantityOnStock") ?? "nothing", "a whole number");
        var channel = document.Child("supplyChannel").TextOf("id") ?? "";
        var updated = fields.Utc("lastModifiedAt");
        if (fields.Ok)
            rows.StockLevel(new StockLevelRow(rows.Next($"{sku}\n{channel}\n{onStock}\n{Whole(fields, "availableQuantity")}\n{updated:O}"), CommercetoolsWords.Platform, sku, channel, onStock!.Value, Whole(fields, "availableQuantity"), updated));
    }

    private static long? Whole(JsonFields fields, string name) =>
        fields.Element.Child(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;
}
