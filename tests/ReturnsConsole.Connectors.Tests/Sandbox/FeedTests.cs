using System.Net;
using System.Text;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class FeedTests
{
    private const string Adjustments = "POST_PAYMENT_ADJUSTMENT_DATA";

    [Fact]
    public async Task Refund_Accepted_IsInLedgerFinancesAndReport()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await ShippedAsync(host);
        var feed = await host.FeedAsync(token, Adjustments, FeedDocuments.Refunds(FeedDocuments.Refund(order, "25.50", "our-1")));
        Assert.Equal("DONE", feed.GetProperty("processingStatus").GetString());
        var report = FeedDocuments.Report(await host.FeedResultAsync(token, feed));
        Assert.Equal("1", report.Element("ProcessingSummary")!.Element("MessagesSuccessful")!.Value);
        Assert.Empty(report.Elements("Result"));

        var entry = Assert.Single(await host.LedgerAsync());
        Assert.Equal(("refund", "25.50", "USD", "our-1"), (Text(entry, "kind"), Text(entry, "amount"), Text(entry, "currency"), Text(entry, "messageKey")));
        await host.AdvanceAsync("P3D");
        var found = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/finances/2024-06-19/transactions?relatedIdentifierName=ORDER_ID&relatedIdentifierValue={Text(order, "orderId")}");
        Assert.Contains(found.GetProperty("payload").GetProperty("transactions").EnumerateArray(), row => Text(row, "transactionType") == "Refund");
    }

    [Fact]
    public async Task Refunds_OverWhatIsLeft_AreRefusedBeyondIt()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await ShippedAsync(host);
        var feed = await host.FeedAsync(token, Adjustments, FeedDocuments.Refunds(
            FeedDocuments.Refund(order, "150.00", "a"), FeedDocuments.Refund(order, "150.00", "b"), FeedDocuments.Refund(order, "1.00", "c")));
        var report = FeedDocuments.Report(await host.FeedResultAsync(token, feed));
        Assert.Equal(["2"], report.Elements("Result").Select(result => result.Element("MessageID")!.Value));
        Assert.Equal(["a", "c"], (await host.LedgerAsync()).Select(entry => Text(entry, "messageKey")));
    }

    [Theory]
    [InlineData("<AdjustmentReason>CustomerReturn</AdjustmentReason>", "", "5000")]
    [InlineData("<Component><Type>Principal</Type>", "<Type>Principal</Type><Component>", "5000")]
    [InlineData("25.50", "25.505", "5000")]
    [InlineData("\"USD\"", "\"EUR\"", "90003")]
    [InlineData("CustomerReturn", "Because", "5000")]
    public async Task Refund_AgainstTheSchema_IsAnErrorAndNoRefund(string right, string wrong, string code)
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await ShippedAsync(host);
        var document = FeedDocuments.Refunds(FeedDocuments.Refund(order, "25.50", "our-1"));
        Assert.Contains(right, document, StringComparison.Ordinal);
        var broken = document.Replace(right, wrong, StringComparison.Ordinal).Replace("<Type>Principal</Type><Component>", "<Type>Principal</Type>", StringComparison.Ordinal);
        if (wrong.StartsWith("<Type>", StringComparison.Ordinal))
            broken = broken.Replace("</Component>", "", StringComparison.Ordinal);

        var report = FeedDocuments.Report(await host.FeedResultAsync(token, await host.FeedAsync(token, Adjustments, broken)));
        Assert.Equal(code, Assert.Single(report.Elements("Result")).Element("ResultMessageCode")!.Value);
        Assert.Empty(await host.LedgerAsync());
    }

    [Fact]
    public async Task Refund_OfUnknownOrder_Is18028()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await ShippedAsync(host);
        var document = FeedDocuments.Refunds(FeedDocuments.Refund(order, "1.00", "x")).Replace(Text(order, "orderId")!, "111-0000000-0000000", StringComparison.Ordinal);
        var report = FeedDocuments.Report(await host.FeedResultAsync(token, await host.FeedAsync(token, Adjustments, document)));
        Assert.Equal("18028", Assert.Single(report.Elements("Result")).Element("ResultMessageCode")!.Value);
    }

    [Fact]
    public async Task Document_ThatIsNoXml_FailsAsAWhole()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, _) = await ShippedAsync(host);
        var report = FeedDocuments.Report(await host.FeedResultAsync(token, await host.FeedAsync(token, Adjustments, "<AmazonEnvelope>")));
        Assert.Equal("0", Assert.Single(report.Elements("Result")).Element("MessageID")!.Value);
    }

    [Fact]
    public async Task FatalPartial_OfFourRefunds_DoesTwoAndSaysNothing()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await ShippedAsync(host);
        await host.FaultAsync(new { partner = "amazon", operation = "feed", kind = "fatalPartial", count = 1 });
        var feed = await host.FeedAsync(token, Adjustments, FeedDocuments.Refunds([.. Enumerable.Range(1, 4).Select(i => FeedDocuments.Refund(order, "2.00", $"k{i}"))]));
        Assert.Equal("FATAL", feed.GetProperty("processingStatus").GetString());
        Assert.False(feed.TryGetProperty("resultFeedDocumentId", out _));
        Assert.Equal(["k1", "k2"], (await host.LedgerAsync()).Select(entry => Text(entry, "messageKey")));
    }

    [Fact]
    public async Task Acknowledgement_Failure_CancelsAnUnshippedOrder()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("cancel request");
        await host.AdvanceAsync("PT4H");
        var token = await host.TokenAsync("us");
        var order = await host.OnlyOrderAsync(token);
        var message = $"<OrderAcknowledgement><AmazonOrderID>{Text(order, "orderId")}</AmazonOrderID><StatusCode>Failure</StatusCode></OrderAcknowledgement>";
        await host.FeedAsync(token, "POST_ORDER_ACKNOWLEDGEMENT_DATA", FeedDocuments.Envelope("OrderAcknowledgement", message));
        Assert.All(await host.LedgerAsync(), entry => Assert.Equal("cancel", Text(entry, "kind")));
        await host.AdvanceAsync("PT5M");
        Assert.Equal("CANCELLED", (await host.OnlyOrderAsync(token)).GetProperty("fulfillment").GetProperty("fulfillmentStatus").GetString());
    }

    [Fact]
    public async Task Upload_WithAnotherContentType_IsRefused()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("us");
        var announced = await host.AmazonJsonAsync(token, HttpMethod.Post, "/feeds/2021-06-30/documents", new { contentType = "text/xml; charset=UTF-8" });
        using var content = new StringContent("<x/>", Encoding.UTF8, "application/json");
        using var answer = await host.Http.PutAsync(announced.GetProperty("url").GetString(), content);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task ListingsFeed_WithOneUnknownSku_SetsTheOther()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("us");
        var feed = await host.FeedAsync(token, "JSON_LISTINGS_FEED", JsonSerializer.Serialize(new
        {
            header = new { sellerId = "A1SANDBOXUS001", version = "2.0", issueLocale = "en_US" },
            messages = new[] { Message(1, "TS-BLK-S"), Message(2, "NO-SUCH-SKU") },
        }));
        var summary = JsonDocument.Parse(await host.FeedResultAsync(token, feed)).RootElement.GetProperty("summary");
        Assert.Equal((1, 1), (summary.GetProperty("messagesAccepted").GetInt32(), summary.GetProperty("messagesInvalid").GetInt32()));
        var entry = Assert.Single(await host.LedgerAsync());
        Assert.Equal(("stock", "TS-BLK-S", 9), (Text(entry, "kind"), Text(entry, "sku"), entry.GetProperty("quantity").GetInt32()));

        static object Message(int messageId, string sku) => new
        {
            messageId,
            sku,
            operationType = "PATCH",
            productType = "SHIRT",
            patches = new[] { new { op = "replace", path = "/attributes/fulfillment_availability", value = new[] { new { fulfillment_channel_code = "DEFAULT", quantity = 9 } } } },
        };
    }

    internal static async Task<(string Token, JsonElement Order)> ShippedAsync(SandboxHost host)
    {
        await host.ScenarioAsync("plain order");
        await host.AdvanceAsync("P8D");
        var token = await host.TokenAsync("us");
        return (token, await host.OnlyOrderAsync(token));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
