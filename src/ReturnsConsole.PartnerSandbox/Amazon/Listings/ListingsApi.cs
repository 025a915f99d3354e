using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Listings;

/// <summary>Listings Items 2021-08-01: reading a listing and setting its quantity.</summary>
internal sealed class ListingsApi(SandboxWorld world)
{
    private static readonly string[] Buyable = ["BUYABLE", "DISCOVERABLE"];

    public Answer Get(Call call)
    {
        var (account, article) = Listing(call);
        if (article is null)
            return AmazonDialect.NotFound($"SKU '{call.Route("sku")}'");

        var wanted = call.QueryList("includedData");
        var market = account.Market;
        return Answer.Ok(new
        {
            sku = article.Sku,
            summaries = wanted.Length == 0 || wanted.Contains("summaries")
                ? new[]
                {
                    new
                    {
                        marketplaceId = market.MarketplaceId,
                        asin = article.Asin,
                        productType = article.ProductType,
                        conditionType = "new_new",
                        status = Buyable,
                        itemName = article.Title,
                        createdDate = "2025-01-01T00:00:00Z",
                        lastUpdatedDate = AmazonFormat.Time(world.Now),
                    },
                }
                : null,
            fulfillmentAvailability = wanted.Contains("fulfillmentAvailability")
                ? new[] { new { fulfillmentChannelCode = "DEFAULT", quantity = account.Stock[article.Sku] } }
                : null,
        });
    }

    public Answer Patch(Call call)
    {
        var (account, article) = Listing(call);
        var quantity = QuantityPatch.Read(call.Json());
        var submissionId = Guid.NewGuid().ToString("N");
        if (article is null)
        {
            var issue = new { code = "90220", message = $"SKU '{call.Route("sku")}' does not exist.", severity = "ERROR", attributeNames = Array.Empty<string>(), categories = new[] { "MISSING_ATTRIBUTE" } };
            return Answer.Ok(new { sku = call.Route("sku"), status = "INVALID", submissionId, issues = new[] { issue } });
        }

        if (call.Query("mode") == "VALIDATION_PREVIEW")
            return Answer.Ok(new { sku = article.Sku, status = "VALID", submissionId, issues = Array.Empty<object>() });

        SetQuantity(world, account, article.Sku, quantity, submissionId);
        return Answer.Ok(new { sku = article.Sku, status = "ACCEPTED", submissionId, issues = Array.Empty<object>() });
    }

    public static void SetQuantity(SandboxWorld world, AmazonAccount account, string sku, int quantity, string key)
    {
        account.Stock[sku] = quantity;
        world.Ledger.Add(new LedgerEntry("amazonSeller", "stock", null, null, sku, quantity, null, null, key, world.Now));
    }

    private (AmazonAccount Account, Article? Article) Listing(Call call)
    {
        var account = world.Amazon.Accounts[call.Account];
        if (call.Route("sellerId") != account.Market.SellerId)
            throw new BadCallException("The sellerId is not the caller's.");

        if (call.QueryList("marketplaceIds") is not [var marketplace] || marketplace != account.Market.MarketplaceId)
            throw new BadCallException("marketplaceIds must be the account's marketplace.");

        return (account, Article.All.FirstOrDefault(article => article.Sku == call.Route("sku")));
    }
}
