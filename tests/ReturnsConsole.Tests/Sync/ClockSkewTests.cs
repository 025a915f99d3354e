using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>A machine whose clock is ten minutes wrong fetches what a right one does.</summary>
public sealed class ClockSkewTests(ClockSkewTests.Busy fixture) : IClassFixture<ClockSkewTests.Busy>
{
    private readonly Sandbox sandbox = fixture.Sandbox;

    public static TheoryData<string, int> Machines()
    {
        var machines = new TheoryData<string, int>();
        foreach (var partner in SandboxPartners.OneOfEach)
        {
            machines.Add(partner, 10);
            machines.Add(partner, -10);
        }
        return machines;
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public async Task WrongClock_LosesNothing(string partner, int minutes)
    {
        await using var wrong = await SyncHouse.StartAsync(sandbox, new OffsetClock(sandbox.Clock, TimeSpan.FromMinutes(minutes)), [partner]);
        await using var right = await SyncHouse.StartAsync(sandbox, partner);
        await RunAsync(wrong, partner);

        // What happens in the minutes that the wrong clock has seen already, or has not reached yet.
        for (var round = 0; round < 3; round++)
        {
            sandbox.Advance(TimeSpan.FromMinutes(20));
            await RunAsync(wrong, partner);
        }
        await RunAsync(right, partner);
        sandbox.Advance(TimeSpan.FromMinutes(15));
        await RunAsync(wrong, partner);

        // The world goes on between the two: which facts there are is compared, not their latest state.
        (await Facts.ReadAsync(wrong, onlyKeys: true)).MustHold(await Facts.ReadAsync(right, onlyKeys: true), $"{partner}, {minutes} minutes");
        Assert.Empty(wrong.Errors);
    }

    private static async Task RunAsync(SyncHouse house, string partner)
    {
        foreach (var stream in PartnerConnectors.Describe(SandboxPartners.KindOf(partner)).Streams)
        {
            var report = await house.RunToEndAsync(partner, stream.Name);
            Assert.True(report.Status == SyncRunStatus.Done, $"{partner} {stream.Name}: {report.Message}");
        }
    }

    public sealed class Busy : SandboxFixture
    {
        protected override async Task TellAsync()
        {
            await Sandbox.LimitsAsync(false);
            await Sandbox.ScenarioAsync("month", Sandbox.Clock.Now.AddDays(-10), orders: 60);
            // Something every few minutes from now on, in the shop too.
            await Sandbox.ScenarioAsync("month", Sandbox.Clock.Now, orders: 6_000);
        }
    }
}
