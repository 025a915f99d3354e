using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>commercetools Composable Commerce: orders with their returns, stock and payments are read; returns, their states, stock and refunds are written under the version that was read.</summary>
public sealed class CommercetoolsConnector : IPartnerConnector
{
    private const int PagesPerPull = 20;
    private readonly CommercetoolsApi api;
    private readonly CommercetoolsOrderMessages orders;
    private readonly CommercetoolsStockMessages stock;
    private readonly CommercetoolsPaymentMessages payments;

    public CommercetoolsConnector(PartnerConnection connection, PartnerWorld world)
    {
        api = new CommercetoolsApi(connection, world);
        var updates = new CommercetoolsUpdates(api, world);
        orders = new CommercetoolsOrderMessages(api, updates);
        stock = new CommercetoolsStockMessages(api, updates, world.Clock);
        payments = new CommercetoolsPaymentMessages(api, updates);
    }

    /// <summary>What an account of commercetools needs and offers.</summary>
    public static PartnerDescription Describe => CommercetoolsDescription.Value;

    public PartnerDescription Description => Describe;

    public async Task<ConnectionAnswer> TestAsync(CancellationToken ct)
    {
        var called = $"GET {api.Connection.BaseUrl.GetLeftPart(UriPartial.Path)}";
        try
        {
            called = $"GET {api.Shown("orders")}";
            await api.QueryAsync("orders", $"lastModifiedAt < {CommercetoolsApi.Instant(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc))}", 1, ct);
            return new ConnectionAnswer(true, called, "The client is accepted and may read orders.");
        }
        catch (PartnerException failed)
        {
            return JsonAnswers.Failed(called, failed);
        }
    }

    public async Task<PullResult> PullAsync(string stream, PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        var (payload, limit) = stream switch
        {
            "orders" => ("commercetools-orders", 100),
            "inventory" => ("commercetools-inventory", 500),
            "payments" => ("commercetools-payments", 100),
            _ => throw new PartnerException(PartnerFault.Misconfigured, $"{api.Connection.Name}: commercetools has no stream '{stream}'."),
        };
        var last = window.Cursor;
        for (var page = 0; page < PagesPerPull; page++)
        {
            // By the last id, not by offset: that ends at 10,000, and what changes meanwhile leaves the window and comes with the next one.
            var where = $"lastModifiedAt >= {CommercetoolsApi.Instant(window.FromUtc)} and lastModifiedAt < {CommercetoolsApi.Instant(window.UntilUtc)}"
                + (last is null ? "" : $" and id > {CommercetoolsApi.Quoted(last)}");
            var results = await api.QueryAsync(stream, where, limit, ct);
            foreach (var one in results)
                await sink.DocumentAsync(payload, stream == "payments" ? await PaymentAsync(one, ct) : one.Compact(), ct);
            if (results.Count < limit)
                return new PullResult(true);
            var next = results[^1].TextOf("id");
            if (next is null || string.CompareOrdinal(next, last) <= 0)
                throw JsonAnswers.Unexpected(api.Connection, $"query {stream}", null, "a page that is not in the order of its ids");
            last = next;
        }
        return new PullResult(false, last);
    }

    public Task<PreparedMessage> PrepareAsync(PartnerMessage message, CancellationToken ct) =>
        message is StockIncreaseMessage m ? stock.PrepareAsync(m, ct) : Task.FromResult(new PreparedMessage(message));

    /// <summary>One order and its payments as they are now; their documents go to the sink, as the streams hand them out.</summary>
    /// <returns>Null: the shop knows no such order.</returns>
    public Task<ShopOrderSeen?> LookAsync(string orderNumber, IPayloadSink sink, CancellationToken ct) => new CommercetoolsLook(api).RunAsync(orderNumber, sink, ct);

    public Task<SendAnswer> SendAsync(PartnerMessage message, string messageKey, CancellationToken ct) => message switch
    {
        ReturnInfoMessage m => orders.SendAsync(m, ct),
        ReturnShipmentStateMessage m => orders.SendAsync(m, ct),
        ReturnPaymentStateMessage m => orders.SendAsync(m, ct),
        StockIncreaseMessage m => stock.SendAsync(m, ct),
        PaymentRefundMessage m => payments.SendAsync(m, messageKey, ct),
        _ => Task.FromResult(NotTaken),
    };

    public Task<SendAnswer> AskAsync(PartnerMessage message, string messageKey, string? reference, CancellationToken ct) => message switch
    {
        ReturnInfoMessage m => orders.AskAsync(m, ct),
        ReturnShipmentStateMessage m => orders.AskAsync(m, ct),
        ReturnPaymentStateMessage m => orders.AskAsync(m, ct),
        StockIncreaseMessage m => stock.AskAsync(m, reference, ct),
        PaymentRefundMessage m => payments.AskAsync(m, messageKey, ct),
        _ => Task.FromResult(NotTaken),
    };

    private static SendAnswer NotTaken => new(SendResult.Refused, "commercetools takes returns, their states, stock and refunds; this message is none of them.");

    /// <summary>A payment does not name its order: it is looked up for those where money went back.</summary>
    private async Task<byte[]> PaymentAsync(JsonElement payment, CancellationToken ct)
    {
        if (payment.TextOf("id") is not { } id || !payment.Child("transactions").Each().Any(t => t.TextOf("type") is "Refund" or "Chargeback" && t.TextOf("state") == "Success"))
            return payment.Compact();
        var found = await api.QueryAsync("orders", $"paymentInfo(payments(id={CommercetoolsApi.Quoted(id)}))", 1, ct);
        return found.Count == 0 ? payment.Compact() : JsonText.Compose(w =>
        {
            w.WriteString("orderNumber", found[0].TextOf("orderNumber") ?? found[0].TextOf("id"));
            w.WriteElement("payment", payment);
        });
    }
}
