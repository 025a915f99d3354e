using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>The refund campaign, short: consoles that are killed, a partner that misbehaves, and the partner's books against ours. By hand: tests/campaigns/refunds.sh.</summary>
public sealed class RefundCampaignTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Campaign_Short_FindsNoViolation()
    {
        var (exit, said) = await RunAsync(20, 3, "none");

        Assert.True(exit == 0, said);
    }

    private async Task<(int Exit, string Said)> RunAsync(int seconds, int seed, string mutant)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "ReturnsConsole.Campaigns.dll"), "refunds", $"{seconds}", $"{seed}", mutant })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine(said);
        return (process.ExitCode, said);
    }
}
