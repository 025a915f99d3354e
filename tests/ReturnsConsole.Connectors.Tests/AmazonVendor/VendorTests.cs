using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Tests.Amazon.Wire;
using ReturnsConsole.Connectors.Tests.Files;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.AmazonVendor;

public sealed class VendorTests : AmazonTests
{
    private const string Invoices = "POST /vendor/payments/v1/invoices";
    private const string Status = "GET /vendor/transactions/v1/transactions/t-1";
    private const string Stock = "POST /vendor/directFulfillment/inventory/v1/warehouses/WH1/items";

    private static readonly CreditNoteMessage Note = new(
        "CN-1", new DateTime(2026, 5, 2, 8, 0, 0, DateTimeKind.Utc), "KWD", 12_345, "VENDOR", "BILL", "INV-1", null, "RET-1", new DateTime(2026, 4, 30, 0, 0, 0, DateTimeKind.Utc), null,
        [new CreditNoteItem(1, "V-1", "B0", 3, 4_115, "2JK3S9VC")]);

    [Fact]
    public async Task CreditNote_IsSentOnce_AndOnlyEverValidated()
    {
        Host.On(Invoices, Give.Json(202, Encoding.UTF8.GetString(File.ReadAllBytes(Reading.Sample("api_vendorinvoices-submitInvoices.json")))));
        var sent = await Vendor().SendAsync(Note, "k", default);
        Assert.Equal((SendResult.Pending, "20190904171225-e1275c33-d75b-4bfe-b95c-15a9abfc09cc"), (sent.Result, sent.Reference));
        using var body = JsonDocument.Parse(Host.To(Invoices)[0].Body);
        var invoice = body.RootElement.GetProperty("invoices")[0];
        Assert.Equal("CreditNote", invoice.GetProperty("invoiceType").GetString());
        Assert.Equal("12.345", invoice.GetProperty("invoiceTotal").GetProperty("amount").GetString());
        var details = invoice.GetProperty("items")[0].GetProperty("creditNoteDetails");
        Assert.Equal(("RET-1", "2026-04-30T00:00:00Z"), (details.GetProperty("returnsReferenceNumber").GetString(), details.GetProperty("goodsReturnDate").GetString()));
        Assert.False(details.TryGetProperty("rmaId", out _));

        Host.On(Status, Transaction("Processing"), Transaction("Success"), Transaction("Failure", ""","errors":[{"code":"E1","message":"unknown return"}]"""));
        Assert.Equal(SendResult.Pending, (await Vendor().AskAsync(Note, "k", "t-1", default)).Result);
        var validated = await Vendor().AskAsync(Note, "k", "t-1", default);
        Assert.Equal(SendResult.Accepted, validated.Result);
        Assert.Contains("not acceptance", validated.Message, StringComparison.Ordinal);
        var refused = await Vendor().AskAsync(Note, "k", "t-1", default);
        Assert.Equal(SendResult.Refused, refused.Result);
        Assert.Contains("unknown return", refused.Message, StringComparison.Ordinal);
        ContractKept("submitInvoices", "getTransaction");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CreditNote_WhoseAnswerIsLost_IsUnknownAndNotSentAgain(bool dropped)
    {
        Host.On(Invoices, Give.Error(500, "InternalFailure") with { Drop = dropped });
        var sent = await Vendor().SendAsync(Note, "k", default);
        Assert.Equal(SendResult.Unknown, sent.Result);
        Assert.Single(Host.To(Invoices));
        Assert.Equal(SendResult.Unknown, (await Vendor().AskAsync(Note, "k", sent.Reference, default)).Result);
    }

    [Fact]
    public async Task Stock_IsAbsoluteAndNeverAFullUpdate()
    {
        Host.On(Stock, Give.Error(503, "ServiceUnavailable"), Give.Json(202, """{"payload":{"transactionId":"t-2"}}"""));
        var message = new VendorStockMessage("WH1", "VENDOR", [("V-1", 4), ("V-2", 0)]);
        var sent = await Vendor().SendAsync(message, "k", default);
        Assert.Equal((SendResult.Pending, "t-2"), (sent.Result, sent.Reference));
        Assert.Contains("\"isFullUpdate\":false", Host.To(Stock)[1].Text, StringComparison.Ordinal);
        Host.On("GET /vendor/directFulfillment/transactions/2021-12-28/transactions/t-2", """{"transactionStatus":{"transactionId":"t-2","status":"Failure","errors":{"errors":[{"code":"E","message":"no such warehouse"}]}}}""");
        var asked = await Vendor().AskAsync(message, "k", "t-2", default);
        Assert.Equal(SendResult.Refused, asked.Result);
        Assert.Contains("no such warehouse", asked.Message, StringComparison.Ordinal);
        ContractKept("submitInventoryUpdate", "getTransactionStatus");
    }

    [Fact]
    public async Task PurchaseOrders_MadeAndChanged_AreBothFetched()
    {
        const string orders = "GET /vendor/orders/v1/purchaseOrders";
        Host.On(orders, Encoding.UTF8.GetString(File.ReadAllBytes(Reading.Sample("api_vendororders-getPurchaseOrders.json"))), """{"payload":{"orders":[]}}""", """{"payload":{"orders":[{"purchaseOrderNumber":"3","purchaseOrderState":"New"}]}}""");
        Assert.True((await Vendor().PullAsync("purchase-orders", Window, Sink, default)).Complete);
        Assert.Equal([(true, null), (true, "MDAwMDAwMDAwMQ=="), (false, null)], Host.To(orders).Select(c => (c.Asked("createdAfter") is not null, c.Asked("nextToken"))));
        Assert.Equal(3, Sink.Documents.Count);
        ContractKept("getPurchaseOrders");
    }

    [Fact]
    public async Task Test_CallsThePurchaseOrders()
    {
        Host.On("GET /vendor/orders/v1/purchaseOrders", """{"payload":{"orders":[]}}""");
        var tested = await Vendor().TestAsync(default);
        Assert.True(tested.Works, tested.Said);
        ContractKept("getPurchaseOrders");
    }

    private static Give Transaction(string status, string errors = "") => $$$"""{"payload":{"transactionStatus":{"transactionId":"t-1","status":"{{{status}}}"{{{errors}}} } } }""";
}
