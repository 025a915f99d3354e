using System.Text.Json;
using ReturnsConsole.Connectors.Tests.Contracts;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

/// <summary>Every operation that has a published contract is called and held against it, answers included.</summary>
public sealed class ContractSweepTests
{
    private const string AllData = "includedData=BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT";
    private static readonly string[] Marketplaces = ["A1PA6795UKMFR9"];

    [Fact]
    public async Task AmazonSeller_AllOperations_KeepTheContracts()
    {
        var contracts = Checker("/amazon", Contract.Amazon, "/amazon/auth", "/amazon/documents", "/amazon/uploads");
        await using var host = await SandboxHost.StartAsync(null, contracts, ["--limits=false"]);
        await host.ScenarioAsync("month");
        await host.AdvanceAsync("P20D");
        var token = await host.TokenAsync("de");
        var orders = await Get("/orders/2026-01-01/orders?createdAfter=2026-08-01T00:00:00Z&" + AllData);
        var id = orders.GetProperty("orders")[0].GetProperty("orderId").GetString();
        await Get($"/orders/2026-01-01/orders/{id}?{AllData}");
        await Get("/orders/v0/orders?MarketplaceIds=A1PA6795UKMFR9&CreatedAfter=2026-08-01T00:00:00Z");
        await Get($"/orders/v0/orders/{id}");
        await Get($"/orders/v0/orders/{id}/orderItems");
        await Get("/finances/2024-06-19/transactions?postedAfter=2026-08-01T00:00:00Z");
        await Get("/finances/v0/financialEvents?PostedAfter=2026-08-01T00:00:00Z");
        await Get($"/finances/v0/orders/{id}/financialEvents");
        var settlements = await Get("/reports/2021-06-30/reports?reportTypes=GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2");
        await Get($"/reports/2021-06-30/documents/{settlements.GetProperty("reports")[0].GetProperty("reportDocumentId").GetString()}");
        var asked = await host.AmazonJsonAsync(token, HttpMethod.Post, "/reports/2021-06-30/reports", new { reportType = "GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL", marketplaceIds = Marketplaces });
        await Get($"/reports/2021-06-30/reports/{asked.GetProperty("reportId").GetString()}");
        var feed = await host.FeedAsync(token, "POST_PAYMENT_ADJUSTMENT_DATA", FeedDocuments.Refunds(FeedDocuments.Refund(orders.GetProperty("orders")[0], "1.00", "k", "EUR")), Marketplaces[0]);
        await host.FeedResultAsync(token, feed);
        await Get("/feeds/2021-06-30/feeds?feedTypes=POST_PAYMENT_ADJUSTMENT_DATA");
        await Get("/listings/2021-08-01/items/A1SANDBOXDE001/TS-BLK-S?marketplaceIds=A1PA6795UKMFR9&includedData=summaries,fulfillmentAvailability");
        await Get("/orders/2026-01-01/orders/none");
        await host.FaultAsync(new { partner = "amazon", kind = "status429", count = 1 });
        await Get($"/orders/2026-01-01/orders/{id}");
        Assert.Empty(contracts.Violations);
        Assert.Superset(new HashSet<string> { "searchOrders", "listTransactions", "createFeed", "getReportDocument", "getListingsItem", "getOrderItems" }, contracts.Seen.ToHashSet());

        Task<JsonElement> Get(string path) => host.AmazonJsonAsync(token, HttpMethod.Get, path);
    }

    [Fact]
    public async Task AmazonVendor_AllOperations_KeepTheContracts()
    {
        var contracts = Checker("/amazon", Contract.Amazon, "/amazon/auth");
        await using var host = await SandboxHost.StartAsync(null, contracts, ["--limits=false"]);
        await host.ScenarioAsync("month");
        var token = await host.TokenAsync("vendor");
        var orders = (await host.AmazonJsonAsync(token, HttpMethod.Get, "/vendor/orders/v1/purchaseOrders?createdAfter=2026-08-01T00:00:00Z")).GetProperty("payload").GetProperty("orders");
        var order = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/vendor/orders/v1/purchaseOrders/{orders[0].GetProperty("purchaseOrderNumber").GetString()}");
        Assert.NotEmpty(order.GetProperty("payload").GetProperty("orderDetails").GetProperty("items").EnumerateArray());
        var note = await host.AmazonJsonAsync(token, HttpMethod.Post, "/vendor/payments/v1/invoices", VendorTests.CreditNote("CN-1", "50.00"));
        await host.AmazonJsonAsync(token, HttpMethod.Get, $"/vendor/transactions/v1/transactions/{VendorTests.TransactionId(note)}");
        var stock = await host.AmazonJsonAsync(token, HttpMethod.Post, "/vendor/directFulfillment/inventory/v1/warehouses/W1/items", VendorTests.Inventory(3, false));
        await host.AmazonJsonAsync(token, HttpMethod.Get, $"/vendor/directFulfillment/transactions/2021-12-28/transactions/{VendorTests.TransactionId(stock)}");
        Assert.Empty(contracts.Violations);
        Assert.Equal(6, contracts.Seen.Count);
    }

    [Fact]
    public async Task Commercetools_AllOperations_KeepTheContract()
    {
        var contracts = Checker("/commercetools", Contract.Commercetools, "/commercetools/oauth");
        await using var host = await SandboxHost.StartAsync(null, contracts, []);
        await host.ScenarioAsync("month");
        var token = await host.ShopTokenAsync();
        var (_, orders) = await host.ShopAsync(token, HttpMethod.Get, "/orders?limit=100");
        foreach (var order in orders.GetProperty("results").EnumerateArray().Take(10))
        {
            var items = new[] { new { quantity = 1, lineItemId = order.GetProperty("lineItems")[0].GetProperty("id").GetString(), shipmentState = "Returned", key = "key-1" } };
            var (status, _) = await host.ShopAsync(token, HttpMethod.Post, $"/orders/{order.GetProperty("id").GetString()}", new { version = order.GetProperty("version").GetInt32(), actions = new[] { new { action = "addReturnInfo", items } } });
            Assert.Equal(200, status);
        }

        var (_, stock) = await host.ShopAsync(token, HttpMethod.Get, "/inventory?limit=100");
        await host.ShopAsync(token, HttpMethod.Get, $"/inventory/{stock.GetProperty("results")[0].GetProperty("id").GetString()}");
        await host.ShopAsync(token, HttpMethod.Get, "/channels?where=" + Uri.EscapeDataString("key=\"quarantine\""));
        var (_, payments) = await host.ShopAsync(token, HttpMethod.Get, "/payments");
        await host.ShopAsync(token, HttpMethod.Get, $"/payments/{payments.GetProperty("results")[0].GetProperty("id").GetString()}");
        await host.ShopAsync(token, HttpMethod.Get, "/orders/none");
        Assert.Empty(contracts.Violations);
        Assert.True(contracts.Seen.Count > 15);
    }

    private static ContractCheckingHandler Checker(string root, IReadOnlyList<Contract> contracts, params string[] leftOut) =>
        new(new Dictionary<string, IReadOnlyList<Contract>> { [root] = contracts }, leftOut);
}
