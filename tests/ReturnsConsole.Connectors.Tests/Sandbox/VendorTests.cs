using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class VendorTests
{
    [Fact]
    public async Task CreditNote_IsValidatedAfterAWhile_AndCountsOnlyThen()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("vendor");
        var id = TransactionId(await host.AmazonJsonAsync(token, HttpMethod.Post, "/vendor/payments/v1/invoices", CreditNote("CN-7", "50.00")));
        Assert.Equal("Processing", await StatusAsync(host, token, id));
        Assert.Empty(await host.LedgerAsync());
        await host.AdvanceAsync("PT10M");
        Assert.Equal("Success", await StatusAsync(host, token, id));
        var entry = Assert.Single(await host.LedgerAsync());
        Assert.Equal(("creditNote", "50.00", "CN-7"), (entry.GetProperty("kind").GetString(), entry.GetProperty("amount").GetString(), entry.GetProperty("messageKey").GetString()));
    }

    [Fact]
    public async Task CreditNote_ThatDoesNotAddUp_Fails()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("vendor");
        var id = TransactionId(await host.AmazonJsonAsync(token, HttpMethod.Post, "/vendor/payments/v1/invoices", CreditNote("CN-8", "50.01")));
        await host.AdvanceAsync("PT10M");
        Assert.Equal("Failure", await StatusAsync(host, token, id));
        Assert.Empty(await host.LedgerAsync());
    }

    [Fact]
    public async Task FullInventoryUpdate_ZeroesWhatItDoesNotList()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("vendor");
        await host.AmazonJsonAsync(token, HttpMethod.Post, "/vendor/directFulfillment/inventory/v1/warehouses/W1/items", Inventory(3, false, "TS-BLK-S"));
        await host.AdvanceAsync("PT10M");
        await host.AmazonJsonAsync(token, HttpMethod.Post, "/vendor/directFulfillment/inventory/v1/warehouses/W1/items", Inventory(5, true, "TS-BLK-M"));
        await host.AdvanceAsync("PT10M");
        Assert.Equal([("TS-BLK-S", 3), ("TS-BLK-M", 5), ("TS-BLK-S", 0)], (await host.LedgerAsync()).Select(entry => (entry.GetProperty("sku").GetString()!, entry.GetProperty("quantity").GetInt32())));
    }

    internal static object CreditNote(string id, string total) => new
    {
        invoices = new[]
        {
            new
            {
                invoiceType = "CreditNote",
                id,
                date = "2026-10-01T00:00:00Z",
                remitToParty = new { partyId = "SANDBOXVENDOR" },
                invoiceTotal = new { currencyCode = "EUR", amount = total },
                items = new[]
                {
                    new
                    {
                        itemSequenceNumber = 1,
                        vendorProductIdentifier = "TS-BLK-S",
                        invoicedQuantity = new { amount = 5, unitOfMeasure = "Eaches" },
                        netCost = new { currencyCode = "EUR", amount = "10.00" },
                        creditNoteDetails = new { returnsReferenceNumber = "RET-1", goodsReturnDate = "2026-09-25T00:00:00Z" },
                    },
                },
            },
        },
    };

    internal static object Inventory(int quantity, bool isFullUpdate, string sku = "TS-BLK-S") => new
    {
        inventory = new
        {
            sellingParty = new { partyId = "SANDBOXVENDOR" },
            isFullUpdate,
            items = new[] { new { vendorProductIdentifier = sku, availableQuantity = new { amount = quantity, unitOfMeasure = "Each" } } },
        },
    };

    internal static string TransactionId(JsonElement answer) => answer.GetProperty("payload").GetProperty("transactionId").GetString()!;

    private static async Task<string?> StatusAsync(SandboxHost host, string token, string id) =>
        (await host.AmazonJsonAsync(token, HttpMethod.Get, $"/vendor/transactions/v1/transactions/{id}")).GetProperty("payload").GetProperty("transactionStatus").GetProperty("status").GetString();
}
