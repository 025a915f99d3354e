using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>What an order update may do to its returns. Items move Returned → BackInStock | Unusable and Initial → Refunded | NotRefunded, and no other way.</summary>
internal sealed partial class ReturnActions(SandboxWorld world)
{
    public ShopOrder Apply(ShopOrder order, JsonElement action) => action.Text("action") switch
    {
        "addReturnInfo" => order with { Returns = order.Returns.Add(Info(order, action)) },
        "setReturnInfo" => order with { Returns = SetAll(order with { Returns = [] }, action) },
        "setReturnShipmentState" => Change(order, action, item => item with { ShipmentState = NextShipment(item, action) }),
        "setReturnPaymentState" => Change(order, action, item => item with { PaymentState = NextPayment(item, action) }),
        var unknown => throw new BadCallException($"The update action '{unknown}' is not part of this sandbox.", "InvalidInput"),
    };

    private ImmutableList<ShopReturnInfo> SetAll(ShopOrder order, JsonElement action)
    {
        foreach (var draft in action.TryGetProperty("items", out _) ? action.List("items") : [])
            order = order with { Returns = order.Returns.Add(Info(order, draft)) };

        return order.Returns;
    }

    private ShopReturnInfo Info(ShopOrder order, JsonElement draft)
    {
        var taken = order.ReturnItems.Select(item => item.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var items = draft.List("items", 1).Select(item => Item(order, item, taken)).ToImmutableList();
        return new ShopReturnInfo(draft.TextOrNull("returnTrackingId"), draft.TimeOrNull("returnDate") ?? world.Now, items);
    }

    private ShopReturnItem Item(ShopOrder order, JsonElement draft, HashSet<string> takenKeys)
    {
        var key = draft.TextOrNull("key");
        if (key is not null && !KeyForm().IsMatch(key))
            throw new BadCallException("'key' must have 2 to 256 characters and begin with a letter, digit, _ or -.", "InvalidField");

        if (key is not null && !takenKeys.Add(key))
            throw ShopFaults.Duplicate("key", key);

        var lineId = draft.TextOrNull("lineItemId") ?? throw new BadCallException("Request body does not contain valid JSON: lineItemId: Missing required value", "RequiredField");
        if (!order.Lines.Exists(line => line.Id == lineId))
            throw new BadCallException($"The line item '{lineId}' does not exist in this order.", "InvalidOperation");

        var quantity = draft.Whole("quantity");
        if (quantity is < 1 or > int.MaxValue)
            throw new BadCallException("'quantity' must be at least 1.", "InvalidField");

        var shipment = draft.OneOf("shipmentState", "Advised", "Returned");
        return new ShopReturnItem(
            Guid.NewGuid().ToString(), key, (int)quantity, lineId, draft.TextOrNull("comment"), shipment, shipment == "Advised" ? "NonRefundable" : "Initial", world.Now, world.Now);
    }

    private static string NextShipment(ShopReturnItem item, JsonElement action)
    {
        var wanted = action.OneOf("shipmentState", "Advised", "Returned", "BackInStock", "Unusable");
        return item.ShipmentState == "Returned" && (wanted is "BackInStock" or "Unusable")
            ? wanted
            : throw ShopFaults.InvalidOperation($"The return item '{item.Id}' cannot move from shipmentState '{item.ShipmentState}' to '{wanted}'.");
    }

    private static string NextPayment(ShopReturnItem item, JsonElement action)
    {
        var wanted = action.OneOf("paymentState", "NonRefundable", "Initial", "Refunded", "NotRefunded");
        return item.PaymentState == "Initial" && (wanted is "Refunded" or "NotRefunded")
            ? wanted
            : throw ShopFaults.InvalidOperation($"The return item '{item.Id}' cannot move from paymentState '{item.PaymentState}' to '{wanted}'.");
    }

    private ShopOrder Change(ShopOrder order, JsonElement action, Func<ShopReturnItem, ShopReturnItem> change)
    {
        var (id, key) = (action.TextOrNull("returnItemId"), action.TextOrNull("returnItemKey"));
        if (id is null == key is null)
            throw new BadCallException("Either returnItemId or returnItemKey is required.", "InvalidInput");

        bool Wanted(ShopReturnItem item) => id is null ? item.Key == key : item.Id == id;
        if (!order.ReturnItems.Any(Wanted))
            throw ShopFaults.InvalidOperation($"The return item '{id ?? key}' does not exist in this order.");

        return order with
        {
            Returns = order.Returns.ConvertAll(info => info with { Items = info.Items.ConvertAll(item => Wanted(item) ? change(item) with { Modified = world.Now } : item) }),
        };
    }

    [GeneratedRegex("^[a-zA-Z0-9_-].{1,255}$", RegexOptions.NonBacktracking)]
    private static partial Regex KeyForm();
}
