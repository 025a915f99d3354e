using System.Text.Json;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Tests.Sync.Support;
using ReturnsConsole.Verbs;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

public sealed class SyncVerbTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private readonly Sandbox sandbox = fixture.Sandbox;

    [Fact]
    public async Task Once_AllStreamsComeToTheirEnd_ReportsWaitedForTogether()
    {
        await using var house = await SyncHouse.StartAsync(sandbox);
        var began = sandbox.Clock.Now;

        var (code, output, error) = await RunAsync(house, null, json: true);

        Assert.True(code == ExitCodes.Done && error.Length == 0, output + error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(SandboxPartners.Streams.Order(), lines.Select(l => (l.GetProperty("partner").GetString()!, l.GetProperty("stream").GetString()!)).Order());
        Assert.All(lines, line =>
        {
            Assert.Equal("Done", line.GetProperty("status").GetString());
            Assert.Equal("", line.GetProperty("message").GetString());
            Assert.EndsWith("Z", line.GetProperty("watermark").GetString());
            Assert.True(line.GetProperty("read").GetInt64() >= 0 && line.GetProperty("seconds").GetDouble() >= 0);
        });
        Assert.True(lines.Single(l => l.GetProperty("stream").GetString() == "transactions").GetProperty("new").GetInt64() > 0);
        // A person waits for it: the partners' documented rates are most of this time.
        Assert.InRange(sandbox.Clock.Now - began, TimeSpan.Zero, TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task Text_OneLineAStream_AndWhatWasReconciled()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor, SandboxPartners.Rebound);

        var (code, output, _) = await RunAsync(house, SandboxPartners.Vendor, json: false);

        Assert.Equal(ExitCodes.Done, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^Vendor +purchase-orders +Done +\d+ read +\d+ new +0 changed +0 rejected", lines[0]);
        Assert.StartsWith("Reconciled ", lines[1]);
    }

    [Fact]
    public async Task Failure_IsAFindingWithItsReason()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await sandbox.FaultAsync("garbage", "amazonVendor", "getPurchaseOrders", count: 5);

        var (code, output, _) = await RunAsync(house, null, json: true);
        await sandbox.ClearFaultsAsync();

        Assert.Equal(ExitCodes.Findings, code);
        var line = JsonDocument.Parse(output).RootElement;
        Assert.Equal("Failed", line.GetProperty("status").GetString());
        Assert.Contains("web page", line.GetProperty("message").GetString());
        Plain.Message(line.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task NoSuchPartner_IsBadInput()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);

        var (code, output, error) = await RunAsync(house, "Nobody", json: true);

        Assert.Equal((ExitCodes.BadInput, ""), (code, output));
        Assert.Contains("There is no partner called 'Nobody'.", error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(SyncHouse house, string? partner, bool json)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        var code = await house.Get<SyncVerb>().RunAsync(partner, once: true, json, output, error, default);
        return (code, output.ToString(), error.ToString());
    }
}
