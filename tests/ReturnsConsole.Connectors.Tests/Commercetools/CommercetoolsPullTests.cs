using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Support;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using static ReturnsConsole.Connectors.Tests.Support.Documents;

namespace ReturnsConsole.Connectors.Tests.Commercetools;

public sealed class CommercetoolsPullTests
{
    private readonly CommercetoolsShop shop = new();

    [Fact]
    public async Task Order_BecomesLinesAndReturns()
    {
        await using var stub = await shop.StartAsync();
        var connector = shop.Connect(stub);
        await connector.SendAsync(new ReturnInfoMessage("SHOP-1", "L1", 2, "ours-1", "T-1", At(12, 10)), "m", CancellationToken.None);
        var kept = new KeptDocuments();

        Assert.True((await connector.PullAsync("orders", Day(12), kept, CancellationToken.None)).Complete);

        var read = kept.Read();
        Assert.Empty(read.RejectedRows);
        Assert.Empty(read.Unknowns);
        var line = Assert.Single(read.Orders);
        Assert.Equal(("SHOP-1", "L1", "SKU-1", "Shirt", 3), (line.OrderId, line.OrderItemId, line.Sku, line.ItemName, line.Quantity));
        Assert.Equal((5950L, 950L, "EUR"), (line.ItemPriceMinor!.Value, line.ItemTaxMinor!.Value, line.Currency));
        var item = Assert.Single(read.PlatformReturns);
        Assert.Equal(("RI1", "ours-1", "SHOP-1", "L1", "SKU-1"), (item.ItemId, item.DisplayId, item.OrderId, item.OrderItemId, item.Sku));
        Assert.Equal((2, "Returned/Initial", "T-1", At(12, 10), null), (item.Quantity, item.Status, item.TrackingId, item.RegisteredUtc!.Value, item.FinalDisposition));
        Assert.Contains("ByProjectKeyOrdersByIDPost", shop.Contract.Seen);
        Assert.Empty(shop.Contract.Violations);
    }

    [Fact]
    public async Task Pages_GoOnByTheLastId_AcrossPulls()
    {
        var all = Enumerable.Range(0, 2_150).Select(i => $"id{i:00000}").ToList();
        await using var stub = await shop.StartAsync();
        shop.OnQuery = call =>
        {
            var where = call.Query["where"];
            var after = where.Contains("id > ", StringComparison.Ordinal) ? where.Split("id > ")[1].Trim('"') : "";
            return CommercetoolsShop.Page([.. all.Where(id => string.CompareOrdinal(id, after) > 0).Take(100).Select(id => $$"""{"id":"{{id}}","lineItems":[{"id":"L","variant":{"sku":"S"},"quantity":1,"totalPrice":{"currencyCode":"EUR","centAmount":1} }]}""")]);
        };
        var kept = new KeptDocuments();
        var connector = new CommercetoolsConnector(Connection(stub), stub.World());

        var first = await connector.PullAsync("orders", Day(12), kept, CancellationToken.None);
        var second = await connector.PullAsync("orders", Day(12, first.Cursor), kept, CancellationToken.None);

        Assert.Equal((false, "id01999", true), (first.Complete, first.Cursor, second.Complete));
        Assert.Equal(all, kept.Read().Orders.Select(o => o.OrderId));
        var query = stub.Calls.First(c => c.Query.Count > 0).Query;
        Assert.Equal("lastModifiedAt >= \"2026-08-12T00:00:00.000Z\" and lastModifiedAt < \"2026-08-13T00:00:00.000Z\"", query["where"]);
        Assert.Equal(("id asc", "false", "100"), (query["sort"], query["withTotal"], query["limit"]));
        Assert.DoesNotContain(stub.Calls, c => c.Query.ContainsKey("offset"));
    }

    [Fact]
    public async Task Page_ThatRepeats_IsNotReadForEver()
    {
        await using var stub = await shop.StartAsync();
        var page = CommercetoolsShop.Page([.. Enumerable.Range(0, 100).Select(i => $$"""{"id":"id{{i:000}}"}""")]);
        shop.OnQuery = _ => page;

        var wrong = await Assert.ThrowsAsync<PartnerException>(() => new CommercetoolsConnector(Connection(stub), stub.World()).PullAsync("orders", Day(12), new KeptDocuments(), CancellationToken.None));

        Assert.Equal(PartnerFault.UnexpectedAnswer, wrong.Fault);
    }

    [Fact]
    public async Task Inventory_BecomesStockLevels()
    {
        await using var stub = await shop.StartAsync();
        shop.Stock["supplyChannel"] = new System.Text.Json.Nodes.JsonObject { ["typeId"] = "channel", ["id"] = "ch1" };
        var kept = new KeptDocuments();
        shop.OnQuery = _ => CommercetoolsShop.Page([shop.Stock.ToJsonString()]);

        await shop.Connect(stub).PullAsync("inventory", Day(12), kept, CancellationToken.None);

        var level = Assert.Single(kept.Read().StockLevels);
        Assert.Equal(("SKU-1", "ch1", 10L, 9L, At(12, 10)), (level.Sku, level.Location, level.OnStock, level.Available!.Value, level.UpdatedUtc!.Value));
        Assert.Empty(shop.Contract.Violations);
    }

    [Fact]
    public async Task Payment_ThatWentBack_NamesItsOrder()
    {
        await using var stub = await shop.StartAsync();
        var connector = shop.Connect(stub);
        await connector.SendAsync(new PaymentRefundMessage("pay1", 1234, "EUR"), "ours-9", CancellationToken.None);
        var kept = new KeptDocuments();
        await connector.PullAsync("payments", Day(12), kept, CancellationToken.None);
        Assert.Empty(kept.Read().Refunds);

        shop.Payment["transactions"]![0]!["state"] = "Success";
        await connector.PullAsync("payments", Day(12), kept, CancellationToken.None);

        var refund = Assert.Single(kept.Read().Refunds);
        Assert.Equal(("SHOP-1", "ours-9", -1234L, "EUR", SettlementLineKind.Refund, false), (refund.OrderId, refund.MerchantAdjustmentItemId, refund.PrincipalMinor, refund.Currency, refund.Kind, refund.Deferred));
        Assert.Empty(shop.Contract.Violations);
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(200, true)]
    public async Task Test_SaysWhatWasFound(int status, bool works)
    {
        await using var stub = await PlatformStub.StartAsync(call => call.Path == "/oauth/token" ? StubAnswer.Ok("""{"access_token":"T","expires_in":100}""") : new StubAnswer(status, CommercetoolsShop.Page([])));

        var answer = await new CommercetoolsConnector(Connection(stub), stub.World()).TestAsync(CancellationToken.None);

        Assert.Equal(works, answer.Works);
        Assert.Equal(works, answer.Advice.Length == 0);
        Assert.DoesNotContain("secret", answer.Said + answer.Called, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"centPrecision","currencyCode":"KWD","centAmount":1234,"fractionDigits":3}""", true, 1234, null)]
    [InlineData("""{"type":"centPrecision","currencyCode":"JPY","centAmount":12,"fractionDigits":0}""", true, 12, null)]
    [InlineData("""{"type":"centPrecision","currencyCode":"EUR","centAmount":12,"fractionDigits":3}""", false, 0, null)]
    [InlineData("""{"type":"highPrecision","currencyCode":"USD","centAmount":102,"preciseAmount":9223372036854775807,"fractionDigits":20}""", true, 102, long.MaxValue)]
    [InlineData("""{"type":"highPrecision","currencyCode":"USD","centAmount":102,"preciseAmount":9223372036854775808,"fractionDigits":20}""", false, 0, null)]
    [InlineData("""{"type":"highPrecision","currencyCode":"USD","centAmount":102,"preciseAmount":1.5,"fractionDigits":12}""", false, 0, null)]
    [InlineData("""{"type":"highPrecision","currencyCode":"USD","centAmount":102,"preciseAmount":1,"fractionDigits":21}""", false, 0, null)]
    [InlineData("""{"currencyCode":"USD","centAmount":1.5}""", false, 0, null)]
    [InlineData("""{"currencyCode":"usd","centAmount":1}""", false, 0, null)]
    [InlineData("[]", false, 0, null)]
    public void Money_IsExactOrNotTaken(string json, bool taken, long cents, long? precise)
    {
        Assert.Equal(taken, CommercetoolsMoney.TryRead(JsonElement.Parse(json), out var money, out var expected));
        if (taken)
            Assert.Equal((cents, precise), (money.CentAmount, money.PreciseAmount));
        else
            Assert.NotEmpty(expected);
    }

    [Fact]
    public void Messages_OfBothFormats_SayTheSame()
    {
        const string data = """{"notificationType":"Message","resource":{"typeId":"order","id":"o1"},"resourceUserProvidedIdentifiers":{"orderNumber":"SHOP-1"},"sequenceNumber":3,"type":"ReturnInfoAdded","lastModifiedAt":"2026-08-12T10:00:00.000Z","returnInfo":{"returnTrackingId":"T","items":[{"id":"RI1","key":"ours-1","quantity":2,"type":"LineItemReturnItem","lineItemId":"L1","shipmentState":"Returned","paymentState":"Initial"}]}}""";
        var platform = Assert.Single(Read("commercetools-messages", data).PlatformReturns);
        var cloud = Assert.Single(Read("commercetools-messages", $$"""{"specversion":"1.0","id":"e","type":"com.commercetools.order.message.ReturnInfoAdded","source":"/","data":{{data}} }""").PlatformReturns);

        Assert.Equal(platform with { Row = default }, cloud with { Row = default });
        Assert.Equal(("o1", "RI1", "SHOP-1", "L1", 2), (platform.ReturnId, platform.ItemId, platform.OrderId, platform.OrderItemId, platform.Quantity));
    }

    [Fact]
    public void Messages_OfAResource_TellItsStateAndStock()
    {
        var body = """
            [{"notificationType":"Message","resource":{"typeId":"order","id":"o1"},"sequenceNumber":4,"type":"OrderReturnShipmentStateChanged","returnItemId":"RI1","returnShipmentState":"Unusable","lastModifiedAt":"2026-08-12T10:00:00.000Z"},
             {"notificationType":"Message","resource":{"typeId":"inventory-entry","id":"i"},"sequenceNumber":1,"type":"InventoryEntryQuantitySet","sku":"S","oldQuantityOnStock":1,"newQuantityOnStock":4,"oldAvailableQuantity":1,"newAvailableQuantity":3},
             {"notificationType":"Message","resource":{"typeId":"order","id":"o2"},"type":"OrderImported","payloadNotIncluded":{"reason":"too big","payloadType":"OrderImported"}},
             {"notificationType":"ResourceUpdated","resource":{"typeId":"order","id":"o1"}},
             {"notificationType":"Message","resource":{"typeId":"order","id":"o3"},"type":"OrderSangASong"}]
            """;
        var read = new ReturnsConsole.Connectors.Tests.Files.Collector();
        foreach (var document in WebhookDocuments.Of(PartnerKind.Commercetools, Encoding.UTF8.GetBytes(body), At(12, 12)))
            Read(read, document.Payload, Encoding.UTF8.GetString(document.Json.Span));

        var item = Assert.Single(read.PlatformReturns);
        Assert.Equal(("o1", "RI1", "Unusable", "Unusable", 0), (item.ReturnId, item.ItemId, item.Status, item.FinalDisposition, item.Quantity));
        Assert.Equal((4L, 3L), (Assert.Single(read.StockLevels).OnStock, read.StockLevels[0].Available!.Value));
        Assert.Equal(("commercetools message/type", "OrderSangASong"), (Assert.Single(read.Unknowns).Field, read.Unknowns[0].Value));
        Assert.Contains(read.IgnoredRows, r => r.Why.Contains("too big", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"lineItems":[]}""", "id")]
    [InlineData("""{"id":"o","lineItems":[{"id":"L","quantity":1,"totalPrice":{"currencyCode":"EUR","centAmount":1}}]}""", "lineItems[0].variant.sku")]
    [InlineData("""{"id":"o","lineItems":[{"id":"L","variant":{"sku":"S"},"quantity":1,"totalPrice":{"currencyCode":"EUR","centAmount":"1"}}]}""", "lineItems[0].totalPrice")]
    [InlineData("""{"id":"o","lineItems":[{"id":"L","variant":{"sku":"S"},"quantity":1}]}""", "lineItems[0].totalPrice")]
    [InlineData("""{"id":"o","returnInfo":[{"items":[{"quantity":1,"lineItemId":"L"}]}]}""", "returnInfo[0].items[0].id")]
    public void Order_ThatCannotBeTaken_IsRejectedWithItsField(string document, string field) =>
        Assert.Equal(field, Assert.Single(Read("commercetools-orders", document).RejectedRows).Field);

    private static PartnerConnection Connection(PlatformStub stub) => new()
    {
        Kind = PartnerKind.Commercetools,
        Name = "Shop",
        BaseUrl = new Uri(stub.Address),
        TokenUrl = new Uri(stub.Address + "/oauth/token"),
        Options = new Dictionary<string, string> { ["ProjectKey"] = "proj", ["ClientId"] = "id" },
        Secrets = new Dictionary<string, string> { ["ClientSecret"] = "secret" },
    };
}
