using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReturnsConsole.Connectors.Tests.Files;

namespace ReturnsConsole.Connectors.Tests.Contracts;

public sealed class ContractTests
{
    // Amazon's own sample of purchase order states has these; its model has orderedQuantity.orderedQuantity and acknowledgementStatus.acceptedQuantity in their place.
    private const string Undescribed = @"\.itemStatus\[\d\]\.(orderedQuantity\.(amount|unitOfMeasure|unitSize)|acknowledgedQuantity\..*)$";

    public static TheoryData<string, string, int> Samples => new()
    {
        { "api_429_QuotaExceeded.json", "GET /reports/2021-06-30/reports", 429 },
        { "api_feeds-createFeed.json", "POST /feeds/2021-06-30/feeds", 202 },
        { "api_feeds-createFeedDocument.json", "POST /feeds/2021-06-30/documents", 201 },
        { "api_feeds-getFeed.json", "GET /feeds/2021-06-30/feeds/1", 200 },
        { "api_feeds-getFeedDocument.json", "GET /feeds/2021-06-30/documents/1", 200 },
        { "api_reports-getReport.json", "GET /reports/2021-06-30/reports/1", 200 },
        { "api_reports-getReportDocument.json", "GET /reports/2021-06-30/documents/1", 200 },
        { "api_vendorinvoices-submitInvoices.json", "POST /vendor/payments/v1/invoices", 202 },
        { "api_vendororders-getPurchaseOrders.json", "GET /vendor/orders/v1/purchaseOrders", 200 },
        { "api_vendororders-getPurchaseOrdersStatus.json", "GET /vendor/orders/v1/purchaseOrdersStatus", 200 },
        { "api_vendortransaction-getTransaction.json", "GET /vendor/transactions/v1/transactions/1", 200 },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_OfPartner_KeepsContract(string sample, string call, int status) =>
        Assert.Empty(ContractCheck.Answer(Call(call), status, File.ReadAllBytes(Reading.Sample(sample))));

    [Fact]
    public void Samples_OfApis_AreAllChecked() =>
        Assert.Equal(Directory.GetFiles(Reading.Sample(""), "api_*.json").Select(Path.GetFileName).Order(), Samples.Select(row => (string)row[0]).Order());

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_WithAnyValueOfWrongType_IsFound(string sample, string call, int status)
    {
        var whole = JsonNode.Parse(File.ReadAllBytes(Reading.Sample(sample)))!;
        foreach (var place in Leaves(whole).Select(l => l.GetPath()).ToList())
        {
            var changed = whole.DeepClone();
            Leaves(changed).Single(l => l.GetPath() == place).ReplaceWith(new JsonArray("x"));
            var expected = Regex.IsMatch(place, Undescribed) ? "nothing" : $"{Call(call).Id}, {status}: the answer{place[1..]} is [\"x\"], expected is";
            Assert.StartsWith(expected, ContractCheck.Answer(Call(call), status, Bytes(changed.ToJsonString())).SingleOrDefault("nothing"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("api_feeds-getFeed.json", "\"feedId\":", "\"feed\":", "getFeed, 200: the answer.feedId is missing.")]
    [InlineData("api_feeds-getFeed.json", "\"DONE\"", "\"GONE\"", "getFeed, 200: the answer.processingStatus is \"GONE\", which is none of ")]
    [InlineData("api_feeds-getFeed.json", "05Z", "05", "getFeed, 200: the answer.processingStartTime is \"2024-01-15T10:30:05\", expected is a date-time")]
    [InlineData("api_reports-getReport.json", "11:59:33", "29:59:33", "getReport, 200: the answer.processingEndTime is")]
    [InlineData("api_vendororders-getPurchaseOrders.json", "\"amount\": 5,", "\"amount\": 5.5,", "getPurchaseOrders, 200: the answer.payload.orders[1].orderDetails.items[0].orderedQuantity.amount is 5.5, expected is integer.")]
    [InlineData("api_feeds-createFeed.json", "}", "", "createFeed, 202: the answer is not JSON.")]
    public void Sample_Changed_IsFound(string sample, string from, string to, string expected)
    {
        var row = Samples.Single(r => (string)r[0] == sample);
        var changed = File.ReadAllText(Reading.Sample(sample)).Replace(from, to, StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Single(ContractCheck.Answer(Call((string)row[1]), (int)row[2], Bytes(changed))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/amazon/reports/2021-06-30/reports?reportTypes=A,B&pageSize=10&createdSince=2026-01-01T00:00:00Z", "", null)]
    [InlineData("GET", "/amazon/reports/2021-06-30/reports?reportTypes=A&colour=red", "", "getReports: query parameter colour is not known to the contract.")]
    [InlineData("GET", "/amazon/reports/2021-06-30/reports?reportTypes=A,B,C,D,E,F,G,H,I,J,K", "", "getReports: query parameter reportTypes has an item count of 11, outside")]
    [InlineData("GET", "/amazon/reports/2021-06-30/reports?processingStatuses=DONE,GONE", "", "getReports: query parameter processingStatuses[1] is \"GONE\", which is none of")]
    [InlineData("GET", "/amazon/reports/2021-06-30/reports?pageSize=ten", "", "getReports: query parameter pageSize is \"ten\", expected is integer.")]
    [InlineData("GET", "/amazon/reports/2021-06-30/reports?pageSize=101", "", "getReports: query parameter pageSize is 101, outside minimum 1 and maximum 100.")]
    [InlineData("GET", "/amazon/reports/2021-06-30/reports?pageSize=1&pageSize=2", "", "getReports: query parameter pageSize is given 2 times.")]
    [InlineData("GET", "/amazon/orders/v0/orders", "", "getOrders: query parameter MarketplaceIds is missing.")]
    [InlineData("PUT", "/amazon/reports/2021-06-30/reports", "", "PUT /amazon/reports/2021-06-30/reports: no such operation in the contract.")]
    [InlineData("POST", "/amazon/feeds/2021-06-30/documents", "", "createFeedDocument: the request has no body.")]
    [InlineData("POST", "/amazon/feeds/2021-06-30/documents", """{"type":"xml"}""", "createFeedDocument: the request.contentType is missing.")]
    [InlineData("POST", "/amazon/feeds/2021-06-30/documents", """ {"contentType":"xml"}""", "createFeedDocument: the request is sent as text/plain, not as application/json.")]
    [InlineData("DELETE", "/amazon/feeds/2021-06-30/feeds/1", "{}", "cancelFeed: the request has a body, but the call takes none.")]
    [InlineData("POST", "/commercetools/shop/orders/1", """{"version":3,"actions":[{"action":"addReturnInfo"}]}""", null)]
    [InlineData("GET", "/commercetools/shop/orders?where=a&where=b&var.x=1&limit=20&withTotal=false", "", null)]
    [InlineData("POST", "/commercetools/shop/orders/order-number=7", """{"version":"3","actions":[]}""", "ByProjectKeyOrdersOrderNumberByOrderNumberPost: the request.version is \"3\", expected is integer.")]
    [InlineData("POST", "/amazon/auth/o2/token", "a=b", null)]
    [InlineData("PUT", "/amazonia/reports", "", null)]
    public async Task Handler_Call_SaysWhatBreaksTheContract(string method, string address, string body, string? expected)
    {
        using var handler = new ContractCheckingHandler(new Dictionary<string, IReadOnlyList<Contract>> { ["/amazon"] = Contract.Amazon, ["/commercetools"] = Contract.Commercetools }, "/amazon/auth") { InnerHandler = new Teapot() };
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://partner.test") };
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, body[0] == '{' ? "application/json" : "text/plain") };
        using var answer = await http.SendAsync(request);
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        var own = handler.Violations.Where(v => !v.Contains("status 418 is not among the answers", StringComparison.Ordinal)).ToList();
        Assert.Equal(handler.Seen.Count, handler.Violations.Count - own.Count);
        Assert.StartsWith(expected ?? "nothing", own.SingleOrDefault("nothing"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"$ref":"#/components/schemas/OrderAddReturnInfoAction"}""", """{"action":"addReturnInfo","items":[{"quantity":1,"shipmentState":"Returned"}]}""", null)]
    [InlineData("""{"$ref":"#/components/schemas/OrderAddReturnInfoAction"}""", """{"action":"addReturnInfo","items":[{"quantity":1,"shipmentState":"Sold"}]}""", ".items[0].shipmentState is \"Sold\", which is none of")]
    [InlineData("""{"$ref":"#/components/schemas/LocalizedString"}""", """{"en":7}""", ".en is 7, expected is string.")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":[1],"b":1}""", ".b is not known to the contract.")]
    [InlineData("""{"type":"string","nullable":true}""", "null", null)]
    [InlineData("""{"type":"string"}""", "null", " is null, expected is string.")]
    [InlineData("""{"minLength":2,"maxLength":3}""", "\"abcd\"", " has a length of 4, outside minLength 2 and maxLength 3.")]
    [InlineData("""{"pattern":"^[A-Z]{2}$"}""", "\"usa\"", " does not fit the pattern")]
    [InlineData("""{"format":"date"}""", "\"2026-02-30\"", " is \"2026-02-30\", expected is a date")]
    [InlineData("""{"minItems":1}""", "[]", " has an item count of 0, outside minItems 1 and maxItems .")]
    [InlineData("""{"oneOf":[{"type":"string"},{"enum":["a"]}]}""", "\"a\"", " fits 2 of the 2 shapes under oneOf.")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"number","minimum":1}]}""", "0", " fits 0 of the 2 shapes under anyOf.")]
    public void Value_AgainstSchema_SaysWhatIsWrong(string schema, string value, string? expected) =>
        Assert.StartsWith(expected ?? "nothing", ContractCheck.Value(Contract.Commercetools[0], JsonElement.Parse(schema), JsonElement.Parse(value)).SingleOrDefault("nothing"), StringComparison.Ordinal);

    private static IEnumerable<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(m => Leaves(m.Value!)),
        JsonArray items => items.SelectMany(i => Leaves(i!)),
        _ => [node],
    };

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Operation Call(string call) => Contract.Find([.. Contract.Amazon, .. Contract.Commercetools], call.Split(' ')[0], call.Split(' ')[1])!;

    private sealed class Teapot : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((HttpStatusCode)418) { Content = new StringContent("{}") });
    }
}
