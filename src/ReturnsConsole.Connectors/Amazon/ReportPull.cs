using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Reports that are made on request, one marketplace after the other: asked for, looked after later, fetched when done. A cancelled report is an empty one.
/// Source: Reports 2021-06-30.
/// </summary>
internal sealed class ReportPull(SellingPartnerApi api, AmazonDocuments documents)
{
    private const string Reports = "/reports/2021-06-30/reports";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(60);
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(24);

    public static string ReturnsType(PartnerConnection connection) =>
        connection.Option("ReturnsReport", "flat") == "xml" ? "GET_XML_RETURNS_DATA_BY_RETURN_DATE" : "GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE";

    public async Task<PullResult> PullAsync(string type, PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        if (window.UntilUtc - window.FromUtc > Longest + TimeSpan.FromDays(1))
            throw new PartnerException(PartnerFault.Rejected, $"{api.Connection.Name}: {type} covers at most 60 days; {(window.UntilUtc - window.FromUtc).TotalDays:0} were asked for.");
        var marketplaces = Setting.Marketplaces(api.Connection);
        var asked = Asked.Of(window.Cursor);
        try
        {
            if (asked is null)
                return await AskAsync(type, marketplaces, 0, window, ct);
            var (wait, id) = await CollectAsync(type, asked, sink, ct);
            if (wait is not null)
                return new PullResult(false, window.Cursor, wait, id);
            return asked.Marketplace + 1 < marketplaces.Count ? await AskAsync(type, marketplaces, asked.Marketplace + 1, window, ct) : new PullResult(true, RequestId: id);
        }
        catch (PartnerException later) when (later is { Fault: PartnerFault.Throttled, RetryAfter: not null })
        {
            return new PullResult(false, window.Cursor, later.RetryAfter, later.RequestId);
        }
    }

    private async Task<PullResult> AskAsync(string type, IReadOnlyList<string> marketplaces, int marketplace, PullWindow window, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["reportType"] = type,
            ["marketplaceIds"] = new[] { marketplaces[marketplace] },
            ["dataStartTime"] = SellingPartner.Time(window.FromUtc),
            ["dataEndTime"] = SellingPartner.Time(await api.NotTooNewAsync(window.UntilUtc, ct)),
        });
        // Asking twice makes a second report of the same data: it costs a token and does no harm.
        using var answer = await api.TellAsync(HttpMethod.Post, "createReport", Reports, [], body, repeatable: true, ct);
        var id = answer.Payload.Text("reportId") ?? throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: createReport was answered without a reportId.") { RequestId = answer.RequestId };
        return new PullResult(false, new Asked(marketplace, id, api.Clock.GetUtcNow().UtcDateTime).ToString(), TimeSpan.FromSeconds(15), answer.RequestId);
    }

    /// <returns>How long to wait; null when the report was fetched or is empty.</returns>
    private async Task<(TimeSpan? Wait, string? RequestId)> CollectAsync(string type, Asked asked, IPayloadSink sink, CancellationToken ct)
    {
        SellingPartnerAnswer answer;
        try
        {
            answer = await api.GetAsync("getReport", $"{Reports}/{Uri.EscapeDataString(asked.ReportId)}", [], ct);
        }
        catch (PartnerException gone) when (gone.Fault is PartnerFault.NotFound or PartnerFault.Rejected)
        {
            throw Again($"{type} {asked.ReportId} is no longer known to Amazon ({gone.Message})", gone.RequestId, gone);
        }
        using (answer)
        {
            var document = answer.Payload.Text("reportDocumentId");
            var age = api.Clock.GetUtcNow().UtcDateTime - asked.At;
            switch (answer.Payload.Text("processingStatus"))
            {
                case "DONE" when document is not null:
                    await HandOutAsync(type, asked, document, sink, ct);
                    return (null, answer.RequestId);
                case "CANCELLED":
                    return (null, answer.RequestId);
                case "FATAL":
                    throw Again($"Amazon could not make {type} {asked.ReportId}: {await ReasonAsync(document, ct)}", answer.RequestId);
                case "IN_QUEUE" or "IN_PROGRESS" when age > GivenUp:
                    throw Again($"{type} {asked.ReportId} has been in Amazon's queue for {age.TotalHours:0} hours", answer.RequestId);
                case "IN_QUEUE" or "IN_PROGRESS":
                    return (age < TimeSpan.FromMinutes(2) ? TimeSpan.FromSeconds(15) : age < TimeSpan.FromMinutes(15) ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(5), answer.RequestId);
                case var other:
                    throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: {type} {asked.ReportId} is in the state '{other}'{(document is null ? " and has no document" : "")}, which is not known here.") { RequestId = answer.RequestId };
            }
        }
    }

    private async Task HandOutAsync(string type, Asked asked, string documentId, IPayloadSink sink, CancellationToken ct)
    {
        var name = $"{type} {asked.ReportId}";
        await using var document = await documents.FetchAsync("getReportDocument", $"/reports/2021-06-30/documents/{Uri.EscapeDataString(documentId)}", name, ct);
        if (document.Content.Length > 0)
            await sink.ReportAsync(name + (type.Contains("_XML_", StringComparison.Ordinal) ? ".xml" : ".txt"), document.Content, document.Charset, ct);
    }

    /// <summary>What the document of a failed report says; it need not have one.</summary>
    private async Task<string> ReasonAsync(string? documentId, CancellationToken ct)
    {
        if (documentId is null)
            return "it gives no reason";
        await using var document = await documents.FetchAsync("getReportDocument", $"/reports/2021-06-30/documents/{Uri.EscapeDataString(documentId)}", "the reason", ct);
        var head = new byte[2_000];
        var read = await document.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        return ReturnsConsole.Connectors.Files.Refusals.Show(System.Text.Encoding.UTF8.GetString(head, 0, read).Trim(), 300);
    }

    private PartnerException Again(string what, string? requestId, Exception? inner = null) =>
        new(PartnerFault.Expired, $"{api.Connection.Name}: {what}. It is asked for anew at the next run.", inner) { RequestId = requestId };

    /// <summary>A report that was asked for: the marketplace's place in the list, Amazon's id, and when.</summary>
    private sealed record Asked(int Marketplace, string ReportId, DateTime At)
    {
        public static Asked? Of(string? cursor) =>
            cursor?.Split('~') is [var marketplace, var at, var id] && int.TryParse(marketplace, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                ? new Asked(place, id, new DateTime(ticks, DateTimeKind.Utc))
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Marketplace}~{At.Ticks}~{ReportId}");
    }
}
