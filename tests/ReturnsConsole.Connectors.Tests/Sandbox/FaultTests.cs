using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class FaultTests
{
    private const string Orders = "/orders/2026-01-01/orders?createdAfter=2026-09-01T00:00:00Z";
    private const string Listing = "/listings/2021-08-01/items/A1SANDBOXUS001/TS-BLK-S?marketplaceIds=ATVPDKIKX0DER";

    private static readonly object Patch = new
    {
        productType = "SHIRT",
        patches = new[] { new { op = "replace", path = "/attributes/fulfillment_availability", value = new[] { new { fulfillment_channel_code = "DEFAULT", quantity = 4 } } } },
    };

    [Theory]
    [InlineData("status429", HttpStatusCode.TooManyRequests)]
    [InlineData("status500", HttpStatusCode.InternalServerError)]
    [InlineData("status503", HttpStatusCode.ServiceUnavailable)]
    [InlineData("expiredToken", HttpStatusCode.Forbidden)]
    public async Task StatusFault_StrikesOnceInThePartnersShape_ThenIsSpent(string kind, HttpStatusCode expected)
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("us");
        await host.FaultAsync(new { partner = "amazon", operation = "searchOrders", kind, count = 1 });
        using var struck = await host.AmazonAsync(token, HttpMethod.Get, Orders);
        using var after = await host.AmazonAsync(token, HttpMethod.Get, Orders);
        Assert.Equal((expected, HttpStatusCode.OK), (struck.StatusCode, after.StatusCode));
        Assert.NotEmpty((await SandboxHost.JsonAsync(struck)).GetProperty("errors")[0].GetProperty("code").GetString()!);
    }

    [Fact]
    public async Task Garbage_IsALoginPageWith200()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.FaultAsync(new { partner = "rebound", kind = "garbage", count = 1 });
        using var answer = await host.Http.PostAsync("/rebound/api/returns/search/json", SandboxHost.Form(("login", "sandbox-login")));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Truncate_DeclaresMoreThanItSends()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("us");
        await host.FaultAsync(new { partner = "amazon", operation = "searchOrders", kind = "truncate", count = 1 });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.AmazonAsync(token, HttpMethod.Get, Orders));
    }

    [Fact]
    public async Task Slow_SendsEverythingInTheEnd()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("us");
        await host.FaultAsync(new { partner = "amazon", operation = "searchOrders", kind = "slow", count = 1, milliseconds = 200 });
        var started = TimeProvider.System.GetTimestamp();
        await host.AmazonJsonAsync(token, HttpMethod.Get, Orders);
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(150));
    }

    [Theory]
    [InlineData("dropBeforeAccept", 0)]
    [InlineData("dropAfterAccept", 1)]
    public async Task Drop_CutsTheLine_BeforeOrAfterTheEffect(string kind, int effects)
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("us");
        await host.FaultAsync(new { partner = "amazonSeller", operation = "patchListingsItem", kind, count = 1 });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.AmazonAsync(token, HttpMethod.Patch, Listing, Patch));
        Assert.Equal(effects, (await host.LedgerAsync()).Length);
    }

    [Fact]
    public async Task Fault_OfOnePartner_LeavesOthersAlone()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.FaultAsync(new { partner = "commercetools", operation = "*", kind = "status500" });
        using var answer = await host.AmazonAsync(await host.TokenAsync("us"), HttpMethod.Get, Orders);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Probability_WithOneSeed_StrikesTheSameCallsAgain()
    {
        var first = await StrikesAsync();
        Assert.Equal(first, await StrikesAsync());
        Assert.InRange(first.Count(struck => struck), 5, 35);

        static async Task<List<bool>> StrikesAsync()
        {
            await using var host = await SandboxHost.StartAsync(null, "--limits=false");
            var token = await host.TokenAsync("us");
            await host.FaultAsync(new { partner = "amazon", operation = "searchOrders", kind = "status500", probability = 0.5, seed = 11 });
            var struck = new List<bool>();
            for (var i = 0; i < 40; i++)
            {
                using var answer = await host.AmazonAsync(token, HttpMethod.Get, Orders);
                struck.Add(answer.StatusCode == HttpStatusCode.InternalServerError);
            }

            return struck;
        }
    }

    [Fact]
    public async Task Faults_ListedAndCleared_AreGone()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.FaultAsync(new { partner = "*", kind = "status503", count = 3 });
        var listed = await host.Http.GetFromJsonAsync<JsonElement>("/_sandbox/faults");
        Assert.Equal("status503", Assert.Single(listed.EnumerateArray()).GetProperty("kind").GetString());
        using var cleared = await host.Http.DeleteAsync("/_sandbox/faults");
        Assert.Empty((await host.Http.GetFromJsonAsync<JsonElement>("/_sandbox/faults")).EnumerateArray());
    }

    [Fact]
    public async Task UnknownKind_IsRefusedWithTheKnownOnes()
    {
        await using var host = await SandboxHost.StartAsync();
        using var answer = await host.Http.PostAsJsonAsync("/_sandbox/faults", new { kind = "meteor" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("dropAfterAccept", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
