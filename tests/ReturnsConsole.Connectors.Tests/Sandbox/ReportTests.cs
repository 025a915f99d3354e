using System.Net;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class ReportTests
{
    private const string Reports = "/reports/2021-06-30/reports";

    [Fact]
    public async Task ReturnsReport_Asked_IsQueuedThenMadeThenDone()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("dark return");
        await host.AdvanceAsync("P30D");
        var token = await host.TokenAsync("us");
        var id = await AskAsync(host, token);
        Assert.Equal("IN_QUEUE", Status(await host.AmazonJsonAsync(token, HttpMethod.Get, $"{Reports}/{id}")));
        await host.AdvanceAsync("PT30S");
        Assert.Equal("IN_PROGRESS", Status(await host.AmazonJsonAsync(token, HttpMethod.Get, $"{Reports}/{id}")));
        await host.AdvanceAsync("PT1M");
        var done = await host.AmazonJsonAsync(token, HttpMethod.Get, $"{Reports}/{id}");
        Assert.Equal("DONE", Status(done));

        var described = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/reports/2021-06-30/documents/{done.GetProperty("reportDocumentId").GetString()}");
        using var file = await host.Http.GetAsync(described.GetProperty("url").GetString());
        Assert.Equal("Cp1252", file.Content.Headers.ContentType!.CharSet);
        var rows = (await file.Content.ReadAsByteArrayAsync()).Count(b => b == '\n');
        Assert.Equal(2, rows);
    }

    [Fact]
    public async Task ReturnsReport_WithoutRows_IsCancelled()
    {
        await using var host = await SandboxHost.StartAsync();
        var token = await host.TokenAsync("de");
        var id = await AskAsync(host, token, "A1PA6795UKMFR9");
        await host.AdvanceAsync("PT5M");
        Assert.Equal("CANCELLED", Status(await host.AmazonJsonAsync(token, HttpMethod.Get, $"{Reports}/{id}")));
    }

    [Fact]
    public async Task DocumentLink_AfterFiveMinutes_IsRefused()
    {
        var clock = new HandClock(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await SandboxHost.StartAsync(clock);
        await host.ScenarioAsync("dark return");
        await host.AdvanceAsync("P30D");
        var token = await host.TokenAsync("us");
        var id = await AskAsync(host, token);
        await host.AdvanceAsync("PT5M");
        var document = (await host.AmazonJsonAsync(token, HttpMethod.Get, $"{Reports}/{id}")).GetProperty("reportDocumentId").GetString();
        var url = (await host.AmazonJsonAsync(token, HttpMethod.Get, $"/reports/2021-06-30/documents/{document}")).GetProperty("url").GetString();
        using var early = await host.Http.GetAsync(url);
        clock.Advance(TimeSpan.FromSeconds(301));
        using var late = await host.Http.GetAsync(url);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (early.StatusCode, late.StatusCode));
    }

    [Fact]
    public async Task ReturnsReport_OverSixtyDays_IsRefused()
    {
        await using var host = await SandboxHost.StartAsync();
        using var answer = await host.AmazonAsync(await host.TokenAsync("us"), HttpMethod.Post, Reports, Question("ATVPDKIKX0DER", "2026-07-01T00:00:00Z"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Refund_BeforeRelease_IsShownDeferredByTheNewInterfaceAndHiddenByTheOld()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("orphan refund");
        var token = await host.TokenAsync("us");
        JsonElement[] refunds = [];
        for (var day = 0; day < 30 && refunds.Length == 0; day++)
        {
            await host.AdvanceAsync("P1D");
            refunds = await RefundsAsync(host, token);
        }

        var order = (await host.OnlyOrderAsync(token)).GetProperty("orderId").GetString();
        Assert.Equal("DEFERRED", Assert.Single(refunds).GetProperty("transactionStatus").GetString());
        Assert.Empty(await OldRefundsAsync(host, token, order!));

        await host.AdvanceAsync("P20D");
        refunds = await RefundsAsync(host, token);
        Assert.Equal(["DEFERRED_RELEASED", "RELEASED"], refunds.Select(refund => refund.GetProperty("transactionStatus").GetString()!));
        Assert.Equal(refunds[0].GetProperty("totalAmount").GetRawText(), refunds[1].GetProperty("totalAmount").GetRawText());
        Assert.Single(await OldRefundsAsync(host, token, order!));
    }

    private static async Task<JsonElement[]> RefundsAsync(SandboxHost host, string token)
    {
        var answer = await host.AmazonJsonAsync(token, HttpMethod.Get, "/finances/2024-06-19/transactions?postedAfter=2026-09-01T00:00:00Z");
        return [.. answer.GetProperty("payload").GetProperty("transactions").EnumerateArray().Where(row => row.GetProperty("transactionType").GetString() == "Refund")];
    }

    private static async Task<JsonElement[]> OldRefundsAsync(SandboxHost host, string token, string order)
    {
        var answer = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/finances/v0/orders/{order}/financialEvents");
        return [.. answer.GetProperty("payload").GetProperty("FinancialEvents").GetProperty("RefundEventList").EnumerateArray()];
    }

    private static async Task<string> AskAsync(SandboxHost host, string token, string marketplace = "ATVPDKIKX0DER") =>
        (await host.AmazonJsonAsync(token, HttpMethod.Post, Reports, Question(marketplace, "2026-09-15T00:00:00Z"))).GetProperty("reportId").GetString()!;

    private static object Question(string marketplace, string since) =>
        new { reportType = "GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE", marketplaceIds = new[] { marketplace }, dataStartTime = since };

    private static string? Status(JsonElement report) => report.GetProperty("processingStatus").GetString();
}
