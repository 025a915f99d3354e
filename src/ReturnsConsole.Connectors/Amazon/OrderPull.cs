using System.Text.Json;
using ReturnsConsole.Connectors.Amazon.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Orders by the time of their last change. Buyers and recipients are not asked for, and taken out where Orders v0 sends them unasked.</summary>
internal sealed class OrderPull(SellingPartnerApi api)
{
    private const string Wanted = "PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT";

    public Task<PullResult> PullAsync(PullWindow window, IPayloadSink sink, CancellationToken ct) =>
        api.Connection.Option("OrdersVersion", "2026-01-01") == "v0"
            ? PagedPull.RunAsync(api, window, (token, until) => PageV0Async(window.FromUtc, until, token, sink, ct), ct)
            : PagedPull.RunAsync(api, window, (token, until) => PageAsync(window.FromUtc, until, token, sink, ct), ct);

    private async Task<(string? Next, string? RequestId)> PageAsync(DateTime from, DateTime until, string? token, IPayloadSink sink, CancellationToken ct)
    {
        using var answer = await api.GetAsync("searchOrders", "/orders/2026-01-01/orders",
            [
                ("marketplaceIds", Setting.MarketplaceList(api.Connection)),
                ("lastUpdatedAfter", SellingPartner.Time(from)),
                ("lastUpdatedBefore", SellingPartner.Time(until)),
                ("maxResultsPerPage", "100"),
                ("includedData", Wanted),
                ("paginationToken", token),
            ], ct);
        foreach (var order in Setting.Array(api, "searchOrders", answer.Payload, "orders", answer.RequestId))
            await sink.DocumentAsync(OrdersPayload.Id, JsonDocuments.Bytes(order, OrdersPayload.Personal), ct);
        return (answer.Payload.Field("pagination")?.Text("nextToken"), answer.RequestId);
    }

    private async Task<(string? Next, string? RequestId)> PageV0Async(DateTime from, DateTime until, string? token, IPayloadSink sink, CancellationToken ct)
    {
        using var answer = await api.GetAsync("getOrders", "/orders/v0/orders",
            [
                ("MarketplaceIds", Setting.MarketplaceList(api.Connection)),
                ("LastUpdatedAfter", SellingPartner.Time(from)),
                ("LastUpdatedBefore", SellingPartner.Time(until)),
                ("MaxResultsPerPage", "100"),
                ("NextToken", token),
            ], ct);
        foreach (var order in Setting.Array(api, "getOrders", answer.Payload, "Orders", answer.RequestId))
            await sink.DocumentAsync(OrdersV0Payload.Id, await WithItemsAsync(order, ct), ct);
        return (answer.Payload.Text("NextToken"), answer.RequestId);
    }

    /// <summary>{"order":…,"items":[…]}: what v0 tells in two calls.</summary>
    private async Task<ReadOnlyMemory<byte>> WithItemsAsync(JsonElement order, CancellationToken ct)
    {
        var id = order.Text("AmazonOrderId") ?? throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: getOrders gave an order without AmazonOrderId.");
        var pages = new List<SellingPartnerAnswer>();
        try
        {
            string? token = null;
            do
            {
                var page = await api.GetAsync("getOrderItems", $"/orders/v0/orders/{Uri.EscapeDataString(id)}/orderItems", [("NextToken", token)], ct);
                pages.Add(page);
                token = page.Payload.Text("NextToken");
            }
            while (!string.IsNullOrEmpty(token) && pages.Count < 100);
            return JsonDocuments.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WritePropertyName("order");
                JsonDocuments.Copy(order, OrdersV0Payload.Personal, writer);
                writer.WriteStartArray("items");
                foreach (var item in pages.SelectMany(p => p.Payload.Items("OrderItems")))
                    JsonDocuments.Copy(item, OrdersV0Payload.Personal, writer);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
        finally
        {
            pages.ForEach(p => p.Dispose());
        }
    }
}
