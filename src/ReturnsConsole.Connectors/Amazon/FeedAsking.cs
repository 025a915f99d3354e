using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Asks what became of a feed and reads its processing report. Done only means processed: each message has its own result. Fatal means that some, none or all
/// of it happened.
/// </summary>
internal sealed class FeedAsking(SellingPartnerApi api, AmazonDocuments documents)
{
    private const string Feeds = "/feeds/2021-06-30/feeds";
    private const int LargestReport = 64 * 1024 * 1024;

    public async Task<SendAnswer> AskAsync(FeedMessage feed, string? reference, CancellationToken ct)
    {
        var lost = reference is null ? ((string DocumentId, DateTime SentUtc)?)null : FeedSending.Lost(reference);
        try
        {
            return reference is null || lost is not null ? await FindAsync(feed, reference, lost, ct) : await AskAsync(feed, reference, null, ct);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Unanswered(failed, reference, taken: reference is not null && lost is null);
        }
    }

    private async Task<SendAnswer> AskAsync(FeedMessage feed, string id, string? found, CancellationToken ct)
    {
        SellingPartnerAnswer answer;
        try
        {
            answer = await api.GetAsync("getFeed", $"{Feeds}/{Uri.EscapeDataString(id)}", [], ct);
        }
        catch (PartnerException gone) when (gone.Fault is PartnerFault.NotFound or PartnerFault.Rejected)
        {
            return All(feed, SendResult.Unknown, $"Amazon no longer knows feed {id}; it keeps feeds for 90 days. {gone.Message}", id, gone.RequestId);
        }
        using (answer)
        {
            var document = answer.Payload.Text("resultFeedDocumentId");
            switch (answer.Payload.Text("processingStatus"))
            {
                case "IN_QUEUE":
                    return new SendAnswer(SendResult.Pending, $"{found}Feed {id} waits in Amazon's queue.", id, TimeSpan.FromMinutes(2), answer.RequestId);
                case "IN_PROGRESS":
                    return new SendAnswer(SendResult.Pending, $"{found}Amazon is working on feed {id}.", id, TimeSpan.FromMinutes(1), answer.RequestId);
                case "CANCELLED":
                    return All(feed, SendResult.NotDone, $"Feed {id} was cancelled before Amazon began it: nothing of it was done.", id, answer.RequestId);
                case "FATAL":
                    return All(feed, SendResult.Unknown, $"Amazon broke off feed {id} (FATAL): some, none or all of it may have been done. Only Amazon's finance data shows which.", id, answer.RequestId);
                case "DONE" when document is not null:
                    return await ReadAsync(feed, id, document, answer.RequestId, ct);
                case "DONE":
                    return All(feed, SendResult.Unknown, $"Feed {id} is done, but Amazon gives no processing report for it.", id, answer.RequestId);
                case var other:
                    return All(feed, SendResult.Unknown, $"Feed {id} is in the state '{other}', which is not known here.", id, answer.RequestId);
            }
        }
    }

    private async Task<SendAnswer> ReadAsync(FeedMessage feed, string id, string documentId, string? requestId, CancellationToken ct)
    {
        byte[] content;
        string? charset;
        try
        {
            await using var document = await documents.FetchAsync("getFeedDocument", DocumentPath(documentId), $"the processing report of feed {id}", ct);
            if (document.Content.Length > LargestReport)
                return All(feed, SendResult.Unknown, $"The processing report of feed {id} has {document.Content.Length / (1024 * 1024)} MB, which is never right.", id, requestId);
            content = new byte[document.Content.Length];
            await document.Content.ReadExactlyAsync(content, ct);
            charset = document.Charset;
        }
        catch (PartnerException gone) when (gone.Fault == PartnerFault.NotFound)
        {
            return All(feed, SendResult.Unknown, $"The processing report of feed {id} is no longer there; Amazon keeps it for 28 days.", id, gone.RequestId);
        }
        if (ProcessingReport.Read(ReportText.Decode(content, charset)) is not { } report)
            return All(feed, SendResult.Unknown, $"The processing report of feed {id} is not written in a way that is known here.", id, requestId);
        return FeedVerdict.Of(feed, id, report) with { RequestId = requestId };
    }

    /// <summary>
    /// Looks for a feed whose answer was lost: by type and time, and proven only by its input document. A feed that only looks alike proves nothing, and neither
    /// does a list without it.
    /// </summary>
    private async Task<SendAnswer> FindAsync(FeedMessage feed, string? reference, (string DocumentId, DateTime SentUtc)? lost, CancellationToken ct)
    {
        var now = api.Clock.GetUtcNow().UtcDateTime;
        var since = lost is { } sent ? sent.SentUtc.AddMinutes(-15) : now.AddDays(-2);
        var alike = new List<string>();
        string? token = null;
        do
        {
            (string, string?)[] query = token is null ? [("feedTypes", feed.FeedType), ("pageSize", "100"), ("createdSince", SellingPartner.Time(since))] : [("nextToken", token)];
            using var answer = await api.GetAsync("getFeeds", Feeds, query, ct);
            foreach (var made in Setting.Array(api, "getFeeds", answer.Payload, "feeds", answer.RequestId))
            {
                if (made.Text("feedType") != feed.FeedType || made.Text("feedId") is not { } id || (lost is { } at && made.Time("createdTime") > at.SentUtc.AddHours(1)))
                    continue;
                var input = made.Text("inputFeedDocumentId");
                if (input is not null && (input == lost?.DocumentId || await HoldsAsync(feed, input, ct)))
                    return await AskAsync(feed, id, $"The feed whose answer was lost is feed {id}: its document is ours. ", ct);
                alike.Add(id);
            }
            var next = answer.Payload.Text("nextToken");
            token = next == token ? null : next;
        }
        while (!string.IsNullOrEmpty(token));
        var seen = alike.Count == 0
            ? $"Amazon lists no feed of type {feed.FeedType} made since {since:yyyy-MM-dd HH:mm} UTC"
            : $"Amazon lists {alike.Count} feed(s) of type {feed.FeedType} made since {since:yyyy-MM-dd HH:mm} UTC ({string.Join(", ", alike.Take(5))}), but not which document they came from";
        return All(feed, SendResult.Unknown, $"{seen}. That proves nothing: finance data has to show whether it was done.", reference, null) with { After = TimeSpan.FromMinutes(30) };
    }

    private async Task<bool> HoldsAsync(FeedMessage feed, string documentId, CancellationToken ct)
    {
        try
        {
            await using var document = await documents.FetchAsync("getFeedDocument", DocumentPath(documentId), "a feed's document", ct);
            if (document.Content.Length != feed.Document.Length)
                return false;
            var content = new byte[document.Content.Length];
            await document.Content.ReadExactlyAsync(content, ct);
            return feed.Document.Span.SequenceEqual(content);
        }
        catch (PartnerException unreadable) when (unreadable.Fault is not (PartnerFault.Throttled or PartnerFault.AccessDenied))
        {
            return false;
        }
    }

    private static string DocumentPath(string id) => $"/feeds/2021-06-30/documents/{Uri.EscapeDataString(id)}";

    private static SendAnswer All(FeedMessage feed, SendResult result, string message, string? reference, string? requestId) =>
        new(result, message, reference, RequestId: requestId, Parts: [.. feed.MessageKeys.Select(key => new PartAnswer(key, result, message))]);
}
