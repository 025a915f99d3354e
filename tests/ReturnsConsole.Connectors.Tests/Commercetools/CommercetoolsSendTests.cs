using System.Text.Json.Nodes;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.Tests.Support;
using ReturnsConsole.Connectors.Wire;
using static ReturnsConsole.Connectors.Tests.Support.Documents;

namespace ReturnsConsole.Connectors.Tests.Commercetools;

public sealed class CommercetoolsSendTests : IAsyncLifetime
{
    private readonly CommercetoolsShop shop = new();
    private PlatformStub stub = null!;
    private CommercetoolsConnector connector = null!;

    public async Task InitializeAsync()
    {
        stub = await shop.StartAsync();
        connector = shop.Connect(stub);
    }

    public async Task DisposeAsync()
    {
        await stub.DisposeAsync();
        Assert.Empty(shop.Contract.Violations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("conflict")]
    [InlineData("conflict conflict conflict")]
    [InlineData("lostBefore")]
    [InlineData("lostAfter")]
    [InlineData("lostBefore lostBefore lostAfter")]
    [InlineData("503:OverCapacity 502:BadGateway")]
    [InlineData("400:PendingOperation")]
    public async Task ReturnInfo_WhateverBefalls_IsThereOnce(string befalls)
    {
        shop.Next(befalls.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var answer = await Send(Info());

        Assert.Equal(SendResult.Accepted, answer.Result);
        var item = Assert.Single(Items());
        Assert.Equal(("ours-1", "Returned", "L1", 2), (Text(item, "key"), Text(item, "shipmentState"), Text(item, "lineItemId"), item["quantity"]!.GetValue<int>()));
        Assert.Equal("T-1", shop.Order["returnInfo"]![0]!["returnTrackingId"]!.GetValue<string>());
        Assert.Equal(SendResult.Accepted, (await Send(Info())).Result);
        Assert.Equal(SendResult.Accepted, (await Ask(Info())).Result);
        Assert.Single(Items());
    }

    [Fact]
    public async Task ReturnInfo_NeverArrived_IsNotDone_AndMayBeSentAgain()
    {
        shop.Next([.. Enumerable.Repeat("lostBefore", 4)]);

        Assert.Equal(SendResult.NotDone, (await Send(Info())).Result);
        Assert.Equal(SendResult.NotDone, (await Ask(Info())).Result);
        Assert.Equal(SendResult.Accepted, (await Send(Info())).Result);
        Assert.Single(Items());
    }

    [Fact]
    public async Task ReturnInfo_AgainstSomebodyWhoIsAlwaysFaster_IsNotDone()
    {
        shop.Next([.. Enumerable.Repeat("conflict", 10)]);

        Assert.Equal(SendResult.NotDone, (await Send(Info())).Result);
        Assert.Empty(Items());
    }

    [Theory]
    [InlineData("SHOP-2", "L1", 1, "ours-1", "does not know")]
    [InlineData("SHOP-1", "L9", 1, "ours-1", "no line item")]
    [InlineData("SHOP-1", "L1", 4, "ours-1", "3 pieces")]
    [InlineData("SHOP-1", "L1", 0, "ours-1", "at least one")]
    [InlineData("SHOP-1", "L1", 1, "our key", "letters, digits")]
    public async Task ReturnInfo_ThatCannotBe_IsRefused(string order, string line, int quantity, string key, string reason)
    {
        var answer = await Send(new ReturnInfoMessage(order, line, quantity, key, null, At(12, 10)));

        Assert.Equal(SendResult.Refused, answer.Result);
        Assert.Contains(reason, answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(stub.Calls, c => c.Method == "POST" && c.Path.Contains("orders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReturnInfo_WhoseKeyIsTaken_IsRefused()
    {
        await Send(Info());

        Assert.Equal(SendResult.Refused, (await Send(Info() with { Quantity = 1 })).Result);
    }

    [Fact]
    public async Task Order_WithoutNumber_IsFoundById()
    {
        Assert.Equal(SendResult.Accepted, (await Send(Info() with { OrderNumber = "2f4c8a4e-0000-4000-8000-000000000001" })).Result);
    }

    [Theory]
    [InlineData("BackInStock")]
    [InlineData("Unusable")]
    public async Task ShipmentState_FromReturned_IsSetOnce(string state)
    {
        await Send(Info());
        shop.Next("lostAfter");

        Assert.Equal(SendResult.Accepted, (await Send(new ReturnShipmentStateMessage("SHOP-1", "ours-1", state))).Result);
        Assert.Equal(state, Text(Items().Single(), "shipmentState"));
        var version = shop.Order["version"]!.GetValue<long>();
        Assert.Equal(SendResult.Accepted, (await Send(new ReturnShipmentStateMessage("SHOP-1", "ours-1", state))).Result);
        Assert.Equal(SendResult.Refused, (await Send(new ReturnShipmentStateMessage("SHOP-1", "ours-1", state == "Unusable" ? "BackInStock" : "Unusable"))).Result);
        Assert.Equal(version, shop.Order["version"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("Advised", "BackInStock")]
    [InlineData("Returned", "Advised")]
    [InlineData("Returned", "Returned")]
    public async Task ShipmentState_ThatIsNotDocumented_IsNeverTried(string from, string to)
    {
        await Send(Info());
        Items().Single()["shipmentState"] = from;
        var version = shop.Order["version"]!.GetValue<long>();

        Assert.Equal(SendResult.Refused, (await Send(new ReturnShipmentStateMessage("SHOP-1", "ours-1", to))).Result);
        Assert.Equal(version, shop.Order["version"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("Initial", "Refunded", SendResult.Accepted)]
    [InlineData("Initial", "NotRefunded", SendResult.Accepted)]
    [InlineData("Refunded", "Refunded", SendResult.Accepted)]
    [InlineData("Refunded", "NotRefunded", SendResult.Refused)]
    [InlineData("NonRefundable", "Refunded", SendResult.Refused)]
    [InlineData("Initial", "Initial", SendResult.Refused)]
    public async Task PaymentState_MovesOnlyFromInitial(string from, string to, SendResult expected)
    {
        await Send(Info());
        Items().Single()["paymentState"] = from;

        Assert.Equal(expected, (await Send(new ReturnPaymentStateMessage("SHOP-1", "ours-1", to))).Result);
        Assert.Equal(expected == SendResult.Accepted ? to : from, Text(Items().Single(), "paymentState"));
    }

    [Fact]
    public async Task State_OfAnItemThatIsNotThereYet_IsTriedLater()
    {
        var answer = await Send(new ReturnPaymentStateMessage("SHOP-1", "ours-1", "Refunded"));

        Assert.Equal((SendResult.NotDone, TimeSpan.FromMinutes(1)), (answer.Result, answer.After!.Value));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("conflict", 2)]
    [InlineData("lostAfter", 1)]
    public async Task Stock_IsAddedOnce(string befalls, int posts)
    {
        shop.Next(befalls.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(SendResult.Accepted, (await Send(new StockIncreaseMessage("SKU-1", 3, null))).Result);
        Assert.Equal(13, OnStock);
        Assert.Equal(posts, stub.Calls.Count(c => c.Method == "POST" && c.Path == "/proj/inventory/st1"));
    }

    [Theory]
    [InlineData("lostBefore")]
    [InlineData("503:OverCapacity")]
    [InlineData("500:General")]
    public async Task Stock_ThatIsNotThere_IsLookedAtAgainBeforeItIsSentAgain(string befalls)
    {
        shop.Next(befalls);
        var message = new StockIncreaseMessage("SKU-1", 3, null);

        var lost = await Send(message);

        Assert.Equal(SendResult.Unknown, lost.Result);
        Assert.NotNull(lost.After);
        Assert.Equal(SendResult.NotDone, (await connector.AskAsync(message, "m", lost.Reference, CancellationToken.None)).Result);
        Assert.Equal(10, OnStock);
    }

    [Fact]
    public async Task Stock_ThatLandsAfterTheFirstLook_IsAccepted()
    {
        shop.Next("lostBefore");
        var message = new StockIncreaseMessage("SKU-1", 3, null);
        var lost = await Send(message);
        (shop.Stock["version"], shop.Stock["quantityOnStock"]) = (8, 13);

        Assert.Equal(SendResult.Accepted, (await connector.AskAsync(message, "m", lost.Reference, CancellationToken.None)).Result);
    }

    [Fact]
    public async Task Stock_ThatSomebodyElseChanged_StaysUnknown()
    {
        shop.Next("other");
        var message = new StockIncreaseMessage("SKU-1", 3, null);

        var lost = await Send(message);

        Assert.Equal(SendResult.Unknown, lost.Result);
        Assert.Equal(SendResult.Unknown, (await connector.AskAsync(message, "m", lost.Reference, CancellationToken.None)).Result);
        Assert.Equal(SendResult.Unknown, (await connector.AskAsync(message, "m", null, CancellationToken.None)).Result);
        Assert.Single(stub.Calls, c => c.Method == "POST" && c.Path == "/proj/inventory/st1");
    }

    [Theory]
    [InlineData("SKU-9", 1, null)]
    [InlineData("SKU-1", 1, "nowhere")]
    [InlineData("SKU-1", 0, null)]
    public async Task Stock_ThatCannotBe_IsRefused(string sku, int quantity, string? channel) =>
        Assert.Equal(SendResult.Refused, (await Send(new StockIncreaseMessage(sku, quantity, channel))).Result);

    [Theory]
    [InlineData("")]
    [InlineData("conflict")]
    [InlineData("lostAfter")]
    [InlineData("lostBefore 503:OverCapacity")]
    public async Task Refund_WhateverBefalls_IsRecordedOnce(string befalls)
    {
        shop.Next(befalls.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var message = new PaymentRefundMessage("pay1", 1234, "EUR");

        Assert.Equal(SendResult.Accepted, (await Send(message)).Result);
        Assert.Equal(SendResult.Accepted, (await Send(message)).Result);
        var one = Assert.Single(shop.Payment["transactions"]!.AsArray())!;
        Assert.Equal(("m", "Refund", "Initial", 1234L), (Text(one, "interactionId"), Text(one, "type"), Text(one, "state"), one["amount"]!["centAmount"]!.GetValue<long>()));
        one["state"] = "Failure";
        Assert.Equal(SendResult.Refused, (await Ask(message)).Result);
        Assert.Equal(SendResult.Refused, (await Send(message with { AmountMinor = 1 })).Result);
    }

    [Theory]
    [InlineData("pay1", 1, "USD")]
    [InlineData("pay1", 0, "EUR")]
    [InlineData("pay2", 1, "EUR")]
    public async Task Refund_ThatCannotBe_IsRefused(string payment, long amount, string currency) =>
        Assert.Equal(SendResult.Refused, (await Send(new PaymentRefundMessage(payment, amount, currency))).Result);

    [Fact]
    public async Task Token_ThatWasRevoked_IsReplacedOnce()
    {
        await Send(Info());
        shop.RevokeTokens();

        Assert.Equal(SendResult.Accepted, (await Send(new ReturnShipmentStateMessage("SHOP-1", "ours-1", "Unusable"))).Result);
        Assert.Equal(2, stub.Calls.Count(c => c.Path == "/oauth/token"));
    }

    [Fact]
    public async Task Token_IsReplacedBeforeItEnds()
    {
        await Send(Info());
        stub.Clock.Advance(TimeSpan.FromSeconds(172_800 - 200));

        await Ask(Info());

        Assert.Equal(2, stub.Calls.Count(c => c.Path == "/oauth/token"));
        Assert.Equal("grant_type=client_credentials&scope=manage_orders%3Aproj+manage_products%3Aproj+manage_payments%3Aproj", stub.Calls.First().Body);
    }

    [Fact]
    public async Task Message_OfAnotherPartner_IsRefused() =>
        Assert.Equal(SendResult.Refused, (await Send(new ReturnContentsMessage([]))).Result);

    private long OnStock => shop.Stock["quantityOnStock"]!.GetValue<long>();

    private static ReturnInfoMessage Info() => new("SHOP-1", "L1", 2, "ours-1", "T-1", At(12, 10));

    private Task<SendAnswer> Send(PartnerMessage message) => connector.SendAsync(message, "m", CancellationToken.None);

    private Task<SendAnswer> Ask(PartnerMessage message) => connector.AskAsync(message, "m", null, CancellationToken.None);

    private List<JsonNode> Items() => [.. shop.Order["returnInfo"]!.AsArray().SelectMany(i => i!["items"]!.AsArray()).Select(i => i!)];

    private static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();
}
