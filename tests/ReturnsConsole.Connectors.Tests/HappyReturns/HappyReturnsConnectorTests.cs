using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.HappyReturns;
using ReturnsConsole.Connectors.Tests.Support;
using ReturnsConsole.Connectors.Wire;
using static ReturnsConsole.Connectors.Tests.Support.Documents;

namespace ReturnsConsole.Connectors.Tests.HappyReturns;

public sealed class HappyReturnsConnectorTests
{
    [Fact]
    public async Task Returns_OfOpenSubjects_AreAskedByOneCriterionEach()
    {
        await using var stub = await PlatformStub.StartAsync(call => Json(call).TryGetProperty("happyReturnsExpressCode", out _) && !Json(call).TryGetProperty("cursor", out _)
            ? StubAnswer.Ok(Return("HRAB2BFE", "SHOP-1", "started").Replace("\"items\"", "\"cursor\":\"c2\",\"items\"", StringComparison.Ordinal))
            : StubAnswer.Nothing);
        var kept = new KeptDocuments();

        var result = await Connector(stub).PullAsync("returns", Day(12, null, "SHOP-9", "HRAB2BFE", "HRAB2BFE"), kept, CancellationToken.None);

        Assert.True(result.Complete);
        var row = Assert.Single(kept.Read().PlatformReturns);
        Assert.Equal(("HRAB2BFE", "SHOP-1", "12345", 1), (row.DisplayId, row.OrderId, row.OrderItemId, row.Quantity));
        Assert.Equal(
            ["""{"happyReturnsRetailerID":"R1","happyReturnsExpressCode":"HRAB2BFE"}""", """{"happyReturnsRetailerID":"R1","happyReturnsExpressCode":"HRAB2BFE","cursor":"c2"}""", """{"happyReturnsRetailerID":"R1","orderNumber":"SHOP-9"}"""],
            stub.Calls.Select(c => c.Body));
        Assert.All(stub.Calls, c => Assert.Equal("key", c.Headers["X-Hr-Apikey"]));
    }

    [Fact]
    public async Task Returns_WithoutSubjects_MakeNoCall()
    {
        await using var stub = await PlatformStub.StartAsync(_ => new StubAnswer(500));

        Assert.True((await Connector(stub).PullAsync("returns", Day(12), new KeptDocuments(), CancellationToken.None)).Complete);
        Assert.Empty(stub.Calls);
    }

    [Fact]
    public async Task Throttle_WaitsAsLongAsTheTextSays()
    {
        var refused = false;
        await using var stub = await PlatformStub.StartAsync(_ =>
        {
            if (refused)
                return StubAnswer.Nothing;
            refused = true;
            return new StubAnswer(429, """{"ErrorMessage":"too many requests: limit 0.500000 requests/sec, leaky bucket size 7"}""");
        });

        await Connector(stub).PullAsync("returns", Day(12, null, "SHOP-9"), new KeptDocuments(), CancellationToken.None);

        Assert.Equal(2, stub.Calls.Count);
        Assert.InRange(stub.Clock.Waited, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("too many requests: limit 0.500000 requests/sec, leaky bucket size 9", 9)]
    [InlineData("too many requests: limit 0.100000 requests/sec, leaky bucket size 2", 10)]
    [InlineData("too many requests: limit 0.5 requests/sec, leaky bucket size 2, retry after 4 seconds", 4)]
    [InlineData("no", 0)]
    public void Wait_IsReadFromTheText(string text, double seconds)
    {
        Assert.Equal(seconds > 0, HappyReturnsApi.TryWait(text, out var wait));
        Assert.Equal(seconds, wait.TotalSeconds);
    }

    [Fact]
    public async Task Shipments_OfAWindow_AreReadToTheirLastPage()
    {
        await using var stub = await PlatformStub.StartAsync(call => (call.Path, call.Query.GetValueOrDefault("page[after]")) switch
        {
            ("/outbound-shipments", _) => StubAnswer.Ok("""{"shipments":[{"id":"S1"}]}"""),
            ("/outbound-shipment/S1", null) => StubAnswer.Ok($$"""{"items":[{{string.Join(',', Enumerable.Range(0, 1000).Select(i => Item(i)))}}]}"""),
            ("/outbound-shipment/S1", "I999") => StubAnswer.Ok($$"""{"items":[{{Item(1000)}}]}"""),
            _ => new StubAnswer(404),
        });
        var kept = new KeptDocuments();

        Assert.True((await Connector(stub).PullAsync("shipments", Day(12), kept, CancellationToken.None)).Complete);

        var rows = kept.Read().ShipmentItems;
        Assert.Equal(1001, rows.Select(r => r.ItemId).Distinct().Count());
        Assert.All(rows, r => Assert.Equal(("PO1", "12345", "B1", At(11, 0)), (r.ShipmentId, r.OrderItemId, r.BoxBarcode, r.DepartedUtc)));
        var list = stub.Calls.First();
        Assert.Equal(("R1", "2026-08-12T00:00:00Z", "2026-08-13T00:00:00Z"), (list.Query["retailerID"], list.Query["startDateTime"], list.Query["endDateTime"]));
        Assert.Equal("1000", stub.Calls.ElementAt(1).Query["page[size]"]);

        static string Item(int i) => $$"""{"happyReturnsItemID":"I{{i}}","happyReturnsReturnID":"R","orderNumber":"O","orderLineItemID":"12345-0-2","poNumber":"PO1","shippingBoxBarcode":"B1","departureDate":"2026-08-11"}""";
    }

    [Fact]
    public async Task Contents_AreSentInThousands()
    {
        await using var stub = await PlatformStub.StartAsync(_ => StubAnswer.Ok("{}"));

        var answer = await Connector(stub).SendAsync(Contents(1001), "k", CancellationToken.None);

        Assert.Equal(SendResult.Accepted, answer.Result);
        Assert.Equal([1000, 1], stub.Calls.Select(c => Json(c)[0].GetProperty("items").GetArrayLength()));
        Assert.Equal("""{"happyReturnsItemID":"I0","returnBagBarcode":"HR2A","checkedInAt":"2026-08-12T10:00:00Z","disposition":"sellable"}""", Json(stub.Calls.First())[0].GetProperty("items")[0].GetRawText());
        Assert.Equal("R1", Json(stub.Calls.First())[0].GetProperty("happyReturnsRetailerID").GetString());
    }

    [Fact]
    public async Task Contents_WhoseAnswerIsLost_AreNeverSentAgain()
    {
        await using var stub = await PlatformStub.StartAsync(_ => StubAnswer.BreaksOff);

        Assert.Equal(SendResult.Unknown, (await Connector(stub).SendAsync(Contents(3), "k", CancellationToken.None)).Result);
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task Contents_RefusedInTheSecondThousand_SayWhatStands()
    {
        var calls = 0;
        await using var stub = await PlatformStub.StartAsync(_ => ++calls == 1 ? StubAnswer.Ok("{}") : new StubAnswer(400, """{"message":"bad row"}"""));

        var answer = await Connector(stub).SendAsync(Contents(1001), "k", CancellationToken.None);

        Assert.Equal(SendResult.Unknown, answer.Result);
        Assert.Equal([SendResult.Accepted, SendResult.Refused], answer.Parts!.Select(p => p.Result));
    }

    [Fact]
    public void ShopOrder_RefusesEveryAmazonOrder()
    {
        var digits = (int count) => Gen.Elements("0123456789".ToCharArray()).ArrayOf(count).Select(d => new string(d));
        var around = Gen.Elements("", " ", "order ", "#", "X-", "\t", "amzn/", "-1", ".R2");
        var id = from first in Gen.Elements("302", "701", "S01", "s01", "D01", "000")
                 from second in digits(7)
                 from third in digits(7)
                 from before in around
                 from after in around
                 select $"{before}{first}-{second}-{third}{after}";
        Prop.ForAll(id.ToArbitrary(), text => ShopOrder.From(text) is null).QuickCheckThrowOnFailure();
        Assert.NotNull(ShopOrder.From("SHOP-1000-2"));
        Assert.Null(ShopOrder.From(" "));
    }

    [Theory]
    [InlineData("302-1234567-1234567", "Amazon")]
    [InlineData("SHOP-2", "not in the return")]
    public async Task Approval_OfAReturnOfAnotherOrder_IsNeverSent(string order, string reason)
    {
        await using var stub = await PlatformStub.StartAsync(_ => StubAnswer.Ok(Return("HRAB2BFE", order, "dropped_off")));

        var answer = await Connector(stub).SendAsync(Approval(), "k", CancellationToken.None);

        Assert.Equal(SendResult.Refused, answer.Result);
        Assert.Contains(reason, answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(stub.Calls, c => c.Path.Contains("approve", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approval_IsSentOnce()
    {
        await using var stub = await PlatformStub.StartAsync(call => call.Path == "/return" ? StubAnswer.Ok(Return("HRAB2BFE", "SHOP-1", "dropped_off")) : StubAnswer.Ok("{}"));

        Assert.Equal(SendResult.Accepted, (await Connector(stub).SendAsync(Approval(), "k", CancellationToken.None)).Result);
        Assert.Equal(["/return", "/rma/HRAB2BFE/approve"], stub.Calls.Select(c => c.Path));
        Assert.Equal("""{"returning":[{"happyReturnsItemID":"I1","approve":true,"condition":"sellable"}]}""", stub.Calls.Last().Body);
    }

    [Fact]
    public async Task Approval_WhoseAnswerIsLost_IsUnknown_AndAsking_NeverApproves()
    {
        var status = "dropped_off";
        await using var stub = await PlatformStub.StartAsync(call => call.Path == "/return" ? StubAnswer.Ok(Return("HRAB2BFE", "SHOP-1", status)) : StubAnswer.BreaksOff);
        var connector = Connector(stub);

        Assert.Equal(SendResult.Unknown, (await connector.SendAsync(Approval(), "k", CancellationToken.None)).Result);
        Assert.Equal(SendResult.Unknown, (await connector.AskAsync(Approval(), "k", null, CancellationToken.None)).Result);
        status = "approved";
        Assert.Equal(SendResult.Accepted, (await connector.AskAsync(Approval(), "k", null, CancellationToken.None)).Result);
        Assert.Equal(SendResult.Refused, (await connector.SendAsync(Approval(), "k", CancellationToken.None)).Result);
        Assert.Single(stub.Calls, c => c.Path.EndsWith("/approve", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approval_WhenTheLookUpFails_IsNotDone()
    {
        await using var stub = await PlatformStub.StartAsync(_ => new StubAnswer(503));

        Assert.Equal(SendResult.NotDone, (await Connector(stub).SendAsync(Approval(), "k", CancellationToken.None)).Result);
        Assert.All(stub.Calls, c => Assert.Equal("/return", c.Path));
    }

    private static ReturnContentsMessage Contents(int count) => new([.. Enumerable.Range(0, count).Select(i => new ReturnContent($"I{i}", "HR2A", At(12, 10), "sellable"))]);

    private static ApproveReturnMessage Approval() => new(ShopOrder.From("SHOP-1")!, "HRAB2BFE", [new ApprovedItem("I1", true, "sellable")]);

    private static string Return(string express, string order, string status) =>
        $$$"""{"event":"return_status_updated","typeID":"{{{status}}}","retailerID":"R1","otherEvents":[],"items":[{"happyReturnsReturnID":"0b0e","happyReturnsItemID":"I1","happyReturnsExpressCode":"{{{express}}}","orderNumber":"{{{order}}}","orderLineItemID":"12345-0-2"}]}""";

    private static JsonElement Json(StubCall call) => JsonElement.Parse(call.Body);

    private static HappyReturnsConnector Connector(PlatformStub stub) => new(
        new PartnerConnection
        {
            Kind = PartnerKind.HappyReturns,
            Name = "Happy Returns",
            BaseUrl = new Uri(stub.Address),
            Options = new Dictionary<string, string> { ["RetailerId"] = "R1" },
            Secrets = new Dictionary<string, string> { ["ApiKey"] = "key" },
        }, stub.World());
}
