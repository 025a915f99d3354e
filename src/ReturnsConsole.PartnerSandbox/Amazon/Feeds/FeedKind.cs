using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Feeds;

/// <summary>Whose feed is being worked off.</summary>
internal sealed record FeedContext(SandboxWorld World, AmazonAccount Account, AmazonFeed Feed);

/// <summary>Why a message was not carried out.</summary>
/// <param name="Subject">Element of AdditionalInfo (SKU, AmazonOrderID, …) and its value.</param>
internal sealed record FeedFault(string Code, string Description, (string Name, string Value)? Subject = null);

/// <summary>One message of a document; executing it either does it or says why not.</summary>
internal sealed record FeedMessage(string Id, Func<FeedFault?> Execute);

/// <summary>What a document asks for; a fault of the whole document leaves no messages.</summary>
internal sealed record FeedWork(IReadOnlyList<FeedMessage> Messages, FeedFault? DocumentFault = null);

/// <summary>A type of feed: how it is read, and how its result is reported.</summary>
internal sealed record FeedKind(
    string Type, Func<FeedContext, byte[], FeedWork> Read, Func<FeedWork, AmazonAccount, AmazonFeed, (string ContentType, byte[] Report)> Report)
{
    private static readonly FeedKind[] All =
    [
        new("POST_PAYMENT_ADJUSTMENT_DATA", (context, bytes) => XmlFeed.Read(bytes, "OrderAdjustment", message => AdjustmentFeed.Message(context, message)), ProcessingReport.Write),
        new("POST_ORDER_ACKNOWLEDGEMENT_DATA", (context, bytes) => XmlFeed.Read(bytes, "OrderAcknowledgement", message => AcknowledgementFeed.Message(context, message)), ProcessingReport.Write),
        new("JSON_LISTINGS_FEED", ListingsFeed.Read, ListingsFeed.Report),
    ];

    public static FeedKind? Of(string type) => Array.Find(All, kind => kind.Type == type);
}
