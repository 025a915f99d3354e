using System.Globalization;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Settlement reports, which Amazon makes by itself and keeps for 90 days: listed by the time they were made, oldest first, each fetched. One report is one
/// settlement of one currency, whatever marketplaces it names. Source: Reports 2021-06-30.
/// </summary>
internal sealed class SettlementPull(SellingPartnerApi api, AmazonDocuments documents)
{
    private const string Type = "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90) - TimeSpan.FromHours(1);

    public async Task<PullResult> PullAsync(PullWindow window, IPayloadSink sink, CancellationToken ct)
    {
        var cursor = window.Cursor;
        string? id = null;
        try
        {
            var (reports, listed) = await ListAsync(window, ct);
            id = listed;
            foreach (var report in reports.Where(r => cursor is null || string.CompareOrdinal(r.Place, cursor) > 0))
            {
                await using (var document = await documents.FetchAsync("getReportDocument", $"/reports/2021-06-30/documents/{Uri.EscapeDataString(report.DocumentId)}", $"settlement report {report.Id}", ct))
                {
                    if (document.Content.Length > 0)
                        await sink.ReportAsync($"settlement report {report.Id}.txt", document.Content, document.Charset, ct);
                }
                cursor = report.Place;
            }
            return new PullResult(true, RequestId: id);
        }
        catch (PartnerException later) when (later is { Fault: PartnerFault.Throttled, RetryAfter: not null })
        {
            return new PullResult(false, cursor, later.RetryAfter, later.RequestId ?? id);
        }
    }

    private async Task<(IReadOnlyList<Made> Reports, string? RequestId)> ListAsync(PullWindow window, CancellationToken ct)
    {
        var oldest = api.Clock.GetUtcNow().UtcDateTime - Kept;
        var since = window.FromUtc > oldest ? window.FromUtc : oldest;
        var found = new List<Made>();
        if (since >= window.UntilUtc)
            return (found, null);
        string? token = null, id;
        do
        {
            // Amazon wants a page token to come alone.
            (string, string?)[] query = token is not null
                ? [("nextToken", token)]
                : [("reportTypes", Type), ("processingStatuses", "DONE"), ("pageSize", "100"), ("createdSince", SellingPartner.Time(since)), ("createdUntil", Until(window))];
            using var answer = await ListAsync(query, token, ct);
            id = answer.RequestId;
            foreach (var report in Setting.Array(api, "getReports", answer.Payload, "reports", id))
            {
                if (report.Text("reportType") == Type && report.Text("reportId") is { } reportId && report.Text("reportDocumentId") is { } document && report.Time("createdTime") is { } made)
                    found.Add(new Made(reportId, document, made));
            }
            var next = answer.Payload.Text("nextToken");
            token = next == token ? null : next;
        }
        while (!string.IsNullOrEmpty(token));
        found.Sort((a, b) => string.CompareOrdinal(a.Place, b.Place));
        return (found, id);
    }

    // Up to now needs no end; Amazon may refuse one that is in its future.
    private string? Until(PullWindow window) => window.UntilUtc < api.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromMinutes(1) ? SellingPartner.Time(window.UntilUtc.AddSeconds(1)) : null;

    private async Task<SellingPartnerAnswer> ListAsync((string, string?)[] query, string? token, CancellationToken ct)
    {
        try
        {
            return await api.GetAsync("getReports", "/reports/2021-06-30/reports", query, ct);
        }
        catch (PartnerException refused) when (token is not null && refused.Fault == PartnerFault.Rejected)
        {
            throw new PartnerException(PartnerFault.Expired, $"{refused.Message} The page token has run out; the window is begun again.", refused) { Status = refused.Status, RequestId = refused.RequestId, Code = refused.Code };
        }
    }

    /// <param name="MadeUtc">When Amazon made it: the order in which reports are fetched.</param>
    private sealed record Made(string Id, string DocumentId, DateTime MadeUtc)
    {
        public string Place { get; } = MadeUtc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "~" + Id;
    }
}
