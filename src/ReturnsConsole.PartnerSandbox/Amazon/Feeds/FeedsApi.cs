using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Amazon.Reports;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Feeds;

/// <summary>Feeds 2021-06-30: a document is announced, uploaded, handed in, worked off after a while, and answered by another document.</summary>
internal sealed class FeedsApi(SandboxWorld world, Seals seals, DocumentsApi documents, FaultSet faults)
{
    private static readonly TimeSpan InQueue = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan InProgress = TimeSpan.FromMinutes(2);

    public Answer CreateDocument(Call call)
    {
        var document = world.Amazon.AddUpload(call.Account, call.Json().Text("contentType"));
        return Answer.Json(201, new { feedDocumentId = document.Id, url = documents.UploadLink(call, document) });
    }

    public Answer Create(Call call)
    {
        var account = world.Amazon.Accounts[call.Account];
        var body = call.Json();
        var type = body.Text("feedType");
        if (FeedKind.Of(type) is not { } kind)
            throw new BadCallException($"Invalid Feed Type: {type}");

        var marketplaces = body.Texts("marketplaceIds", 1, 25);
        if (marketplaces.Any(id => id != account.Market.MarketplaceId))
            throw new BadCallException("The account does not sell in a marketplace of this request.");

        var documentId = body.Text("inputFeedDocumentId");
        if (world.Amazon.Document(documentId) is not { Content: { } content } document || document.Account != call.Account)
            throw new BadCallException("The inputFeedDocumentId is unknown or nothing was uploaded to it.");

        var feed = new AmazonFeed { Id = world.Amazon.NextNumber(), Type = type, MarketplaceIds = marketplaces, Created = world.Now, InputDocumentId = documentId };
        account.FeedsById.Add(feed.Id, feed);
        account.Feeds.Add(feed.Created, feed);
        world.After(InQueue, () => Begin(account, feed, kind, content));
        return Answer.Json(202, new { feedId = feed.Id });
    }

    public Answer Get(Call call) =>
        world.Amazon.Accounts[call.Account].FeedsById.TryGetValue(call.Route("feedId"), out var feed) ? Answer.Ok(Show(feed)) : AmazonDialect.NotFound("feed");

    public Answer Cancel(Call call)
    {
        if (!world.Amazon.Accounts[call.Account].FeedsById.TryGetValue(call.Route("feedId"), out var feed))
            return AmazonDialect.NotFound("feed");

        if (feed.Status != "IN_QUEUE")
            throw new BadCallException("Only a feed in the queue can be cancelled.");

        feed.Status = "CANCELLED";
        feed.Ended = world.Now;
        return Answer.Empty(200);
    }

    public Answer List(Call call)
    {
        var (query, behind) = ListingToken.Read(call, seals, "getFeeds", "feedTypes", world.Now);
        var found = world.Amazon.Accounts[call.Account].Feeds.Between(query.Since, query.Until, behind)
            .Where(entry => query.Fits(entry.Item.Type, entry.Item.Status)).Take(query.Size + 1).ToList();
        var page = found.Take(query.Size).ToList();
        return Answer.Ok(new
        {
            feeds = page.Select(entry => Show(entry.Item)).ToArray(),
            nextToken = found.Count > query.Size ? ListingToken.Write(call, seals, "getFeeds", query, page[^1].Place) : null,
        });
    }

    private static object Show(AmazonFeed feed) => new
    {
        feedId = feed.Id,
        feedType = feed.Type,
        marketplaceIds = feed.MarketplaceIds,
        createdTime = AmazonFormat.Time(feed.Created),
        processingStatus = feed.Status,
        processingStartTime = AmazonFormat.Time(feed.Started),
        processingEndTime = AmazonFormat.Time(feed.Ended),
        resultFeedDocumentId = feed.ResultDocumentId,
    };

    private void Begin(AmazonAccount account, AmazonFeed feed, FeedKind kind, byte[] content)
    {
        if (feed.Status != "IN_QUEUE")
            return;

        feed.Status = "IN_PROGRESS";
        feed.Started = world.Now;
        world.After(InProgress, () => Finish(account, feed, kind, content));
    }

    /// <summary>A feed that ends FATAL has done some of its messages, and says nothing about which.</summary>
    private void Finish(AmazonAccount account, AmazonFeed feed, FeedKind kind, byte[] content)
    {
        feed.Ended = world.Now;
        var work = kind.Read(new FeedContext(world, account, feed), content);
        if (Strikes("feed") || Strikes("createFeed"))
        {
            foreach (var message in work.Messages.Take((work.Messages.Count + 1) / 2))
                message.Execute();

            feed.Status = "FATAL";
            return;
        }

        feed.Status = "DONE";
        var (contentType, report) = kind.Report(work, account, feed);
        feed.ResultDocumentId = world.Amazon.AddMade(account.Market.Key, contentType, report).Id;
    }

    private bool Strikes(string operation) => faults.Draw("amazonSeller", operation, kind => kind == FaultKind.FatalPartial) is not null;
}
