using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>Returns of an order and their two states. Everything is found again by our key of the return item, so a lost answer does no harm.</summary>
internal sealed partial class CommercetoolsOrderMessages(CommercetoolsApi api, CommercetoolsUpdates updates)
{
    public Task<SendAnswer> SendAsync(ReturnInfoMessage m, CancellationToken ct) => Refusal(m) is { } refusal
        ? Task.FromResult(new SendAnswer(SendResult.Refused, refusal))
        : updates.SendAsync("addReturnInfo", What(m), stop => api.OrderAsync(m.OrderNumber, stop), Path, order => Decide(order, m), ct);

    public Task<SendAnswer> AskAsync(ReturnInfoMessage m, CancellationToken ct) => updates.AskAsync(What(m), stop => api.OrderAsync(m.OrderNumber, stop), order => Decide(order, m), ct);

    public Task<SendAnswer> SendAsync(ReturnShipmentStateMessage m, CancellationToken ct) =>
        updates.SendAsync("setReturnShipmentState", What(m.OrderNumber, m.State), stop => api.OrderAsync(m.OrderNumber, stop), Path, order => Decide(order, m), ct);

    public Task<SendAnswer> AskAsync(ReturnShipmentStateMessage m, CancellationToken ct) =>
        updates.AskAsync(What(m.OrderNumber, m.State), stop => api.OrderAsync(m.OrderNumber, stop), order => Decide(order, m), ct);

    public Task<SendAnswer> SendAsync(ReturnPaymentStateMessage m, CancellationToken ct) =>
        updates.SendAsync("setReturnPaymentState", What(m.OrderNumber, m.State), stop => api.OrderAsync(m.OrderNumber, stop), Path, order => Decide(order, m), ct);

    public Task<SendAnswer> AskAsync(ReturnPaymentStateMessage m, CancellationToken ct) =>
        updates.AskAsync(What(m.OrderNumber, m.State), stop => api.OrderAsync(m.OrderNumber, stop), order => Decide(order, m), ct);

    private static string Path(string id) => $"orders/{Uri.EscapeDataString(id)}";

    private static string What(ReturnInfoMessage m) => $"the return of {m.Quantity.ToString(CultureInfo.InvariantCulture)} of line {m.LineItemId} of order {m.OrderNumber}";

    private static string What(string order, string state) => $"the state {state} of a return of order {order}";

    private static string? Refusal(ReturnInfoMessage m) =>
        !KeyForm().IsMatch(m.ReturnItemKey) ? $"The key '{Files.Refusals.Show(m.ReturnItemKey, 60)}' is not one that commercetools takes: 2 to 256 letters, digits, hyphens and underscores."
        : m.Quantity < 1 ? "A return needs at least one piece." : null;

    private static CommercetoolsDecision Decide(JsonElement order, ReturnInfoMessage m)
    {
        var custom = false;
        var line = order.Child("lineItems").Each().FirstOrDefault(l => l.TextOf("id") == m.LineItemId);
        if (line.ValueKind == JsonValueKind.Undefined)
        {
            line = order.Child("customLineItems").Each().FirstOrDefault(l => l.TextOf("id") == m.LineItemId);
            custom = true;
        }
        if (Item(order, m.ReturnItemKey) is { } there)
        {
            return (there.TextOf("lineItemId") ?? there.TextOf("customLineItemId")) == m.LineItemId && there.TextOf("quantity") == m.Quantity.ToString(CultureInfo.InvariantCulture)
                ? CommercetoolsDecision.Accepted($"Done: {What(m)}.", there.TextOf("id"))
                : CommercetoolsDecision.Refused($"Order {m.OrderNumber} has a return item of our key {m.ReturnItemKey} already, for another line or quantity.");
        }
        if (line.ValueKind == JsonValueKind.Undefined)
            return CommercetoolsDecision.Refused($"Order {m.OrderNumber} has no line item {m.LineItemId}.");
        if (long.TryParse(line.TextOf("quantity"), NumberStyles.None, CultureInfo.InvariantCulture, out var ordered) && ordered < m.Quantity)
            return CommercetoolsDecision.Refused($"Line item {m.LineItemId} of order {m.OrderNumber} has {ordered} pieces; {m.Quantity} cannot come back.");
        return CommercetoolsDecision.Do(w =>
        {
            w.WriteString("action", "addReturnInfo");
            if (m.TrackingId is not null)
                w.WriteString("returnTrackingId", m.TrackingId);
            w.WriteString("returnDate", m.ReturnedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            w.WriteStartArray("items");
            w.WriteStartObject();
            w.WriteString("key", m.ReturnItemKey);
            w.WriteNumber("quantity", m.Quantity);
            w.WriteString(custom ? "customLineItemId" : "lineItemId", m.LineItemId);
            // Never Advised: from there no transition exists, and its payment state is NonRefundable.
            w.WriteString("shipmentState", "Returned");
            w.WriteEndObject();
            w.WriteEndArray();
        });
    }

    private static CommercetoolsDecision Decide(JsonElement order, ReturnShipmentStateMessage m) =>
        m.State is "BackInStock" or "Unusable"
            ? Decide(order, m.OrderNumber, m.ReturnItemKey, m.State, "shipmentState", "Returned", "setReturnShipmentState")
            : CommercetoolsDecision.Refused($"The state '{Files.Refusals.Show(m.State, 40)}' cannot be set: commercetools moves returned items to BackInStock or Unusable only.");

    private static CommercetoolsDecision Decide(JsonElement order, ReturnPaymentStateMessage m) =>
        m.State is "Refunded" or "NotRefunded"
            ? Decide(order, m.OrderNumber, m.ReturnItemKey, m.State, "paymentState", "Initial", "setReturnPaymentState")
            : CommercetoolsDecision.Refused($"The payment state '{Files.Refusals.Show(m.State, 40)}' is not set by the console: only Refunded or NotRefunded.");

    private static CommercetoolsDecision Decide(JsonElement order, string number, string key, string wanted, string field, string from, string action)
    {
        if (Item(order, key) is not { } item)
            return new CommercetoolsDecision(new SendAnswer(SendResult.NotDone, $"Order {number} has no return item of our key {key} yet. It is tried again after the return itself was told.", null, TimeSpan.FromMinutes(1)), null);
        var now = item.TextOf(field);
        if (now == wanted)
            return CommercetoolsDecision.Accepted($"Done: {What(number, wanted)}.", item.TextOf("id"));
        if (now != from)
            return CommercetoolsDecision.Refused($"The return item {key} of order {number} stands at {now ?? "nothing"}; commercetools moves it to {wanted} from {from} only.");
        return CommercetoolsDecision.Do(w =>
        {
            w.WriteString("action", action);
            if (item.TextOf("key") == key)
                w.WriteString("returnItemKey", key);
            else
                w.WriteString("returnItemId", key);
            w.WriteString(field, wanted);
        });
    }

    private static JsonElement? Item(JsonElement order, string key)
    {
        foreach (var item in order.Child("returnInfo").Each().SelectMany(info => info.Child("items").Each()))
        {
            if (item.TextOf("key") == key)
                return item;
        }
        // An item that others registered need not have a key: then it is named by its id.
        foreach (var item in order.Child("returnInfo").Each().SelectMany(info => info.Child("items").Each()))
        {
            if (item.TextOf("key") is null && item.TextOf("id") == key)
                return item;
        }
        return null;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{2,256}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm();
}
