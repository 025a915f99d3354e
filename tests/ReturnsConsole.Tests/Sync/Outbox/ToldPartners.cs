using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Outbox;

/// <summary>A console whose messages go to a sandbox in which a month has passed; every message has an order, a line or a number of its own.</summary>
public sealed class ToldPartners : IAsyncLifetime, IDisposable
{
    private HttpClient? http;
    private Queue<JsonElement> amazonOrders = new();
    private Queue<JsonElement> shopOrders = new();
    private Queue<string> bagItems = new();
    private string shopToken = "";
    private int number;

    public SyncHouse House { get; private set; } = null!;

    public Sandbox Sandbox { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Sandbox = await Sandbox.StartAsync(null, "--limits=false", "--Sandbox:PageSize=500");
        House = await SyncHouse.StartAsync(Sandbox);
        await Sandbox.ScenarioAsync("month", orders: 600);
        Sandbox.Advance(TimeSpan.FromDays(12));
        var kept = Sandbox.Clock.Now;
        await Sandbox.ScenarioAsync("plain order", orders: 60);
        Sandbox.Advance(TimeSpan.FromDays(12));
        http = new HttpClient { BaseAddress = Sandbox.Address };
        await FindAsync(kept);
    }

    public async Task DisposeAsync()
    {
        await House.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    public void Dispose() => http?.Dispose();

    public T Get<T>()
        where T : notnull => House.Get<T>();

    public async Task<long> AddAsync(string partner, string key, PartnerMessage message, params long[] returnItems)
    {
        var id = (await House.PartnerAsync(partner)).Id;
        await using var db = House.Open();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        Assert.True(await Get<OutboxWriter>().AddAsync(db, SyncHouse.Anna, id, key, $"subject of {key}", message, CancellationToken.None, returnItems));
        await db.SaveChangesAsync();
        await write.CommitAsync();
        return await db.OutboxMessages.Where(m => m.PartnerId == id && m.Key == key).Select(m => m.Id).SingleAsync();
    }

    public async Task<OutboxMessage> MessageAsync(long id)
    {
        await using var db = House.Open();
        return await db.OutboxMessages.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    public Task<int> SendAsync(IHost? node = null) => (node?.Services.GetRequiredService<SendOutbox>() ?? Get<SendOutbox>()).RunAsync(CancellationToken.None);

    /// <summary>Lets time pass until the message is at an end, or stands as unknown after several enquiries.</summary>
    public async Task<OutboxMessage> SettleAsync(long id, IHost? node = null)
    {
        for (var round = 0; round < 150; round++)
        {
            await SendAsync(node);
            var message = await MessageAsync(id);
            if (message.EndedAt is not null || (message.Status == OutboxStatus.Unknown && round >= 5))
                return message;
            var wait = message.NextAt - Sandbox.Clock.Now;
            Sandbox.Advance(wait > TimeSpan.FromMinutes(15) ? wait : TimeSpan.FromMinutes(15));
        }
        return await MessageAsync(id);
    }

    /// <summary>The open FailedUpdate of a message after a reconciliation; null when there is none.</summary>
    public async Task<ExceptionCase?> CaseAsync(OutboxMessage message)
    {
        await Get<Reconcile>().RunAsync("test", full: false, CancellationToken.None);
        await using var db = House.Open();
        var partner = await db.Partners.Where(p => p.Id == message.PartnerId).Select(p => p.Name).SingleAsync();
        return await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Kind == ReturnsConsole.Reconciliation.CaseKind.FailedUpdate && c.SubjectKey == $"{partner}/{message.Key}" && c.Status == CaseStatus.Open);
    }

    public int NextNumber() => ++number;

    /// <summary>A shipped order with something left to refund: order id, order item id.</summary>
    public (string OrderId, string ItemId) NextAmazonOrder()
    {
        var order = amazonOrders.Dequeue();
        return (order.GetProperty("orderId").GetString()!, order.GetProperty("orderItems")[0].GetProperty("orderItemId").GetString()!);
    }

    public (string Number, string LineId, string PaymentId) NextShopOrder()
    {
        var order = shopOrders.Dequeue();
        return (order.GetProperty("orderNumber").GetString()!, order.GetProperty("lineItems")[0].GetProperty("id").GetString()!, order.GetProperty("paymentInfo").GetProperty("payments")[0].GetProperty("id").GetString()!);
    }

    public string NextBagItem()
    {
        var item = bagItems.Dequeue();
        bagItems.Enqueue(item);
        return item;
    }

    public Task<JsonElement> ShopOrderAsync(string orderNumber) => ShopAsync($"orders/order-number={orderNumber}");

    public async Task<long> StockOfAsync(string sku) =>
        (await ShopAsync($"inventory?where={Uri.EscapeDataString($"sku=\"{sku}\" and supplyChannel is not defined")}")).GetProperty("results")[0].GetProperty("quantityOnStock").GetInt64();

    /// <summary>Somebody else adds to the stock: the version moves.</summary>
    public async Task AddStockAsOtherAsync(string sku, int quantity)
    {
        // The console may be faster between the look and the call: then the other looks again, as it would in life.
        while (!await AddedAsync(sku, quantity))
        {
        }
    }

    private async Task<bool> AddedAsync(string sku, int quantity)
    {
        var entry = (await ShopAsync($"inventory?where={Uri.EscapeDataString($"sku=\"{sku}\" and supplyChannel is not defined")}")).GetProperty("results")[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/commercetools/sandbox-shop/inventory/{entry.GetProperty("id").GetString()}")
        {
            Content = JsonContent.Create(new { version = entry.GetProperty("version").GetInt64(), actions = new[] { new { action = "addQuantity", quantity } } }),
        };
        return (await AskShopAsync(request)).Status != HttpStatusCode.Conflict;
    }

    private async Task FindAsync(DateTime kept)
    {
        var token = await AmazonTokenAsync("us");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/amazon/orders/2026-01-01/orders?createdAfter={kept:yyyy-MM-ddTHH:mm:ssZ}&maxResultsPerPage=100&includedData=PROCEEDS,FULFILLMENT");
        request.Headers.Add("x-amz-access-token", token);
        using var answer = await http!.SendAsync(request);
        var found = await answer.Content.ReadFromJsonAsync<JsonElement>();
        amazonOrders = new Queue<JsonElement>(found.GetProperty("orders").EnumerateArray().Where(o => o.GetProperty("fulfillment").GetProperty("fulfillmentStatus").GetString() == "SHIPPED"));
        shopOrders = new Queue<JsonElement>((await ShopAsync("orders?limit=500&withTotal=false")).GetProperty("results").EnumerateArray());
        using var shipments = new HttpRequestMessage(HttpMethod.Get, $"/happy-returns/outbound-shipments?retailerID=sandbox-retailer&startDateTime=2026-07-01T00:00:00Z&endDateTime={Sandbox.Clock.Now:yyyy-MM-ddTHH:mm:ssZ}");
        var items = new List<string>();
        foreach (var shipment in (await HappyAsync(shipments)).GetProperty("items").EnumerateArray())
        {
            var id = shipment.GetProperty("id").GetString();
            using var one = new HttpRequestMessage(HttpMethod.Get, $"/happy-returns/outbound-shipment/{id}?page[size]=1000");
            items.AddRange((await HappyAsync(one)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("happyReturnsItemID").GetString()!));
        }
        bagItems = new Queue<string>(items);
        Assert.True(amazonOrders.Count > 40 && shopOrders.Count > 100 && bagItems.Count > 0, $"{amazonOrders.Count} orders, {shopOrders.Count} shop orders, {bagItems.Count} bag items");
    }

    private async Task<JsonElement> HappyAsync(HttpRequestMessage request)
    {
        request.Headers.Add("X-Hr-Apikey", "sandbox-hr-key");
        using var answer = await http!.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string> AmazonTokenAsync(string account)
    {
        using var answer = await http!.PostAsync("/amazon/auth/o2/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = $"Atzr|{account}",
            ["client_id"] = "sandbox-client",
            ["client_secret"] = "sandbox-secret",
        }));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private async Task<JsonElement> ShopAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/commercetools/sandbox-shop/{path}");
        return await SendShopAsync(request);
    }

    private async Task<JsonElement> SendShopAsync(HttpRequestMessage request)
    {
        var (status, text) = await AskShopAsync(request);
        Assert.True(status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous, text);
        return JsonElement.Parse(text);
    }

    private async Task<(HttpStatusCode Status, string Text)> AskShopAsync(HttpRequestMessage request)
    {
        // The clock is moved by hours: a token does not live long.
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/commercetools/oauth/token") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "manage_project:sandbox-shop" }) };
        asked.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-ct-client:sandbox-ct-secret")));
        using var given = await http!.SendAsync(asked);
        shopToken = (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shopToken);
        using var answer = await http!.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict, text);
        return (answer.StatusCode, text);
    }

    /// <summary>A refund of one dollar as a feed.</summary>
    public static FeedMessage Refund((string OrderId, string ItemId) order, string key) => new("POST_PAYMENT_ADJUSTMENT_DATA", ["ATVPDKIKX0DER"], Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
        <AmazonEnvelope><Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>A1SANDBOXUS001</MerchantIdentifier></Header>
        <MessageType>OrderAdjustment</MessageType><Message><MessageID>1</MessageID><OrderAdjustment><AmazonOrderID>{order.OrderId}</AmazonOrderID><ActionType>Refund</ActionType>
        <AdjustedItem><AmazonOrderItemCode>{order.ItemId}</AmazonOrderItemCode><MerchantAdjustmentItemID>{key}</MerchantAdjustmentItemID><AdjustmentReason>CustomerReturn</AdjustmentReason>
        <ItemPriceAdjustments><Component><Type>Principal</Type><Amount currency="USD">1.00</Amount></Component></ItemPriceAdjustments></AdjustedItem></OrderAdjustment></Message></AmazonEnvelope>
        """)), "text/xml; charset=UTF-8", [key]);
}
