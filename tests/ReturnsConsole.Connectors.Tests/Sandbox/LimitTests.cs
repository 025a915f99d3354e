using System.Net;
using System.Net.Http.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class LimitTests
{
    private static readonly string[] Marketplaces = ["ATVPDKIKX0DER"];

    [Fact]
    public async Task CreateFeed_SixteenthTime_IsOverQuotaUntilTheBucketFills()
    {
        var clock = new HandClock(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await SandboxHost.StartAsync(clock);
        var token = await host.TokenAsync("us");
        for (var i = 0; i < 15; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await CreateFeedAsync(host, token));

        Assert.Equal(HttpStatusCode.TooManyRequests, await CreateFeedAsync(host, token));
        clock.Advance(TimeSpan.FromSeconds(121));
        Assert.Equal(HttpStatusCode.BadRequest, await CreateFeedAsync(host, token));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CreateFeedAsync(host, token));
    }

    [Fact]
    public async Task OverQuota_Answer_IsAmazonsWithoutRetryAfter()
    {
        await using var host = await SandboxHost.StartAsync(new HandClock(DateTimeOffset.UnixEpoch.AddYears(56)));
        var token = await host.TokenAsync("us");
        HttpResponseMessage answer;
        do
            answer = await host.AmazonAsync(token, HttpMethod.Get, "/reports/2021-06-30/documents/none");
        while (answer.StatusCode == HttpStatusCode.NotFound);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Retry-After"));
        Assert.Equal("TooManyRequestsException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
        Assert.Equal("QuotaExceeded", (await SandboxHost.JsonAsync(answer)).GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Bucket_OfOneAccount_IsNotAnothers()
    {
        await using var host = await SandboxHost.StartAsync(new HandClock(DateTimeOffset.UnixEpoch.AddYears(56)));
        var token = await host.TokenAsync("us");
        for (var i = 0; i < 15; i++)
            await CreateFeedAsync(host, token);

        Assert.Equal(HttpStatusCode.BadRequest, await CreateFeedAsync(host, await host.TokenAsync("uk")));
    }

    [Fact]
    public async Task Limits_SwitchedOff_LetEverythingThrough()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ControlAsync("limits", new { enabled = false });
        var token = await host.TokenAsync("us");
        for (var i = 0; i < 40; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await CreateFeedAsync(host, token));
    }

    [Fact]
    public async Task HappyReturns_BucketFull_SaysTheWaitInItsText()
    {
        await using var host = await SandboxHost.StartAsync(new HandClock(DateTimeOffset.UnixEpoch.AddYears(56)));
        host.Http.DefaultRequestHeaders.Add("X-Hr-Apikey", "sandbox-hr-key");
        HttpResponseMessage answer;
        do
            answer = await host.Http.PostAsJsonAsync("/happy-returns/return", new { happyReturnsRetailerID = "sandbox-retailer", orderNumber = "1" });
        while (answer.StatusCode == HttpStatusCode.NoContent);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Retry-After"));
        Assert.Contains("limit 0.500000 requests/sec, leaky bucket size 20", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> CreateFeedAsync(SandboxHost host, string token)
    {
        using var answer = await host.AmazonAsync(
            token, HttpMethod.Post, "/feeds/2021-06-30/feeds", new { feedType = "JSON_LISTINGS_FEED", marketplaceIds = Marketplaces, inputFeedDocumentId = "none" });
        return answer.StatusCode;
    }
}
