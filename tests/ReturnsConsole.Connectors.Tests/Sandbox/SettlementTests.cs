using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class SettlementTests
{
    private const string Settlements = "/reports/2021-06-30/reports?reportTypes=GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2&pageSize=100";

    [Theory]
    [InlineData("us", "USD", '.')]
    [InlineData("uk", "GBP", '.')]
    [InlineData("de", "EUR", ',')]
    public async Task Settlement_OfMonth_SumsExactlyToItsTotal(string account, string currency, char point)
    {
        await using var host = await SandboxHost.StartAsync(null, "--limits=false");
        await host.ScenarioAsync("month");
        await host.AdvanceAsync("P30D");
        var token = await host.TokenAsync(account);
        var reports = (await host.AmazonJsonAsync(token, HttpMethod.Get, Settlements)).GetProperty("reports").EnumerateArray().ToList();
        Assert.True(reports.Count >= 3);
        var refunds = 0;
        foreach (var report in reports)
        {
            var rows = Rows(await DownloadAsync(host, token, report.GetProperty("reportDocumentId").GetString()!));
            var summary = rows[1];
            Assert.Equal(currency, summary[5]);
            Assert.Contains(point, summary[4]);
            Assert.Equal(Amount(summary[4], point), rows.Skip(2).Sum(row => Amount(row[14], point)));
            refunds += rows.Count(row => row[6] == "Refund");
        }

        Assert.True(refunds > 0);
    }

    [Fact]
    public async Task Settlements_OneAfterAnother_LeaveNoGap()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("month");
        await host.AdvanceAsync("P40D");
        var reports = (await host.AmazonJsonAsync(await host.TokenAsync("us"), HttpMethod.Get, Settlements)).GetProperty("reports").EnumerateArray().ToList();
        foreach (var (before, after) in reports.Zip(reports.Skip(1)))
            Assert.Equal(before.GetProperty("dataEndTime").GetString(), after.GetProperty("dataStartTime").GetString());
    }

    [Fact]
    public async Task SettlementReport_Asked_CannotBeCreated()
    {
        await using var host = await SandboxHost.StartAsync();
        using var answer = await host.AmazonAsync(
            await host.TokenAsync("us"), HttpMethod.Post, "/reports/2021-06-30/reports", new { reportType = "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2", marketplaceIds = new[] { "ATVPDKIKX0DER" } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task SameSeed_Twice_GivesSameSettlement()
    {
        Assert.Equal(await FirstAsync(), await FirstAsync());

        static async Task<string> FirstAsync()
        {
            await using var host = await SandboxHost.StartAsync();
            await host.ControlAsync("scenarios", new { name = "month", seed = 99 });
            var token = await host.TokenAsync("uk");
            var reports = await host.AmazonJsonAsync(token, HttpMethod.Get, Settlements);
            return await DownloadAsync(host, token, reports.GetProperty("reports")[0].GetProperty("reportDocumentId").GetString()!);
        }
    }

    internal static async Task<string> DownloadAsync(SandboxHost host, string token, string documentId)
    {
        var described = await host.AmazonJsonAsync(token, HttpMethod.Get, $"/reports/2021-06-30/documents/{documentId}");
        var bytes = await host.Http.GetByteArrayAsync(described.GetProperty("url").GetString());
        if (!described.TryGetProperty("compressionAlgorithm", out _))
            return Encoding.Latin1.GetString(bytes);

        await using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    private static List<string[]> Rows(string file) => [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('\t'))];

    private static decimal Amount(string text, char point) => decimal.Parse(text.Replace(point, '.'), CultureInfo.InvariantCulture);
}
