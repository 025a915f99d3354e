using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>
/// The OAuth2 generation. Published are the client credentials, the token's 60 minutes and an optional flow key; address, path and the flow key's header are not, so
/// they are settings. What is fetched is read by the legacy names; what has other names is rejected in words and stays in the document.
/// </summary>
internal sealed class ReboundHeadlessApi(PartnerCalls calls, PartnerWorld world)
{
    private const int PerPull = 100;
    private readonly ClientToken token = new(calls, world, () => Form(calls.Connection));

    public async Task CheckAsync(CancellationToken ct)
    {
        _ = Template();
        await token.CheckAsync(ct);
    }

    public async Task<PullResult> PullAsync(string stream, PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        if (stream != "returns")
            return new PullResult(true);
        var template = Template();
        if (!template.Contains("{orderNumber}", StringComparison.Ordinal))
        {
            await ReadAsync(Fill(template, window, ""), sink, ct);
            return new PullResult(true);
        }
        var open = window.Subjects.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(s => window.Cursor is null || string.CompareOrdinal(s, window.Cursor) > 0).ToList();
        foreach (var order in open.Take(PerPull))
            await ReadAsync(Fill(template, window, order), sink, ct);
        return open.Count > PerPull ? new PullResult(false, open[PerPull - 1]) : new PullResult(true);
    }

    private async Task ReadAsync(Uri address, IPayloadSink sink, CancellationToken ct)
    {
        const string operation = "return orders";
        var connection = calls.Connection;
        var flow = connection.Secrets.TryGetValue("FlowKey", out var key) && key.Length > 0 ? (Header: connection.Option("FlowKeyHeader"), Key: key) : default;
        if (flow.Key is not null && flow.Header.Length == 0)
            throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: a flow key is entered, but not the name of the header it goes into. Rebound names it; enter it under Partners.");
        var answer = await token.SendAsync(
            new PartnerRequest(operation, () =>
            {
                var message = new HttpRequestMessage(HttpMethod.Get, address);
                if (flow.Key is not null)
                    message.Headers.TryAddWithoutValidation(flow.Header, flow.Key);
                return message;
            })
            {
                Rate = ReboundLegacyApi.RateOf(connection),
                RateGroup = "rebound",
                Repeatable = true,
                Accepts = status => status == System.Net.HttpStatusCode.NotFound,
            }, ct);
        if (!answer.IsSuccess || answer.Body.Length == 0)
            return;
        using var json = answer.Json(connection, operation);
        var found = json.RootElement;
        if (found.ValueKind == JsonValueKind.Object && found.EnumerateObject().FirstOrDefault(f => f.Value.ValueKind == JsonValueKind.Array && f.Name is not ("item" or "items" or "parcels")) is { Value.ValueKind: JsonValueKind.Array } list)
            found = list.Value;
        foreach (var one in found.Each().Where(e => e.ValueKind == JsonValueKind.Object))
            await sink.DocumentAsync("rebound-returns", ReboundDocuments.Return(one, connection), ct);
    }

    private string Template() => calls.Connection.Option("ReturnsPath") is { Length: > 0 } path
        ? path
        : throw new PartnerException(
            PartnerFault.Misconfigured,
            $"{calls.Connection.Name}: the path of the return orders is not entered. Rebound does not publish it: ask for it and enter it under Partners, with {{orderNumber}}, {{from}} or {{until}} where they belong.");

    private Uri Fill(string template, PullWindow window, string order) => calls.Connection.Below(template
        .Replace("{orderNumber}", Uri.EscapeDataString(order), StringComparison.Ordinal)
        .Replace("{from}", Instant(window.FromUtc), StringComparison.Ordinal)
        .Replace("{until}", Instant(window.UntilUtc), StringComparison.Ordinal));

    private static string Instant(DateTime utc) => Uri.EscapeDataString(utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));

    private static List<KeyValuePair<string, string>> Form(PartnerConnection connection)
    {
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "client_credentials") };
        if (connection.Option("Scope") is { Length: > 0 } scope)
            form.Add(new("scope", scope));
        return form;
    }
}
