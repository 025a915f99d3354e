using System.Globalization;
using System.Net;
using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Sends a feed: a place for the document, the document, then the feed itself. Only the last call does anything, and it has no key against repetition: it is made
/// once, and a lost answer stays unknown. Source: Feeds 2021-06-30.
/// </summary>
internal sealed class FeedSending(SellingPartnerApi api)
{
    private const string Feeds = "/feeds/2021-06-30/feeds";
    private const string DocumentMark = "document~";
    private const string TimeFormat = "yyyyMMddHHmmss";

    public async Task<SendAnswer> SendAsync(FeedMessage feed, CancellationToken ct)
    {
        string document;
        try
        {
            document = await UploadAsync(feed, ct);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Before(failed);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["feedType"] = feed.FeedType,
            ["marketplaceIds"] = feed.MarketplaceIds,
            ["inputFeedDocumentId"] = document,
        });
        var reference = $"{DocumentMark}{document}~{api.Clock.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}";
        try
        {
            using var answer = await api.TellAsync(HttpMethod.Post, "createFeed", Feeds, [], body, repeatable: false, ct);
            return answer.Payload.Text("feedId") is { } id
                ? new SendAnswer(SendResult.Pending, $"Amazon took feed {id} ({Count(feed.MessageKeys.Count)}); its result is asked for.", id, TimeSpan.FromMinutes(2), answer.RequestId)
                : new SendAnswer(SendResult.Unknown, $"{api.Connection.Name}: createFeed was answered without a feedId. Whether the feed was made is not known.", reference, TimeSpan.FromMinutes(5), answer.RequestId);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Of(failed, reference);
        }
    }

    /// <summary>The document and the time of a feed whose answer was lost, as the reference of an unknown outcome carries them.</summary>
    public static (string DocumentId, DateTime SentUtc)? Lost(string reference) =>
        reference.StartsWith(DocumentMark, StringComparison.Ordinal) && reference.LastIndexOf('~') is var at && at > DocumentMark.Length
        && DateTime.TryParseExact(reference[(at + 1)..], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var sent)
            ? (reference[DocumentMark.Length..at], sent)
            : null;

    public static string Count(int messages) => messages == 1 ? "1 message" : string.Create(CultureInfo.InvariantCulture, $"{messages} messages");

    private async Task<string> UploadAsync(FeedMessage feed, CancellationToken ct)
    {
        for (var again = false; ; again = true)
        {
            var (id, url) = await PlaceAsync(feed.ContentType, ct);
            try
            {
                await api.Documents.SendAsync(new PartnerRequest("createFeedDocument (upload)", () => Upload(url, feed)) { Repeatable = true }, ct);
                return id;
            }
            catch (PartnerException ended) when (!again && ended.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                // The address lives five minutes: a new one is asked for once.
            }
            catch (PartnerException refused) when (refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                throw new PartnerException(PartnerFault.Expired, $"{api.Connection.Name}: the place for the feed's document refuses it ({(int)refused.Status}). Nothing was sent.", refused);
            }
        }
    }

    private async Task<(string Id, Uri Url)> PlaceAsync(string contentType, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["contentType"] = contentType });
        using var answer = await api.TellAsync(HttpMethod.Post, "createFeedDocument", "/feeds/2021-06-30/documents", [], body, repeatable: true, ct);
        return answer.Payload.Text("feedDocumentId") is { } id && Uri.TryCreate(answer.Payload.Text("url"), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && !api.IsSecure))
            ? (id, url)
            : throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: createFeedDocument was answered without a document id and an address.") { RequestId = answer.RequestId };
    }

    private static HttpRequestMessage Upload(Uri url, FeedMessage feed)
    {
        var content = new ReadOnlyMemoryContent(feed.Document);
        // To the letter what was announced: the address is signed for it.
        content.Headers.TryAddWithoutValidation("Content-Type", feed.ContentType);
        return new HttpRequestMessage(HttpMethod.Put, url) { Content = content };
    }
}
