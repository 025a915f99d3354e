using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>Vocabulary of commercetools' reference (api-specs/api/types), and how a returned item becomes a row.</summary>
internal static class CommercetoolsWords
{
    public const string Platform = "commercetools";

    public static readonly string[] ShipmentStates = ["Advised", "Returned", "BackInStock", "Unusable"];

    public static readonly string[] PaymentStates = ["NonRefundable", "Initial", "Refunded", "NotRefunded"];

    public static readonly string[] TransactionTypes = ["Authorization", "CancelAuthorization", "Charge", "Refund", "Chargeback"];

    public static readonly string[] TransactionStates = ["Initial", "Pending", "Success", "Failure"];

    public static readonly HashSet<string> Personal = new(StringComparer.Ordinal)
    {
        "customerEmail", "email", "shippingAddress", "billingAddress", "itemShippingAddresses", "shippingCustomAddresses", "address", "comment", "anonymousId",
        "firstName", "lastName", "phone", "mobile", "streetName", "streetNumber", "postalCode", "lastModifiedBy", "createdBy",
    };

    /// <summary>One item of a ReturnInfo. The same identity whether an order or a message tells it: the order's id and the item's.</summary>
    /// <param name="orderId">The resource id of the order.</param>
    /// <param name="orderNumber">Its number, which people and partners use; null when the order has none.</param>
    public static void ReturnItem(
        System.Text.Json.JsonElement item, System.Text.Json.JsonElement info, string path, string document, string orderId, string? orderNumber,
        IReadOnlyDictionary<string, (string? Sku, string? Name)> lines, PayloadRows rows)
    {
        var fields = new JsonFields(item, rows, document, path);
        var head = new JsonFields(info, rows, document);
        var line = fields.First(50, "lineItemId", "customLineItemId");
        var known = line is not null && lines.TryGetValue(line, out var found) ? found : default;
        var shipment = fields.Word("shipmentState", ShipmentStates);
        var payment = fields.Word("paymentState", PaymentStates);
        var row = new PlatformReturnRow
        {
            Row = default,
            Platform = Platform,
            ReturnId = orderId,
            ItemId = fields.Needed("id", "the id of the return item"),
            DisplayId = fields.Text("key", 256) is { Length: > 100 } longKey ? longKey[..100] : item.TextOf("key"),
            OrderId = orderNumber ?? orderId,
            OrderItemId = line,
            Sku = known.Sku,
            ItemName = known.Name,
            Quantity = fields.Pieces("quantity", 1),
            Status = payment is null ? shipment : $"{shipment}/{payment}",
            TrackingId = head.Text("returnTrackingId", 60),
            RegisteredUtc = head.Utc("returnDate") ?? fields.Utc("createdAt"),
            UpdatedUtc = fields.Utc("lastModifiedAt") ?? fields.Utc("createdAt"),
            FinalDisposition = shipment is "BackInStock" or "Unusable" ? shipment : null,
        };
        if (fields.Ok && head.Ok)
            rows.PlatformReturn(row with { Row = rows.Next($"{orderId}\n{orderNumber}\n{item.GetRawText()}\n{known.Sku}") });
    }
}
