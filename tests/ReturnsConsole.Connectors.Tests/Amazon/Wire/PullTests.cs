using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

public sealed class PullTests : AmazonTests
{
    private const string Orders = "GET /orders/2026-01-01/orders";
    private const string Transactions = "GET /finances/2024-06-19/transactions";

    [Fact]
    public async Task Orders_AreAskedForWithoutPeople_AndNeitherKeptWhenTheyComeAllTheSame()
    {
        Host.On(Orders, """
            {"orders":[{"orderId":"302-1111111-1111111","createdTime":"2026-05-01T00:00:00Z","lastUpdatedTime":"2026-05-02T00:00:00Z","salesChannel":{"channelName":"AMAZON"},
            "buyer":{"buyerName":"Erika Mustermann"},"recipient":{"deliveryAddress":{"name":"Erika Mustermann"}},"orderItems":[]}]}
            """);
        await Seller(options: ("MarketplaceIds", "A1PA6795UKMFR9, A13V1IB3VIYZZH")).PullAsync("orders", Window, Sink, default);
        var asked = Assert.Single(Host.To(Orders));
        Assert.DoesNotContain("BUYER", asked.Asked("includedData"), StringComparison.Ordinal);
        Assert.DoesNotContain("RECIPIENT", asked.Asked("includedData"), StringComparison.Ordinal);
        Assert.Equal("A1PA6795UKMFR9,A13V1IB3VIYZZH", asked.Asked("marketplaceIds"));
        Assert.Equal("2026-05-01T00:00:00Z", asked.Asked("lastUpdatedAfter"));
        var (payload, json) = Assert.Single(Sink.Documents);
        Assert.Equal("amazon-orders", payload);
        Assert.DoesNotContain("Mustermann", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', json);
        ContractKept("searchOrders");
    }

    [Fact]
    public async Task OrdersV0_BringTheirItemsAlong_PageByPage()
    {
        Host.On("GET /orders/v0/orders", """
            {"payload":{"Orders":[{"AmazonOrderId":"302-1111111-1111111","PurchaseDate":"2026-05-01T00:00:00Z","LastUpdateDate":"2026-05-01T00:00:00Z","OrderStatus":"Shipped",
            "BuyerInfo":{"BuyerEmail":"x@marketplace.amazon.de"},"ShippingAddress":{"Name":"Erika Mustermann"}}]}}
            """);
        Host.On("GET /orders/v0/orders/302-1111111-1111111/orderItems",
            """{"payload":{"AmazonOrderId":"302-1111111-1111111","NextToken":"more","OrderItems":[{"ASIN":"B0","OrderItemId":"1","QuantityOrdered":1}]}}""",
            """{"payload":{"AmazonOrderId":"302-1111111-1111111","OrderItems":[{"ASIN":"B1","OrderItemId":"2","QuantityOrdered":1}]}}""");
        await Seller(options: ("OrdersVersion", "v0")).PullAsync("orders", Window, Sink, default);
        using var document = JsonDocument.Parse(Assert.Single(Sink.Documents).Json);
        Assert.Equal(2, document.RootElement.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain("Mustermann", Sink.Documents[0].Json, StringComparison.Ordinal);
        Assert.DoesNotContain("marketplace.amazon", Sink.Documents[0].Json, StringComparison.Ordinal);
        ContractKept("getOrders", "getOrderItems");
    }

    [Fact]
    public async Task Transactions_AskForNoMarketplaceAndNoStatus_AndRepeatTheArgumentsOnEveryPage()
    {
        Host.On(Transactions, """{"payload":{"transactions":[{"transactionId":"1"}],"nextToken":"p2"}}""", """{"payload":{"transactions":[],"nextToken":"p3"}}""", """{"payload":{"transactions":[{"transactionId":"2"}]}}""");
        Assert.True((await Seller().PullAsync("transactions", Window, Sink, default)).Complete);
        var calls = Host.To(Transactions);
        Assert.Equal([null, "p2", "p3"], calls.Select(c => c.Asked("nextToken")));
        Assert.All(calls, c =>
        {
            Assert.Equal("2026-05-01T00:00:00Z", c.Asked("postedAfter"));
            Assert.Equal("2026-05-06T00:00:00Z", c.Asked("postedBefore"));
            Assert.Null(c.Asked("marketplaceId"));
            Assert.Null(c.Asked("transactionStatus"));
        });
        Assert.Equal(2, Sink.Documents.Count);
        ContractKept("listTransactions");
    }

    [Fact]
    public async Task PageToken_ThatHasRunOut_BeginsTheWindowAgain()
    {
        Host.On(Orders, Give.Error(400, "InvalidInput", "Invalid paginationToken"));
        var ended = await Assert.ThrowsAsync<PartnerException>(() => Seller().PullAsync("orders", Window with { Cursor = "20260506000000~old" }, Sink, default));
        Assert.Equal(PartnerFault.Expired, ended.Fault);
        Assert.Equal("old", Host.To(Orders)[0].Asked("paginationToken"));
    }

    [Fact]
    public async Task PageToken_ThatComesAgain_IsNoEndlessWork()
    {
        Host.On(Transactions, """{"payload":{"transactions":[],"nextToken":"same"}}""");
        var stuck = await Assert.ThrowsAsync<PartnerException>(() => Seller().PullAsync("transactions", Window, Sink, default));
        Assert.Equal(PartnerFault.UnexpectedAnswer, stuck.Fault);
        Assert.Equal(2, Host.To(Transactions).Count);
    }

    [Fact]
    public async Task SignInPage_WithStatus200_IsNoData()
    {
        Host.On(Transactions, new Give(200, "<html><body>Please sign in</body></html>"u8.ToArray(), "text/html"));
        var wrong = await Assert.ThrowsAsync<PartnerException>(() => Seller().PullAsync("transactions", Window, Sink, default));
        Assert.Equal(PartnerFault.UnexpectedAnswer, wrong.Fault);
        Assert.Contains("web page", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(Sink.Documents);
    }

    [Fact]
    public async Task Answer_CutOff_IsFetchedAgain()
    {
        Give whole = """{"payload":{"transactions":[{"transactionId":"1"}]}}""";
        Host.On(Transactions, whole with { Cut = true }, whole);
        Assert.True((await Seller().PullAsync("transactions", Window, Sink, default)).Complete);
        Assert.Single(Sink.Documents);
    }

    [Fact]
    public async Task Answer_OfHalfAJsonDocument_IsFetchedAgain()
    {
        Host.On(Transactions, """{"payload":{"transactions":[{"transactionId":""", """{"payload":{"transactions":[{"transactionId":"1"}]}}""");
        Assert.True((await Seller().PullAsync("transactions", Window, Sink, default)).Complete);
        Assert.Single(Sink.Documents);
    }

    [Fact]
    public async Task Answer_OfAnotherShape_IsNoEmptyWindow()
    {
        Host.On(Transactions, """{"hello":"world"}""");
        var wrong = await Assert.ThrowsAsync<PartnerException>(() => Seller().PullAsync("transactions", Window, Sink, default));
        Assert.Equal(PartnerFault.UnexpectedAnswer, wrong.Fault);
    }

    [Fact]
    public async Task Refunds_OfAnOrder_AreAllPagesOfIt_HeldBackOnesIncluded()
    {
        Host.On(Transactions, Page("DEFERRED", "t1", -10, "p2"), Page("RELEASED", "t2", -5.25m, null));
        var refunds = await Seller().RefundsOfOrderAsync("302-1111111-1111111", default);
        Assert.Equal([(true, -1000L), (false, -525L)], refunds.Select(r => (r.Deferred, r.PrincipalMinor)));
        var calls = Host.To(Transactions);
        Assert.All(calls, c => Assert.Equal(("ORDER_ID", "302-1111111-1111111"), (c.Asked("relatedIdentifierName"), c.Asked("relatedIdentifierValue"))));
        Assert.All(calls, c => Assert.Null(c.Asked("transactionStatus")));
        ContractKept("listTransactions");
    }

    [Fact]
    public async Task Refunds_OfAnOrder_ThatCannotBeRead_AreNoEmptyList()
    {
        Host.On(Transactions, Page("RELEASED", "t1", -10.005m, null));
        var unread = await Assert.ThrowsAsync<PartnerException>(() => Seller().RefundsOfOrderAsync("302-1111111-1111111", default));
        Assert.Contains("not known", unread.Message, StringComparison.Ordinal);
    }

    private static Give Page(string status, string id, decimal amount, string? next)
    {
        var money = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{\"currencyAmount\":{amount},\"currencyCode\":\"EUR\"}}");
        return """
            {"payload":{"transactions":[{"transactionType":"Refund","transactionId":"THE-ID","transactionStatus":"STATUS","relatedIdentifiers":[{"relatedIdentifierName":"ORDER_ID","relatedIdentifierValue":"302-1111111-1111111"}],
            "items":[{"breakdowns":[{"breakdownType":"ProductCharges","breakdownAmount":MONEY,"breakdowns":[{"breakdownType":"OurPricePrincipal","breakdownAmount":MONEY}]}]}]}]NEXT}}
            """.Replace("THE-ID", id, StringComparison.Ordinal).Replace("STATUS", status, StringComparison.Ordinal)
            .Replace("MONEY", money, StringComparison.Ordinal).Replace("NEXT", next is null ? "" : $",\"nextToken\":\"{next}\"", StringComparison.Ordinal);
    }
}
