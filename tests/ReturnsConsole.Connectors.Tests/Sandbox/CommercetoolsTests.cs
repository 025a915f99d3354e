using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class CommercetoolsTests
{
    [Fact]
    public async Task ReturnedItem_GoesBackInStockOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await OrderAsync(host);
        var added = await UpdateAsync(host, token, order, 200, Add(order, "Returned", "our-line-1"));
        Assert.Equal(("Returned", "Initial"), States(added));
        var back = await UpdateAsync(host, token, added, 200, Shipment("BackInStock"));
        Assert.Equal("BackInStock", States(back).Shipment);
        await UpdateAsync(host, token, back, 400, Shipment("Unusable"), "InvalidOperation");
    }

    [Fact]
    public async Task AdvisedItem_CannotMoveOn()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await OrderAsync(host);
        var added = await UpdateAsync(host, token, order, 200, Add(order, "Advised", "our-line-1"));
        Assert.Equal(("Advised", "NonRefundable"), States(added));
        await UpdateAsync(host, token, added, 400, Shipment("BackInStock"), "InvalidOperation");
        await UpdateAsync(host, token, added, 400, Payment("Refunded"), "InvalidOperation");
    }

    [Fact]
    public async Task PaymentState_MovesFromInitialOnly()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await OrderAsync(host);
        var added = await UpdateAsync(host, token, order, 200, Add(order, "Returned", "our-line-1"));
        var refunded = await UpdateAsync(host, token, added, 200, Payment("Refunded"));
        await UpdateAsync(host, token, refunded, 400, Payment("NotRefunded"), "InvalidOperation");
        Assert.Empty(await host.LedgerAsync());
    }

    [Fact]
    public async Task Update_OnOldVersion_Is409WithTheCurrentOne()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await OrderAsync(host);
        await UpdateAsync(host, token, order, 200, Add(order, "Returned", "first"));
        var conflict = await UpdateAsync(host, token, order, 409, Add(order, "Returned", "second"), "ConcurrentModification");
        Assert.Equal(order.GetProperty("version").GetInt32() + 1, conflict.GetProperty("errors")[0].GetProperty("currentVersion").GetInt32());
    }

    [Fact]
    public async Task ReturnKey_Twice_IsDuplicateField()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await OrderAsync(host);
        var added = await UpdateAsync(host, token, order, 200, Add(order, "Returned", "our-line-1"));
        await UpdateAsync(host, token, added, 400, Add(added, "Returned", "our-line-1"), "DuplicateField");
        var (_, found) = await host.ShopAsync(token, HttpMethod.Get, "/orders?where=" + Uri.EscapeDataString("returnInfo(items(key=\"our-line-1\"))"));
        Assert.Equal(1, found.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task AddQuantity_Twice_AddsTwice_AndARefusedUpdateAddsNothing()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.ShopTokenAsync();
        var (_, query) = await host.ShopAsync(token, HttpMethod.Get, "/inventory?where=" + Uri.EscapeDataString("sku=\"TS-BLK-S\""));
        var entry = query.GetProperty("results").EnumerateArray().First(one => !one.TryGetProperty("supplyChannel", out _));
        var path = $"/inventory/{entry.GetProperty("id").GetString()}";
        var before = entry.GetProperty("quantityOnStock").GetInt32();
        var good = new { action = "addQuantity", quantity = 2 };
        await host.ShopAsync(token, HttpMethod.Post, path, new { version = 1, actions = new object[] { good } });
        var (status, _) = await host.ShopAsync(token, HttpMethod.Post, path, new { version = 2, actions = new object[] { good, new { action = "burn", quantity = 1 } } });
        var (_, twice) = await host.ShopAsync(token, HttpMethod.Post, path, new { version = 2, actions = new object[] { good } });
        Assert.Equal((400, before + 4, 3), (status, twice.GetProperty("quantityOnStock").GetInt32(), twice.GetProperty("version").GetInt32()));
        Assert.Equal([2, 2], (await host.LedgerAsync()).Select(one => one.GetProperty("quantity").GetInt32()));
    }

    [Fact]
    public async Task Stock_WithoutAChannel_IsFoundByWhatItLacks()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.ShopTokenAsync();
        var (status, bare) = await host.ShopAsync(token, HttpMethod.Get, "/inventory?limit=500&where=" + Uri.EscapeDataString("sku=\"TS-BLK-S\" and supplyChannel is not defined"));
        var (_, placed) = await host.ShopAsync(token, HttpMethod.Get, "/inventory?limit=500&where=" + Uri.EscapeDataString("supplyChannel is defined"));
        Assert.Equal(200, status);
        Assert.False(Assert.Single(bare.GetProperty("results").EnumerateArray()).TryGetProperty("supplyChannel", out _));
        Assert.All(placed.GetProperty("results").EnumerateArray(), entry => Assert.True(entry.TryGetProperty("supplyChannel", out _)));
    }

    [Fact]
    public async Task RefundTransaction_Added_IsOneEffect()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await OrderAsync(host);
        var path = $"/payments/{order.GetProperty("paymentInfo").GetProperty("payments")[0].GetProperty("id").GetString()}";
        var (_, payment) = await host.ShopAsync(token, HttpMethod.Get, path);
        var version = payment.GetProperty("version").GetInt32();
        var refund = new { action = "addTransaction", transaction = new { type = "Refund", amount = new { centAmount = 1234, currencyCode = "EUR" }, interactionId = "our-refund" } };
        var (_, changed) = await host.ShopAsync(token, HttpMethod.Post, path, new { version, actions = new[] { refund } });
        var added = changed.GetProperty("transactions").EnumerateArray().Last();
        Assert.Equal("Initial", added.GetProperty("state").GetString());
        await host.ShopAsync(token, HttpMethod.Post, path, new { version = version + 1, actions = new[] { new { action = "changeTransactionState", transactionId = added.GetProperty("id").GetString(), state = "Success" } } });
        var entry = Assert.Single(await host.LedgerAsync());
        Assert.Equal(("12.34", "our-refund", order.GetProperty("orderNumber").GetString()), (entry.GetProperty("amount").GetString(), entry.GetProperty("messageKey").GetString(), entry.GetProperty("orderId").GetString()));
    }

    private static async Task<(string Token, JsonElement Order)> OrderAsync(SandboxHost host)
    {
        await host.ScenarioAsync("month");
        var token = await host.ShopTokenAsync();
        var (_, query) = await host.ShopAsync(token, HttpMethod.Get, "/orders?limit=1");
        var number = query.GetProperty("results")[0].GetProperty("orderNumber").GetString();
        var (_, order) = await host.ShopAsync(token, HttpMethod.Get, $"/orders/order-number={number}");
        return (token, order);
    }

    private static async Task<JsonElement> UpdateAsync(SandboxHost host, string token, JsonElement order, int expected, object action, string? code = null)
    {
        var (status, body) = await host.ShopAsync(token, HttpMethod.Post, $"/orders/{order.GetProperty("id").GetString()}", new { version = order.GetProperty("version").GetInt32(), actions = new[] { action } });
        Assert.Equal((expected, code), (status, code is null ? null : body.GetProperty("errors")[0].GetProperty("code").GetString()));
        return body;
    }

    private static object Add(JsonElement order, string state, string key) => new
    {
        action = "addReturnInfo",
        items = new[] { new { quantity = 1, lineItemId = order.GetProperty("lineItems")[0].GetProperty("id").GetString(), shipmentState = state, key } },
    };

    private static object Shipment(string state) => new { action = "setReturnShipmentState", returnItemKey = "our-line-1", shipmentState = state };

    private static object Payment(string state) => new { action = "setReturnPaymentState", returnItemKey = "our-line-1", paymentState = state };

    private static (string? Shipment, string? Payment) States(JsonElement order)
    {
        var item = order.GetProperty("returnInfo")[0].GetProperty("items")[0];
        return (item.GetProperty("shipmentState").GetString(), item.GetProperty("paymentState").GetString());
    }
}
