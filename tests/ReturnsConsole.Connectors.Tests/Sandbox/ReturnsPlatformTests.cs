using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class ReturnsPlatformTests
{
    private static readonly object WholeAutumn = new { filter = new { date_from = "2026/09/01", date_to = "2026/12/31" } };

    [Fact]
    public async Task ReboundHubReturn_EndsWithADisposition()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("refund due");
        await host.AdvanceAsync("P40D");
        var found = await OnlyReturnAsync(host);
        Assert.Equal("Arrived at Our Hub", found.GetProperty("current_tracking_status").GetString());
        var item = found.GetProperty("item")[0];
        Assert.NotEmpty(item.GetProperty("final_disposition").GetString()!);
        Assert.Equal(JsonValueKind.String, item.GetProperty("quantity").ValueKind);
        var track = (await host.ReboundAsync("tracking/get", new { tracking = new { code = found.GetProperty("tracking").GetString() } })).GetProperty("success").GetProperty("track");
        Assert.Equal(["Return Order Created", "Entered Our Network", "Arrived at Our Hub"], track.EnumerateArray().Select(step => step.GetProperty("status").GetString()!));
    }

    [Fact]
    public async Task ReboundDirectReturn_NeverArrivesAtAHub()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("direct return");
        await host.AdvanceAsync("P40D");
        var found = await OnlyReturnAsync(host);
        Assert.Equal(("Delivered", ""), (found.GetProperty("current_tracking_status").GetString(), found.GetProperty("item")[0].GetProperty("final_disposition").GetString()));
    }

    [Theory]
    [InlineData("returns/search", "empty")]
    [InlineData("returns/refund", "unknown_call")]
    public async Task Rebound_NothingOrUnknown_HasItsCode(string method, string code)
    {
        await using var host = await SandboxHost.StartAsync();
        Assert.Equal(code, (await host.ReboundAsync(method, WholeAutumn)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task DarkReturn_IsInNoReturnsPlatform()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("dark return");
        await host.AdvanceAsync("P40D");
        Assert.Equal("empty", (await host.ReboundAsync("returns/search", WholeAutumn)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task ReboundBulk_OfAHundredThousand_IsSearchedByDayAndReadById()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ControlAsync("scenarios", new { name = "bulk", returns = 100_000 });
        var ids = (await host.ReboundAsync("returns/search", new { filter = new { date_from = "2026/09/25", date_to = "2026/09/25" } })).GetProperty("success").GetProperty("id");
        Assert.Equal(86_400, ids.GetArrayLength());
        var found = (await host.ReboundAsync("returns/get", new { @return = new { id = ids[500].GetString(), type = "id" } })).GetProperty("success");
        Assert.Equal(ids[500].GetString(), found.GetProperty("id").GetString());
    }

    [Fact]
    public async Task ReturnBarReturn_HasAnItemPerPiece_AndTravelsOnAShipment()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("return bar");
        await host.AdvanceAsync("P40D");
        host.Http.DefaultRequestHeaders.Add("X-Hr-Apikey", "sandbox-hr-key");
        var order = (await host.OnlyOrderAsync(await host.TokenAsync("us"))).GetProperty("orderId").GetString();
        using var answer = await host.Http.PostAsJsonAsync("/happy-returns/return", new { happyReturnsRetailerID = "sandbox-retailer", orderNumber = order });
        var items = (await SandboxHost.JsonAsync(answer)).GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(items);

        var list = await host.Http.GetFromJsonAsync<JsonElement>("/happy-returns/outbound-shipments?retailerID=sandbox-retailer&startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-12-31T00:00:00Z");
        var id = Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("id").GetString();
        var rows = (await host.Http.GetFromJsonAsync<JsonElement>($"/happy-returns/outbound-shipment/{id}")).GetProperty("items");
        Assert.Equal(items.Select(Id).Order(), rows.EnumerateArray().Select(Id).Order());
    }

    [Fact]
    public async Task Approve_OfOneItem_IsARefundInTheLedger()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("return bar");
        await host.AdvanceAsync("P40D");
        host.Http.DefaultRequestHeaders.Add("X-Hr-Apikey", "sandbox-hr-key");
        var order = (await host.OnlyOrderAsync(await host.TokenAsync("us"))).GetProperty("orderId").GetString();
        using var found = await host.Http.PostAsJsonAsync("/happy-returns/return", new { happyReturnsRetailerID = "sandbox-retailer", orderNumber = order });
        var item = (await SandboxHost.JsonAsync(found)).GetProperty("items")[0];
        var code = item.GetProperty("happyReturnsExpressCode").GetString();
        using var strange = await host.Http.PostAsJsonAsync($"/happy-returns/rma/{code}/approve", new { returning = new[] { new { happyReturnsItemID = "strange", approve = true } } });
        Assert.Equal(HttpStatusCode.BadRequest, strange.StatusCode);
        Assert.Empty(await host.LedgerAsync());
        using var good = await host.Http.PostAsJsonAsync($"/happy-returns/rma/{code}/approve", new { returning = new[] { new { happyReturnsItemID = Id(item), approve = true, condition = "sellable" } } });
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        var entry = Assert.Single(await host.LedgerAsync());
        Assert.Equal(("happyReturns", "refund", order), (entry.GetProperty("partner").GetString(), entry.GetProperty("kind").GetString(), entry.GetProperty("orderId").GetString()));
    }

    private static string Id(JsonElement item) => item.GetProperty("happyReturnsItemID").GetString()!;

    private static async Task<JsonElement> OnlyReturnAsync(SandboxHost host)
    {
        var ids = (await host.ReboundAsync("returns/search", WholeAutumn)).GetProperty("success").GetProperty("id");
        return (await host.ReboundAsync("returns/get", new { @return = new { id = Assert.Single(ids.EnumerateArray()).GetString(), type = "id" } })).GetProperty("success");
    }
}
