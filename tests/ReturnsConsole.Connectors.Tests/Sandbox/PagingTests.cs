using System.Net;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class PagingTests
{
    private const string Since = "createdAfter=2026-08-01T00:00:00Z";

    [Fact]
    public async Task Orders_InSmallPages_ComeOnceEach()
    {
        await using var host = await SandboxHost.StartAsync(null, "--limits=false", "--Sandbox:PageSize=7");
        await host.ScenarioAsync("month");
        var token = await host.TokenAsync("us");
        var ids = new List<string>();
        string? next = null;
        var pages = 0;
        do
        {
            var page = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/orders/2026-01-01/orders?{Since}{(next is null ? "" : "&paginationToken=" + Uri.EscapeDataString(next))}");
            ids.AddRange(page.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("orderId").GetString()!));
            next = page.TryGetProperty("pagination", out var pagination) ? pagination.GetProperty("nextToken").GetString() : null;
            pages++;
        }
        while (next is not null);

        Assert.True(pages > 10);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task PageToken_AfterItsLife_IsRefused()
    {
        var clock = new HandClock(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await SandboxHost.StartAsync(clock, "--Sandbox:PageSize=1", "--Sandbox:PageTokenLifeSeconds=60");
        await host.ScenarioAsync("month");
        var token = await host.TokenAsync("us");
        var next = Next(await host.AmazonJsonAsync(token, HttpMethod.Get, $"/orders/2026-01-01/orders?{Since}"));
        clock.Advance(TimeSpan.FromSeconds(61));
        using var answer = await host.AmazonAsync(token, HttpMethod.Get, $"/orders/2026-01-01/orders?{Since}&paginationToken={Uri.EscapeDataString(next)}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("expired", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageToken_WithOtherArguments_IsRefused()
    {
        await using var host = await SandboxHost.StartAsync(null, "--Sandbox:PageSize=1");
        await host.ScenarioAsync("month");
        var token = await host.TokenAsync("us");
        var page = await host.AmazonJsonAsync(token, HttpMethod.Get, "/finances/2024-06-19/transactions?postedAfter=2026-08-01T00:00:00Z");
        var next = Uri.EscapeDataString(page.GetProperty("payload").GetProperty("nextToken").GetString()!);
        using var same = await host.AmazonAsync(token, HttpMethod.Get, $"/finances/2024-06-19/transactions?postedAfter=2026-08-01T00:00:00Z&nextToken={next}");
        using var other = await host.AmazonAsync(token, HttpMethod.Get, $"/finances/2024-06-19/transactions?postedAfter=2026-08-02T00:00:00Z&nextToken={next}");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (same.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task ReportsToken_BesideOtherParameters_IsRefused()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("month");
        await host.AdvanceAsync("P30D");
        var token = await host.TokenAsync("us");
        const string types = "reportTypes=GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2";
        var first = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/reports/2021-06-30/reports?{types}&pageSize=1");
        var next = Uri.EscapeDataString(first.GetProperty("nextToken").GetString()!);
        var second = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/reports/2021-06-30/reports?nextToken={next}");
        using var both = await host.AmazonAsync(token, HttpMethod.Get, $"/reports/2021-06-30/reports?{types}&nextToken={next}");
        Assert.NotEqual(ReportId(first), ReportId(second));
        Assert.Equal(HttpStatusCode.BadRequest, both.StatusCode);
    }

    private static string Next(JsonElement page) => page.GetProperty("pagination").GetProperty("nextToken").GetString()!;

    private static string? ReportId(JsonElement page) => Assert.Single(page.GetProperty("reports").EnumerateArray()).GetProperty("reportId").GetString();
}
