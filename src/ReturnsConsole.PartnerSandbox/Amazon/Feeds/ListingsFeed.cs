using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Amazon.Listings;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Amazon.Feeds;

/// <summary>JSON_LISTINGS_FEED: quantities of many SKUs at once.</summary>
internal static class ListingsFeed
{
    private const string InvalidInput = "4000001";

    public static FeedWork Read(FeedContext context, byte[] bytes)
    {
        try
        {
            var document = Shape.Parse(bytes);
            var header = document.Object("header");
            if (header.Text("sellerId") != context.Account.Market.SellerId)
                throw new BadCallException("header.sellerId is not the caller's.");

            _ = header.OneOf("version", "2.0");
            return new FeedWork([.. document.List("messages", 1, 25_000).Select(message => Message(context, message))]);
        }
        catch (BadCallException fault)
        {
            return new FeedWork([], new FeedFault(InvalidInput, fault.Message));
        }
    }

    public static (string ContentType, byte[] Report) Report(FeedWork work, AmazonAccount account, AmazonFeed feed)
    {
        var results = work.Messages.Select(message => (message.Id, Fault: message.Execute())).ToList();
        var issues = results.Where(result => result.Fault is not null).Select(result => Issue(result.Id, result.Fault!)).ToList();
        if (work.DocumentFault is { } fault)
            issues.Add(Issue("0", fault));

        return ("application/json; charset=UTF-8", Answer.Bytes(new
        {
            header = new { sellerId = account.Market.SellerId, version = "2.0", feedId = feed.Id },
            issues,
            summary = new
            {
                errors = issues.Count,
                warnings = 0,
                messagesProcessed = results.Count,
                messagesAccepted = results.Count(result => result.Fault is null),
                messagesInvalid = results.Count(result => result.Fault is not null),
            },
        }));
    }

    private static FeedMessage Message(FeedContext context, JsonElement message)
    {
        var id = message.Whole("messageId").ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new FeedMessage(id, () =>
        {
            try
            {
                _ = message.OneOf("operationType", "PATCH");
                var sku = message.Text("sku");
                if (!context.Account.Stock.ContainsKey(sku))
                    return new FeedFault("90220", $"SKU '{sku}' does not exist.", ("SKU", sku));

                ListingsApi.SetQuantity(context.World, context.Account, sku, QuantityPatch.Read(message), $"{context.Feed.Id}/{id}");
                return null;
            }
            catch (BadCallException fault)
            {
                return new FeedFault(InvalidInput, fault.Message);
            }
        });
    }

    private static object Issue(string messageId, FeedFault fault) => new
    {
        messageId = int.Parse(messageId, System.Globalization.CultureInfo.InvariantCulture),
        code = fault.Code,
        severity = "ERROR",
        message = fault.Description,
    };
}
