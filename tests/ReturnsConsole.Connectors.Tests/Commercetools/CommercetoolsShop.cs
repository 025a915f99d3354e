using System.Globalization;
using System.Text.Json.Nodes;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.Tests.Contracts;
using ReturnsConsole.Connectors.Tests.Support;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Commercetools;

/// <summary>A small project: one order, one stock entry, one payment, with versions. Every call is held against the contract.</summary>
internal sealed class CommercetoolsShop
{
    private readonly Queue<string> troubles = new();
    private int tokens;

    public JsonObject Order { get; } = JsonNode.Parse("""
        {"type":"Order","id":"2f4c8a4e-0000-4000-8000-000000000001","version":4,"createdAt":"2026-08-01T10:00:00.000Z","lastModifiedAt":"2026-08-12T10:00:00.000Z","orderNumber":"SHOP-1",
         "orderState":"Open","syncInfo":[],"refusedGifts":[],"origin":"Customer","taxMode":"Platform","taxRoundingMode":"HalfEven","taxCalculationMode":"LineItemLevel","shippingMode":"Single","shipping":[],
         "discountCodes":[],"directDiscounts":[],"itemShippingAddresses":[],"totalPrice":{"type":"centPrecision","currencyCode":"EUR","centAmount":5950,"fractionDigits":2},
         "customLineItems":[],"returnInfo":[],
         "lineItems":[{"id":"L1","productId":"P1","name":{"de":"Hemd","en-GB":"Shirt"},"productType":{"typeId":"product-type","id":"pt"},"variant":{"id":1,"sku":"SKU-1"},
           "price":{"id":"pr","value":{"type":"highPrecision","currencyCode":"EUR","centAmount":1983,"preciseAmount":19833333333333333,"fractionDigits":15}},"quantity":3,
           "totalPrice":{"type":"centPrecision","currencyCode":"EUR","centAmount":5950,"fractionDigits":2},"discountedPricePerQuantity":[],"taxedPricePortions":[],"perMethodTaxRate":[],"state":[],
           "taxedPrice":{"totalNet":{"type":"centPrecision","currencyCode":"EUR","centAmount":5000,"fractionDigits":2},"totalGross":{"type":"centPrecision","currencyCode":"EUR","centAmount":5950,"fractionDigits":2},
             "totalTax":{"type":"centPrecision","currencyCode":"EUR","centAmount":950,"fractionDigits":2},"taxPortions":[]},"priceMode":"Platform","lineItemMode":"Standard"}]}
        """)!.AsObject();

    public JsonObject Stock { get; } = JsonNode.Parse("""{"id":"st1","version":7,"createdAt":"2026-08-01T10:00:00.000Z","lastModifiedAt":"2026-08-12T10:00:00.000Z","sku":"SKU-1","quantityOnStock":10,"availableQuantity":9}""")!.AsObject();

    public JsonObject Payment { get; } = JsonNode.Parse("""{"id":"pay1","version":2,"createdAt":"2026-08-01T10:00:00.000Z","lastModifiedAt":"2026-08-12T10:00:00.000Z","amountPlanned":{"type":"centPrecision","currencyCode":"EUR","centAmount":5950,"fractionDigits":2},"paymentMethodInfo":{},"paymentStatus":{},"interfaceInteractions":[],"transactions":[]}""")!.AsObject();

    public ContractCheckingHandler Contract { get; } = new(new Dictionary<string, IReadOnlyList<Contract>> { [""] = ReturnsConsole.Connectors.Tests.Contracts.Contract.Commercetools }, "/oauth");

    /// <summary>Answers a query instead of the one order.</summary>
    public Func<StubCall, string>? OnQuery { get; set; }

    /// <summary>What befalls the next updates: "conflict" somebody else is faster, "lostBefore", "lostAfter", "other" somebody adds 5 and the answer is lost, else a status with its code.</summary>
    public void Next(params string[] befalls)
    {
        foreach (var one in befalls)
            troubles.Enqueue(one);
    }

    public Task<PlatformStub> StartAsync() => PlatformStub.StartAsync(Answer);

    public CommercetoolsConnector Connect(PlatformStub stub) => new(
        new PartnerConnection
        {
            Kind = PartnerKind.Commercetools,
            Name = "Shop",
            BaseUrl = new Uri(stub.Address + "/"),
            TokenUrl = new Uri(stub.Address + "/oauth/token"),
            Options = new Dictionary<string, string> { ["ProjectKey"] = "proj", ["ClientId"] = "id" },
            Secrets = new Dictionary<string, string> { ["ClientSecret"] = "secret" },
        }, stub.World(Contract));

    private StubAnswer Answer(StubCall call)
    {
        if (call.Path == "/oauth/token")
            return StubAnswer.Ok($$"""{"access_token":"T{{++tokens}}","expires_in":172800,"token_type":"Bearer","scope":"x"}""");
        if (call.Headers["Authorization"] != $"Bearer T{tokens}")
            return Error(401, "invalid_token");
        var found = call.Path switch
        {
            "/proj/orders/order-number=SHOP-1" or "/proj/orders/2f4c8a4e-0000-4000-8000-000000000001" => Order,
            "/proj/inventory/st1" => Stock,
            "/proj/payments/pay1" => Payment,
            _ => null,
        };
        if (call.Method == "GET" && found is null && call.Query.Count > 0)
        {
            return StubAnswer.Ok(OnQuery is not null ? OnQuery(call) : Page(call.Path switch
            {
                "/proj/inventory" when call.Query["where"].Contains("\"SKU-1\"", StringComparison.Ordinal) => [Stock.ToJsonString()],
                "/proj/orders" => [Order.ToJsonString()],
                "/proj/payments" => [Payment.ToJsonString()],
                _ => [],
            }));
        }
        if (found is null)
            return Error(404, "ResourceNotFound");
        return call.Method == "GET" ? StubAnswer.Ok(found.ToJsonString()) : Update(found, JsonNode.Parse(call.Body)!.AsObject());
    }

    public static string Page(IReadOnlyList<string> results) => $$"""{"limit":100,"offset":0,"count":{{results.Count}},"results":[{{string.Join(',', results)}}]}""";

    /// <summary>Tokens given so far are no longer good.</summary>
    public void RevokeTokens() => tokens++;

    private StubAnswer Update(JsonObject found, JsonObject body)
    {
        var trouble = troubles.TryDequeue(out var next) ? next : "";
        if (trouble == "lostBefore")
            return StubAnswer.BreaksOff;
        if (trouble.Length > 0 && char.IsAsciiDigit(trouble[0]))
            return Error(int.Parse(trouble[..3], CultureInfo.InvariantCulture), trouble[4..]);
        if (trouble == "conflict")
            Bump(found);
        if (trouble == "other")
        {
            found["quantityOnStock"] = found["quantityOnStock"]!.GetValue<long>() + 5;
            Bump(found);
            return StubAnswer.BreaksOff;
        }
        if (body["version"]!.GetValue<long>() != found["version"]!.GetValue<long>())
            return Error(409, "ConcurrentModification");
        foreach (var action in body["actions"]!.AsArray())
            Apply(found, action!.AsObject());
        Bump(found);
        return trouble == "lostAfter" ? StubAnswer.BreaksOff : StubAnswer.Ok(found.ToJsonString());
    }

    private static void Apply(JsonObject found, JsonObject action)
    {
        switch (action["action"]!.GetValue<string>())
        {
            case "addReturnInfo":
                var items = action["items"]!.AsArray().Select(i => i!.DeepClone().AsObject()).ToList();
                foreach (var item in items)
                {
                    item["id"] = $"RI{found["returnInfo"]!.AsArray().Count + 1}";
                    item["type"] = "LineItemReturnItem";
                    item["paymentState"] = item["shipmentState"]!.GetValue<string>() == "Returned" ? "Initial" : "NonRefundable";
                    item["createdAt"] = "2026-08-12T11:00:00.000Z";
                    item["lastModifiedAt"] = "2026-08-12T11:00:00.000Z";
                }
                found["returnInfo"]!.AsArray().Add(new JsonObject { ["returnTrackingId"] = action["returnTrackingId"]?.DeepClone(), ["returnDate"] = action["returnDate"]?.DeepClone(), ["items"] = new JsonArray([.. items]) });
                break;
            case "setReturnShipmentState":
                Item(found, action)["shipmentState"] = action["shipmentState"]!.GetValue<string>();
                break;
            case "setReturnPaymentState":
                Item(found, action)["paymentState"] = action["paymentState"]!.GetValue<string>();
                break;
            case "addQuantity":
                found["quantityOnStock"] = found["quantityOnStock"]!.GetValue<long>() + action["quantity"]!.GetValue<long>();
                break;
            case "addTransaction":
                var given = action["transaction"]!.DeepClone().AsObject();
                given["id"] = $"TX{found["transactions"]!.AsArray().Count + 1}";
                given["amount"]!["type"] = "centPrecision";
                given["amount"]!["fractionDigits"] = 2;
                found["transactions"]!.AsArray().Add((JsonNode)given);
                break;
            default:
                throw new InvalidOperationException("The shop does not know this action.");
        }
    }

    private static JsonNode Item(JsonObject order, JsonObject action) =>
        order["returnInfo"]!.AsArray().SelectMany(i => i!["items"]!.AsArray()).Single(i => i!["key"]!.GetValue<string>() == action["returnItemKey"]!.GetValue<string>())!;

    private static void Bump(JsonObject found) => found["version"] = found["version"]!.GetValue<long>() + 1;

    private static StubAnswer Error(int status, string code) => new(status, $$"""{"statusCode":{{status}},"message":"m","errors":[{"code":"{{code}}","message":"m","currentVersion":1}]}""");
}
