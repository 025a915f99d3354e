using ReturnsConsole.Features.Sync;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

public sealed class EveryStreamTests
{
    [Fact]
    public async Task EveryStream_OfAMonth_RunsToItsEnd()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ScenarioAsync("month", orders: 60);
        await using var house = await SyncHouse.StartAsync(sandbox);

        var ended = new List<string>();
        foreach (var (partner, stream) in SandboxPartners.Streams)
        {
            var report = await house.RunToEndAsync(partner, stream);
            ended.Add($"{partner} {stream}: {report.Status} {report.Read} read {report.New} new {report.Rejected} rejected {report.Message}");
        }

        Assert.True(ended.TrueForAll(e => e.Contains(": Done ", StringComparison.Ordinal)), string.Join('\n', ended.Concat(house.Errors)));
    }
}
