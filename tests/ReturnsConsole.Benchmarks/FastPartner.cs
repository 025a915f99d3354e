using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// Amazon's orders and transactions and ReBound's returns of a month over HTTP, made up from their numbers as they are asked for: an order every so often, every tenth
/// returned and refunded. It never makes anyone wait: the caller's own buckets do.
/// </summary>
internal sealed class FastPartner : IAsyncDisposable
{
    private const int PageSize = 100;
    private const int Every = 10;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private readonly WebApplication app;
    private readonly int orders;
    private readonly DateTime start;

    private FastPartner(WebApplication app, int orders, DateTime end)
    {
        this.app = app;
        this.orders = orders;
        start = end - Month;
        app.MapPost("/auth/o2/token", () => Json("""{"access_token":"t","token_type":"bearer","expires_in":3600}"""));
        app.MapGet("/orders/2026-01-01/orders", (HttpRequest r) => Counted("searchOrders", Page(r, "lastUpdatedAfter", "lastUpdatedBefore", "paginationToken", orders, "orders", Order, next => $$""","pagination":{"nextToken":"{{next}}"}""")));
        app.MapGet("/finances/2024-06-19/transactions", (HttpRequest r) => Counted("listTransactions", Page(r, "postedAfter", "postedBefore", "nextToken", orders + (orders / Every), "transactions", Transaction, next => $$""","nextToken":"{{next}}" """)));
        app.MapPost("/returns/search/json", async (HttpRequest r) => Counted("rebound", Search(await r.ReadFormAsync())));
        app.MapPost("/returns/get/json", async (HttpRequest r) => Counted("rebound", Return(await r.ReadFormAsync())));
    }

    /// <summary>How often each rate was used.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<FastPartner> StartAsync(int orders, DateTime end)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var partner = new FastPartner(builder.Build(), orders, end);
        partner.app.Urls.Add("http://127.0.0.1:0");
        await partner.app.StartAsync();
        return partner;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult Counted(string rate, string json)
    {
        Calls.AddOrUpdate(rate, 1, (_, n) => n + 1);
        return Json(json);
    }

    private static IResult Json(string json) => Results.Text(json, "application/json", Encoding.UTF8);

    private string Page(HttpRequest request, string after, string before, string token, int count, string name, Func<int, int, string> one, Func<int, string> next)
    {
        var (from, until) = (NumberAt(Time(request.Query[after]), count), NumberAt(Time(request.Query[before]), count));
        if (request.Query[token].ToString() is { Length: > 0 } given)
            from = int.Parse(given, CultureInfo.InvariantCulture);
        var end = Math.Min(until, from + PageSize);
        var text = new StringBuilder($$"""{"{{name}}":[""");
        for (var i = from; i < end; i++)
            text.Append(i > from ? "," : "").Append(one(i, count));
        return text.Append(']').Append(end < until ? next(end) : "").Append('}').ToString();
    }

    private string Order(int i, int count) => $$"""
        {"orderId":"{{Id(i)}}","createdTime":"{{At(i, count)}}","lastUpdatedTime":"{{At(i, count)}}","salesChannel":{"channelName":"AMAZON","marketplaceId":"A1PA6795UKMFR9","marketplaceName":"Amazon.de"},"fulfillment":{"fulfillmentStatus":"SHIPPED","fulfilledBy":"MERCHANT"},"orderItems":[{"orderItemId":"9{{i}}","quantityOrdered":1,"product":{"asin":"B00{{i % 997}}","title":"A thing of number {{i % 997}}","sellerSku":"SKU-{{i % 997}}","price":{"unitPrice":{"amount":"49.90","currencyCode":"EUR"} } } }]}
        """;

    private string Transaction(int j, int count)
    {
        var (group, turn) = (j / (Every + 1), j % (Every + 1));
        var refund = turn == Every;
        var order = (group * Every) + (refund ? 0 : turn);
        return $$"""
            {"transactionType":"{{(refund ? "Refund" : "Shipment")}}","transactionId":"t{{j}}","transactionStatus":"RELEASED","postedDate":"{{At(j, count)}}","marketplaceDetails":{"marketplaceId":"A1PA6795UKMFR9","marketplaceName":"Amazon.de"},"totalAmount":{"currencyAmount":{{(refund ? -49.9m : 41.2m).ToString(CultureInfo.InvariantCulture)}},"currencyCode":"EUR"},"relatedIdentifiers":[{"relatedIdentifierName":"ORDER_ID","relatedIdentifierValue":"{{Id(order)}}"}],"items":[{"description":"A thing","contexts":[{"contextType":"ProductContext","sku":"SKU-{{order % 997}}","quantityShipped":1}],"breakdowns":[{"breakdownType":"Principal","breakdownAmount":{"currencyAmount":{{(refund ? -49.9m : 49.9m).ToString(CultureInfo.InvariantCulture)}},"currencyCode":"EUR"} }]}]}
            """;
    }

    private string Search(IFormCollection form)
    {
        using var json = JsonDocument.Parse(form["request"].ToString());
        var filter = json.RootElement.GetProperty("filter");
        var (from, until) = (NumberAt(Day(filter, "date_from"), orders / Every), NumberAt(Day(filter, "date_to").AddDays(1), orders / Every));
        return from >= until ? """{"error":{"code":"empty","message":["nothing"]} }""" : $$$"""{"success":{"id":[{{{string.Join(',', Enumerable.Range(from + 1, until - from).Select(i => $"\"{i}\""))}}}]} }""";
    }

    private string Return(IFormCollection form)
    {
        using var json = JsonDocument.Parse(form["request"].ToString());
        var number = int.Parse(json.RootElement.GetProperty("return").GetProperty("id").GetString()!, CultureInfo.InvariantCulture);
        var at = (start + (Month / (orders / Every) * (number - 1))).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $$"""{"success":{"id":"{{number}}","order_reference":"{{Id((number - 1) * Every)}}","date_added":"{{at}}","tracking":"JD{{number}}","current_tracking_status":"Entered Our Network","tracking_last_update":"{{at}}","carrier":"DHL","item":[{"sku_code":"SKU-{{(number - 1) * Every % 997}}","quantity":"1","reason":[{"reason":"too small","wish":"refund"}]}]} }""";
    }

    private static string Id(int order) => string.Create(CultureInfo.InvariantCulture, $"302-{1_000_000 + (order / 1_000_000):D7}-{order % 1_000_000:D7}");

    private string At(int i, int count) => (start + (Month / count * i)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The first number that is not before a time.</summary>
    private int NumberAt(DateTime at, int count) => (int)Math.Clamp(Math.Ceiling((at - start) / (Month / count)), 0, count);

    private static DateTime Time(string? text) => DateTime.Parse(text!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    private static DateTime Day(JsonElement filter, string name) =>
        DateTime.ParseExact(filter.GetProperty(name).GetString()!, "yyyy'/'MM'/'dd", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
