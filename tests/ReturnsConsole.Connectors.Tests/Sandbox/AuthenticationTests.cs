using System.Net;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class AuthenticationTests
{
    private const string AnyOrders = "/orders/2026-01-01/orders?createdAfter=2026-09-01T00:00:00Z";

    [Fact]
    public async Task AmazonToken_ForKnownSeller_OpensItsOrders()
    {
        await using var host = await SandboxHost.StartAsync();
        using var answer = await host.AmazonAsync(await host.TokenAsync("uk"), HttpMethod.Get, AnyOrders);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(answer.Headers.GetValues("x-amzn-RequestId"));
        Assert.Equal("0.0056", Assert.Single(answer.Headers.GetValues("x-amzn-RateLimit-Limit")));
    }

    [Fact]
    public async Task AmazonToken_ForUnknownSeller_IsInvalidGrant()
    {
        await using var host = await SandboxHost.StartAsync();
        using var answer = await host.LoginAsync("Atzr|nobody");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_grant", (await SandboxHost.JsonAsync(answer)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task AmazonToken_AfterItsLife_IsRefused()
    {
        var clock = new HandClock(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await SandboxHost.StartAsync(clock);
        var token = await host.TokenAsync("us");
        clock.Advance(TimeSpan.FromMinutes(59));
        using var before = await host.AmazonAsync(token, HttpMethod.Get, AnyOrders);
        clock.Advance(TimeSpan.FromMinutes(2));
        using var after = await host.AmazonAsync(token, HttpMethod.Get, AnyOrders);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (before.StatusCode, after.StatusCode));
        Assert.Equal("Unauthorized", (await SandboxHost.JsonAsync(after)).GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task AmazonToken_OfVendor_DoesNotOpenSellersOrders()
    {
        await using var host = await SandboxHost.StartAsync();
        using var answer = await host.AmazonAsync(await host.TokenAsync("vendor"), HttpMethod.Get, AnyOrders);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task ReboundLogin_WrongFiveTimes_BlocksEvenTheRightKey()
    {
        await using var host = await SandboxHost.StartAsync();
        var request = new { filter = new { date_from = "2026/09/01", date_to = "2026/09/02" } };
        for (var i = 0; i < 5; i++)
            Assert.Equal("access_denied", Code(await host.ReboundAsync("returns/search", request, "wrong")));

        Assert.Equal("ip_blocked", Code(await host.ReboundAsync("returns/search", request)));
    }

    [Fact]
    public async Task HappyReturns_WithoutKey_IsUnauthorized()
    {
        await using var host = await SandboxHost.StartAsync();
        using var answer = await host.Http.GetAsync("/happy-returns/outbound-shipments?retailerID=sandbox-retailer");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task ShopToken_WithoutScope_CannotChangeStock()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.ShopTokenAsync("manage_orders:sandbox-shop view_products:sandbox-shop");
        var (_, stock) = await host.ShopAsync(token, HttpMethod.Get, "/inventory?limit=1");
        var entry = stock.GetProperty("results")[0];
        var (status, body) = await host.ShopAsync(token, HttpMethod.Post, $"/inventory/{entry.GetProperty("id").GetString()}", new { version = 1, actions = new[] { new { action = "addQuantity", quantity = 1 } } });
        Assert.Equal(403, status);
        Assert.Equal("insufficient_scope", body.GetProperty("error").GetString());
        Assert.Empty(await host.LedgerAsync());
    }

    private static string? Code(System.Text.Json.JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetString();
}
