using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>
/// A notification of a subscription as a queue bridge hands it on: Platform format, or a CloudEvent with the same under <c>data</c>. A message is a hint: where it says less
/// than the order does, the order is read by its stream.
/// </summary>
internal sealed class CommercetoolsMessagesFormat : PayloadFormat
{
    private const string Document = "commercetools message";
    private static readonly Dictionary<string, (string? Sku, string? Name)> NoLines = [];

    public override string Name => "commercetools-messages";

    public override FileFormat Format => FileFormat.CommercetoolsMessageDocuments;

    public override string Title => "commercetools messages";

    public override IReadOnlyCollection<string> PersonalFields { get; } = CommercetoolsWords.Personal;

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var cloud = document.TextOf("specversion") is not null;
        var data = cloud ? document.Child("data") : document;
        var fields = new JsonFields(data, rows, Document);
        if (data.ValueKind != JsonValueKind.Object || document.Child("unreadable").ValueKind != JsonValueKind.Undefined)
        {
            new JsonFields(document, rows, Document).Reject("row", "a delivery that holds no message", "a notification as JSON");
            return;
        }
        var type = data.TextOf("type") ?? (cloud ? document.TextOf("type")?.Split('.')[^1] : null);
        if (data.TextOf("notificationType") is { } notification and not "Message")
        {
            if (notification is "ResourceCreated" or "ResourceUpdated" or "ResourceDeleted" or "Event" or "Test")
                rows.Note($"a notification of the kind {notification}: what changed is read by its stream");
            else
                fields.Unknown("notificationType", notification);
            return;
        }
        if (data.Child("payloadNotIncluded").ValueKind == JsonValueKind.Object)
        {
            rows.Note($"{type ?? "a message"} came without its content ({Refusals.Show(data.Child("payloadNotIncluded").TextOf("reason") ?? "no reason given", 100)}): what changed is read by its stream");
            return;
        }
        Take(type, data, fields, rows);
    }

    private static void Take(string? type, JsonElement data, JsonFields fields, PayloadRows rows)
    {
        var names = data.Child("resourceUserProvidedIdentifiers");
        var number = names.TextOf("orderNumber");
        var told = fields.Utc("lastModifiedAt") ?? fields.Utc("createdAt");
        switch (type)
        {
            case "OrderCreated" or "OrderImported" or "OrderCreatedFromRecurringOrder":
                CommercetoolsOrdersFormat.Order(data.Child("order"), rows);
                break;
            case "ReturnInfoAdded" or "ReturnInfoSet" when OrderId(data, fields) is { } order:
                foreach (var info in data.Child("returnInfo").Each())
                {
                    var at = 0;
                    foreach (var item in info.Child("items").Each())
                        CommercetoolsWords.ReturnItem(item, info, $"returnInfo.items[{at++}].", Document, order, number, NoLines, rows);
                }
                break;
            case "OrderReturnShipmentStateChanged" when OrderId(data, fields) is { } order:
                StateChanged(fields, order, number, told, rows);
                break;
            case "PaymentTransactionAdded" or "PaymentTransactionStateChanged":
                // The message does not say which order the payment belongs to; the payment's stream does.
                rows.Note("a payment changed: it is read by its stream");
                break;
            case "InventoryEntryQuantitySet":
                Stock(fields, told, rows);
                break;
            default:
                fields.Unknown("type", type ?? "nothing");
                break;
        }
    }

    private static string? OrderId(JsonElement data, JsonFields fields)
    {
        if (data.Child("resource").TextOf("id") is { Length: <= 50 } id)
            return id;
        fields.Reject("resource.id", data.Child("resource").TextOf("id") ?? "nothing", "the id of the order, at most 50 characters");
        return null;
    }

    private static void StateChanged(JsonFields fields, string order, string? number, DateTime? told, PayloadRows rows)
    {
        var item = fields.Needed("returnItemId", "the id of the return item");
        var state = fields.Word("returnShipmentState", CommercetoolsWords.ShipmentStates);
        if (!fields.Ok)
            return;
        rows.PlatformReturn(new PlatformReturnRow
        {
            Row = rows.Next(),
            Platform = CommercetoolsWords.Platform,
            ReturnId = order,
            ItemId = item,
            OrderId = number ?? order,
            Quantity = 0,
            Status = state,
            UpdatedUtc = told,
            FinalDisposition = state is "BackInStock" or "Unusable" ? state : null,
        });
    }

    private static void Stock(JsonFields fields, DateTime? told, PayloadRows rows)
    {
        var sku = fields.Text("sku");
        if (sku is null || fields.Element.Child("newQuantityOnStock") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt64(out var onStock))
        {
            rows.Note("a stock message without SKU or quantity: the entry is read by its stream");
            return;
        }
        long? available = fields.Element.Child("newAvailableQuantity") is { ValueKind: JsonValueKind.Number } left && left.TryGetInt64(out var a) ? a : null;
        rows.StockLevel(new StockLevelRow(rows.Next(), CommercetoolsWords.Platform, sku, fields.Element.Child("supplyChannel").TextOf("id") ?? "", onStock, available, told));
    }
}
