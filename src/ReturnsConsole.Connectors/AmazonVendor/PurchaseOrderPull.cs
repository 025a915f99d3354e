using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.AmazonVendor.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.AmazonVendor;

/// <summary>Purchase orders that were made or changed in a window: first the made, then the changed; one that is both comes twice. Windows of at most seven days. Source: vendorOrders v1.</summary>
internal sealed class PurchaseOrderPull(SellingPartnerApi api)
{
    private const string Orders = "/vendor/orders/v1/purchaseOrders";
    private const string Changed = "changed ";

    public async Task<PullResult> PullAsync(PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        if (window.Cursor?.StartsWith(Changed, StringComparison.Ordinal) != true)
        {
            var made = await PagedPull.RunAsync(api, window, (token, until) => PageAsync("created", window.FromUtc, until, token, sink, ct), ct);
            if (!made.Complete)
                return made;
        }
        var rest = window.Cursor?.StartsWith(Changed, StringComparison.Ordinal) == true ? window.Cursor[Changed.Length..] : null;
        var changed = await PagedPull.RunAsync(api, window with { Cursor = rest }, (token, until) => PageAsync("changed", window.FromUtc, until, token, sink, ct), ct);
        return changed.Complete ? changed : changed with { Cursor = Changed + changed.Cursor };
    }

    /// <summary>The cheapest call there is.</summary>
    public async Task<(string Called, string? RequestId)> TouchAsync(CancellationToken ct)
    {
        var now = api.Clock.GetUtcNow().UtcDateTime;
        using var answer = await api.GetAsync("getPurchaseOrders", Orders,
            [("limit", "1"), ("createdAfter", SellingPartner.Time(now.AddDays(-1))), ("createdBefore", SellingPartner.Time(now.AddMinutes(-20))), ("includeDetails", "false")], ct);
        return ($"GET {api.Shown(Orders)}", answer.RequestId);
    }

    private async Task<(string? Next, string? RequestId)> PageAsync(string which, DateTime from, DateTime until, string? token, IPayloadSink sink, CancellationToken ct)
    {
        using var answer = await api.GetAsync("getPurchaseOrders", Orders,
            [
                ("limit", "100"),
                ($"{which}After", SellingPartner.Time(from)),
                ($"{which}Before", SellingPartner.Time(until)),
                ("sortOrder", "ASC"),
                ("includeDetails", "true"),
                ("nextToken", token),
            ], ct);
        foreach (var order in Setting.Array(api, "getPurchaseOrders", answer.Payload, "orders", answer.RequestId))
            await sink.DocumentAsync(PurchaseOrdersPayload.Id, JsonDocuments.Bytes(order, PurchaseOrdersPayload.Personal), ct);
        return (answer.Payload.Field("pagination")?.Text("nextToken"), answer.RequestId);
    }
}
