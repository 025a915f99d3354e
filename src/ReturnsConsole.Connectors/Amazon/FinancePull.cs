using System.Text.Json;
using ReturnsConsole.Connectors.Amazon.Payloads;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Finance transactions by their posting, one document each, of every status. The marketplace is never sent: with it, seller-fulfilled orders of the US are
/// missing. Finances v0 by setting: it hides what is deferred.
/// </summary>
internal sealed class FinancePull(SellingPartnerApi api)
{
    private const int MostPages = 1_000;

    private bool IsV0 => api.Connection.Option("FinancesVersion", "2024-06-19") == "v0";

    public Task<PullResult> PullAsync(PullWindow window, IPayloadSink sink, CancellationToken ct) => PagedPull.RunAsync(api, window, async (token, until) =>
    {
        using var answer = await PageAsync(window.FromUtc, until, token, ct);
        foreach (var (payload, json) in DocumentsOf(answer))
            await sink.DocumentAsync(payload, json, ct);
        return (NextOf(answer), answer.RequestId);
    }, ct);

    /// <summary>The cheapest call there is.</summary>
    public async Task<(string Called, string? RequestId)> TouchAsync(CancellationToken ct)
    {
        var now = api.Clock.GetUtcNow().UtcDateTime;
        using var answer = await PageAsync(now.AddMinutes(-40), now.AddMinutes(-20), null, ct);
        _ = DocumentsOf(answer).Count();
        return ($"GET {api.Shown(IsV0 ? "/finances/v0/financialEvents" : "/finances/2024-06-19/transactions")}", answer.RequestId);
    }

    public async Task<IReadOnlyList<RefundRow>> OfOrderAsync(string orderId, CancellationToken ct)
    {
        var found = new RefundCollector();
        var rows = new PayloadRows(found);
        string? token = null;
        var line = 0L;
        for (var pages = 0; ; pages++)
        {
            using var answer = await OfOrderAsync(orderId, token, ct);
            foreach (var (payload, json) in DocumentsOf(answer))
                rows.Read(PayloadFormat.Of(payload)!, json, ++line);
            if (found.Fault is { } fault)
                throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: a transaction of order {orderId} cannot be read: {fault.Field} is '{fault.Found}', expected {fault.Expected}. What was refunded is not known.") { RequestId = answer.RequestId };
            var next = NextOf(answer);
            if (string.IsNullOrEmpty(next))
                return found.Refunds;
            if (next == token || pages >= MostPages)
                throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: the transactions of order {orderId} do not end. What was refunded is not known.") { RequestId = answer.RequestId };
            token = next;
        }
    }

    private Task<SellingPartnerAnswer> PageAsync(DateTime from, DateTime until, string? token, CancellationToken ct) => IsV0
        ? api.GetAsync("listFinancialEvents", "/finances/v0/financialEvents",
            [("PostedAfter", SellingPartner.Time(from)), ("PostedBefore", SellingPartner.Time(until)), ("MaxResultsPerPage", "100"), ("NextToken", token)], ct)
        : api.GetAsync("listTransactions", "/finances/2024-06-19/transactions",
            [("postedAfter", SellingPartner.Time(from)), ("postedBefore", SellingPartner.Time(until)), ("nextToken", token)], ct);

    private Task<SellingPartnerAnswer> OfOrderAsync(string orderId, string? token, CancellationToken ct) => IsV0
        ? api.GetAsync("listFinancialEventsByOrderId", $"/finances/v0/orders/{Uri.EscapeDataString(orderId)}/financialEvents", [("MaxResultsPerPage", "100"), ("NextToken", token)], ct)
        : api.GetAsync("listTransactions", "/finances/2024-06-19/transactions",
            [("relatedIdentifierName", "ORDER_ID"), ("relatedIdentifierValue", orderId), ("nextToken", token)], ct);

    private string? NextOf(SellingPartnerAnswer answer) => answer.Payload.Text(IsV0 ? "NextToken" : "nextToken");

    private IEnumerable<(string Payload, ReadOnlyMemory<byte> Json)> DocumentsOf(SellingPartnerAnswer answer)
    {
        if (!IsV0)
            return Setting.Array(api, "listTransactions", answer.Payload, "transactions", answer.RequestId).Select(t => (TransactionsPayload.Id, JsonDocuments.Bytes(t, [])));
        if (answer.Payload.Field("FinancialEvents") is not { ValueKind: JsonValueKind.Object } events)
            throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: listFinancialEvents was answered without 'FinancialEvents'.") { RequestId = answer.RequestId };
        return events.EnumerateObject().Where(list => list.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(list => list.Value.EnumerateArray().Select(e => (FinancialEventsPayload.Id, One(list.Name, e))));
    }

    /// <summary>One event in the shape of a page: {"RefundEventList":[…]}.</summary>
    private static ReadOnlyMemory<byte> One(string list, JsonElement financialEvent) => JsonDocuments.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray(list);
        JsonDocuments.Copy(financialEvent, [], writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
