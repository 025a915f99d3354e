using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace ReturnsConsole.Tests.Stock;

/// <summary>The stock campaign, short: consoles that are killed, partners that misbehave, and their stock against the ledger. By hand: tests/campaigns/stock.sh.</summary>
public sealed class StockCampaignTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Campaign_Short_FindsNoViolation()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "ReturnsConsole.Campaigns.dll"), "stock", "20", "3", "none" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine(said);

        Assert.True(process.ExitCode == 0, said);
    }
}
