using System.Text;
using ReturnsConsole.Connectors.Tests.Files;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

public sealed class FeedTests : AmazonTests
{
    private const string Place = "POST /feeds/2021-06-30/documents";
    private const string Upload = "PUT /documents/in";
    private const string Create = "POST /feeds/2021-06-30/feeds";
    private const string Feed = "GET /feeds/2021-06-30/feeds/9";
    private const string Feeds = "GET /feeds/2021-06-30/feeds";
    private const string ContentType = "text/xml; charset=UTF-8";

    [Fact]
    public async Task Feed_IsUploadedWithTheSameContentType_AndMadeOnce()
    {
        LayOut();
        var sent = await Seller().SendAsync(Message(2), "batch", default);
        Assert.Equal((SendResult.Pending, "9"), (sent.Result, sent.Reference));
        Assert.Contains("\"text/xml; charset=UTF-8\"", Host.To(Place)[0].Text, StringComparison.Ordinal);
        var upload = Assert.Single(Host.To(Upload));
        Assert.Equal(ContentType, upload.Headers["Content-Type"]);
        Assert.False(upload.Headers.ContainsKey("x-amz-access-token"));
        Assert.Equal("<AmazonEnvelope/>", upload.Text);
        Assert.Equal("""{"feedType":"POST_PAYMENT_ADJUSTMENT_DATA","marketplaceIds":["A1PA6795UKMFR9"],"inputFeedDocumentId":"doc-in"}""", Host.To(Create)[0].Text);
        ContractKept("createFeedDocument", "createFeed");
    }

    public static TheoryData<string> LostAnswers => ["drop", "500", "503", "garbage", "cut"];

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Feed_WhoseAnswerIsLost_IsUnknown_AndNotSentAgain(string how)
    {
        LayOut();
        Give answer = Give.Json(202, """{"feedId":"9"}""");
        Host.On(Create, how switch
        {
            "drop" => answer with { Drop = true },
            "cut" => answer with { Cut = true },
            "garbage" => new Give(200, "<html>"u8.ToArray(), "text/html"),
            _ => Give.Error(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture), "InternalFailure"),
        });
        var sent = await Seller().SendAsync(Message(1), "batch", default);
        Assert.Equal(SendResult.Unknown, sent.Result);
        Assert.Single(Host.To(Create));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Document_ThatCannotBePlaced_MeansNotDone(int status)
    {
        LayOut();
        Host.On(Place, Give.Error(status, "InternalFailure"));
        Assert.Equal(SendResult.NotDone, (await Seller().SendAsync(Message(1), "batch", default)).Result);
        Assert.Empty(Host.To(Create));
    }

    [Fact]
    public async Task Document_ThatCannotBeUploaded_MeansNotDone()
    {
        LayOut();
        Host.On(Upload, Give.Error(503, "SlowDown") with { Drop = true });
        Assert.Equal(SendResult.NotDone, (await Seller().SendAsync(Message(1), "batch", default)).Result);
        Assert.Empty(Host.To(Create));
    }

    [Fact]
    public async Task Feed_RefusedAsWrong_IsRefused()
    {
        LayOut();
        Host.On(Create, Give.Error(400, "InvalidInput", "feedType is wrong"));
        var sent = await Seller().SendAsync(Message(1), "batch", default);
        Assert.Equal(SendResult.Refused, sent.Result);
        Assert.Contains("feedType is wrong", sent.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IN_QUEUE", SendResult.Pending)]
    [InlineData("IN_PROGRESS", SendResult.Pending)]
    [InlineData("CANCELLED", SendResult.NotDone)]
    [InlineData("FATAL", SendResult.Unknown)]
    public async Task Feed_AskedAfter_IsWhatItsStateMeans(string state, SendResult expected)
    {
        Host.On(Feed, State(state));
        var asked = await Seller().AskAsync(Message(2), "batch", "9", default);
        Assert.Equal(expected, asked.Result);
        if (expected != SendResult.Pending)
            Assert.All(asked.Parts!, p => Assert.Equal(expected, p.Result));
        ContractKept("getFeed");
    }

    [Fact]
    public async Task Report_Xml_GivesEachMessageItsResult_SuccessfulOnesWithoutALine()
    {
        Report(File.ReadAllBytes(Reading.Sample("processing_report_interchange_1.xml")), "text/xml");
        var asked = await Seller().AskAsync(Message(7), "batch", "9", default);
        Assert.Equal(SendResult.Accepted, asked.Result);
        Assert.Equal(7, asked.Parts!.Count);
        Assert.Equal(1, asked.Parts.Count(p => p.Result == SendResult.Accepted));
        Assert.Contains("6024", asked.Parts[0].Message, StringComparison.Ordinal);
        ContractKept("getFeed", "getFeedDocument");
    }

    [Fact]
    public async Task Report_OfOneRefusedMessage_IsRefused()
    {
        Report(File.ReadAllBytes(Reading.Sample("processing_report_interchange_3.xml")), "text/xml");
        var asked = await Seller().AskAsync(Message(1), "batch", "9", default);
        Assert.Equal(SendResult.Refused, asked.Result);
        Assert.Equal("key-1", Assert.Single(asked.Parts!).Key);
    }

    [Fact]
    public async Task Report_Text_InItsOwnCharset_IsRead()
    {
        var text = "Feed Processing Summary:\n\tNumber of records processed\t\t3\n\tNumber of records successful\t\t2\n\noriginal-record-number\tsku\terror-code\terror-type\terror-message\n2\tA-1\t18028\tError\tBestellung nicht gef\u00FCnden\n";
        Report(Encoding.Latin1.GetBytes(text), "text/plain; charset=Cp1252");
        var asked = await Seller().AskAsync(Message(3), "batch", "9", default);
        Assert.Equal([SendResult.Accepted, SendResult.Refused, SendResult.Accepted], asked.Parts!.Select(p => p.Result));
        Assert.Contains("gef\u00FCnden", asked.Parts![1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Json_IsRead()
    {
        Report("""{"header":{"feedId":"9"},"issues":[{"messageId":1,"code":"90","severity":"WARNING","message":"look"},{"messageId":2,"code":"91","severity":"ERROR","message":"no"}],"summary":{"errors":1,"warnings":1,"messagesProcessed":2,"messagesAccepted":1,"messagesInvalid":1}}"""u8.ToArray(), "application/json");
        var asked = await Seller().AskAsync(Message(2), "batch", "9", default);
        Assert.Equal([SendResult.Accepted, SendResult.Refused], asked.Parts!.Select(p => p.Result));
        Assert.Contains("look", asked.Parts![0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2, 0, "")]
    [InlineData(3, 1, 1, "<Result><MessageID>1</MessageID><ResultCode>Error</ResultCode></Result>")]
    [InlineData(3, 2, 1, "")]
    [InlineData(3, 2, 1, "<Result><MessageID>4</MessageID><ResultCode>Error</ResultCode></Result>")]
    [InlineData(3, 3, 0, "<Result><MessageID>1</MessageID><ResultCode>Error</ResultCode></Result>")]
    [InlineData(3, 1, 0, "<Result><MessageID>0</MessageID><ResultCode>Error</ResultCode></Result>")]
    public async Task Report_ThatDoesNotAddUp_LeavesAllUnknown(int processed, int successful, int wrong, string results)
    {
        Report(Xml(processed, successful, wrong, results), "text/xml");
        var asked = await Seller().AskAsync(Message(3), "batch", "9", default);
        Assert.Equal(SendResult.Unknown, asked.Result);
        Assert.All(asked.Parts!, p => Assert.Equal(SendResult.Unknown, p.Result));
    }

    [Fact]
    public async Task Report_OfTheWholeDocument_RefusesEveryMessage()
    {
        Report(Xml(0, 0, 1, "<Result><MessageID>0</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>5000</ResultMessageCode><ResultDescription>XML is malformed</ResultDescription></Result>"), "text/xml");
        var asked = await Seller().AskAsync(Message(3), "batch", "9", default);
        Assert.Equal(SendResult.Refused, asked.Result);
        Assert.All(asked.Parts!, p => Assert.Contains("malformed", p.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<AmazonEnvelope><Message>")]
    [InlineData("nothing of the kind")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><AmazonEnvelope>&e;</AmazonEnvelope>")]
    [InlineData("{\"summary\":")]
    public async Task Report_ThatCannotBeRead_LeavesAllUnknown(string report)
    {
        Report(Encoding.UTF8.GetBytes(report), "text/xml");
        Assert.Equal(SendResult.Unknown, (await Seller().AskAsync(Message(1), "batch", "9", default)).Result);
    }

    [Fact]
    public async Task LostFeed_IsFoundByItsDocument()
    {
        LayOut();
        Host.On(Create, Give.Error(500, "InternalFailure"));
        var seller = Seller();
        var lost = await seller.SendAsync(Message(1), "batch", default);
        Host.On(Feeds, """{"feeds":[{"feedId":"9","feedType":"POST_PAYMENT_ADJUSTMENT_DATA","createdTime":"2026-06-01T12:00:01Z","processingStatus":"DONE","inputFeedDocumentId":"doc-in"}]}""");
        Report(Xml(1, 1, 0, ""), "text/xml");
        var asked = await seller.AskAsync(Message(1), "batch", lost.Reference, default);
        Assert.Equal((SendResult.Accepted, "9"), (asked.Result, asked.Reference));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"feedId":"8","feedType":"POST_PAYMENT_ADJUSTMENT_DATA","createdTime":"2026-06-01T12:00:01Z","processingStatus":"DONE"}""")]
    public async Task LostFeed_ThatNothingProves_StaysUnknown(string feeds)
    {
        Host.On(Feeds, $$"""{"feeds":[{{feeds}}]}""");
        var asked = await Seller().AskAsync(Message(1), "batch", null, default);
        Assert.Equal(SendResult.Unknown, asked.Result);
        ContractKept("getFeeds");
    }

    [Fact]
    public async Task Question_ThatGetsNoAnswer_LeavesTheFeedPending()
    {
        Host.On(Feed, Give.Error(503, "ServiceUnavailable"));
        var asked = await Seller().AskAsync(Message(1), "batch", "9", default);
        Assert.Equal((SendResult.Pending, "9"), (asked.Result, asked.Reference));
    }

    [Fact]
    public async Task Quantity_IsSetAbsolutely_AndReadBack()
    {
        const string item = "/listings/2021-08-01/items/A1SELLER/SKU%2F1%20a";
        Host.On("PATCH " + item, Give.Error(500, "InternalFailure"), """{"sku":"SKU/1 a","status":"ACCEPTED","submissionId":"s1","issues":[]}""");
        Host.On("GET " + item, """{"sku":"SKU/1 a","fulfillmentAvailability":[{"fulfillmentChannelCode":"DEFAULT","quantity":4}]}""");
        var message = new ListingQuantityMessage("SKU/1 a", "A1PA6795UKMFR9", "SHIRT", 4);
        Assert.Equal(SendResult.Accepted, (await Seller().SendAsync(message, "k", default)).Result);
        Assert.Equal(2, Host.To("PATCH " + item).Count);
        Assert.Equal(SendResult.Accepted, (await Seller().AskAsync(message, "k", null, default)).Result);
        Assert.Equal(SendResult.NotDone, (await Seller().AskAsync(message with { Quantity = 5 }, "k", null, default)).Result);
        ContractKept("patchListingsItem", "getListingsItem");
    }

    [Fact]
    public async Task Quantity_ThatAmazonFindsInvalid_IsRefusedWithItsReason()
    {
        Host.On("PATCH /listings/2021-08-01/items/A1SELLER/S", """{"sku":"S","status":"INVALID","submissionId":"s1","issues":[{"code":"90","message":"wrong product type","severity":"ERROR","categories":[]}]}""");
        var sent = await Seller().SendAsync(new ListingQuantityMessage("S", "A1PA6795UKMFR9", "SHIRT", 4), "k", default);
        Assert.Equal(SendResult.Refused, sent.Result);
        Assert.Contains("wrong product type", sent.Message, StringComparison.Ordinal);
    }

    private static FeedMessage Message(int messages) =>
        new("POST_PAYMENT_ADJUSTMENT_DATA", ["A1PA6795UKMFR9"], "<AmazonEnvelope/>"u8.ToArray(), ContentType, [.. Enumerable.Range(1, messages).Select(i => $"key-{i}")]);

    private static byte[] Xml(int processed, int successful, int wrong, string results) => Encoding.UTF8.GetBytes(
        $"<AmazonEnvelope><MessageType>ProcessingReport</MessageType><Message><MessageID>1</MessageID><ProcessingReport><StatusCode>Complete</StatusCode><ProcessingSummary><MessagesProcessed>{processed}</MessagesProcessed><MessagesSuccessful>{successful}</MessagesSuccessful><MessagesWithError>{wrong}</MessagesWithError></ProcessingSummary>{results}</ProcessingReport></Message></AmazonEnvelope>");

    private static Give State(string state, string? document = null) =>
        $$"""{"feedId":"9","feedType":"POST_PAYMENT_ADJUSTMENT_DATA","createdTime":"2026-06-01T12:00:00Z","processingStatus":"{{state}}"{{(document is null ? "" : $",\"resultFeedDocumentId\":\"{document}\"")}}}""";

    private void LayOut()
    {
        Host.On(Place, Give.Json(201, $$"""{"feedDocumentId":"doc-in","url":"{{new Uri(Host.Address, "/documents/in")}}"}"""));
        Host.On(Upload, new Give(200, []));
        Host.On(Create, Give.Json(202, """{"feedId":"9"}"""));
    }

    private void Report(byte[] content, string contentType)
    {
        Host.On(Feed, State("DONE", "doc-out"));
        Host.On("GET /feeds/2021-06-30/documents/doc-out", $$"""{"feedDocumentId":"doc-out","url":"{{new Uri(Host.Address, "/documents/out")}}"}""");
        Host.On("GET /documents/out", new Give(200, content, contentType));
    }
}
