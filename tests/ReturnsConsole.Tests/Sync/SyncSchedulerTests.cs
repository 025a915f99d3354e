using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Sync.Jobs;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>The jobs of a running console. The scheduler lives by the system's clock, and so do these tests.</summary>
public sealed class SyncSchedulerTests(SyncSchedulerTests.OfToday fixture) : IClassFixture<SyncSchedulerTests.OfToday>
{
    private const string Partner = SandboxPartners.Vendor;
    private const string Stream = "purchase-orders";
    private readonly Sandbox sandbox = fixture.Sandbox;

    [Fact]
    public async Task Start_RunsEveryStreamAndPlansTheNextTime()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, TimeProvider.System, [Partner]);
        using var node = await RunningAsync(house);
        var partner = (await house.PartnerAsync(Partner)).Id;

        await EndedAsync(house, 1);
        var next = await node.Services.GetRequiredService<SyncScheduler>().NextAsync(partner, Stream, default);

        var run = (await house.RunsAsync(Partner, Stream))[0];
        Assert.Equal(("schedule", SyncRunStatus.Done), (run.Trigger, run.Status));
        Assert.InRange(next!.Value - DateTime.UtcNow, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));
        await node.StopAsync();
    }

    [Fact]
    public async Task RunNow_WhileItRuns_RunsOnceMoreAfterwards_NeverBeside()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, TimeProvider.System, [Partner]);
        await sandbox.FaultAsync("slow", "amazonVendor", "getPurchaseOrders", milliseconds: 500);
        using var node = await RunningAsync(house);
        var partner = (await house.PartnerAsync(Partner)).Id;
        await Until.TrueAsync(async () => await sandbox.StruckAsync() == 1, "the first run is under way");

        var now = node.Services.GetRequiredService<RunStreamNow>();
        Assert.True((await now.RunAsync(SyncHouse.Anna, partner, Stream, default)).Succeeded);
        Assert.True((await now.RunAsync(SyncHouse.Anna, partner, Stream, default)).Succeeded);
        await EndedAsync(house, 2);
        await sandbox.ClearFaultsAsync();
        await node.StopAsync();

        var runs = await house.RunsAsync(Partner, Stream);
        Assert.Equal(["schedule", "by Anna"], runs.Select(r => r.Trigger).Take(2));
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.FinishedAt <= pair.Second.StartedAt));
    }

    [Fact]
    public async Task RunNow_OfWhatMustNotRun_SaysWhy()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, TimeProvider.System, [Partner]);
        var node = house.NewNode(services => services.AddSyncServices());
        var partner = (await house.PartnerAsync(Partner)).Id;
        var now = node.Services.GetRequiredService<RunStreamNow>();

        await house.Get<PauseStream>().RunAsync(SyncHouse.Anna, partner, Stream, pause: true, default);
        Assert.Contains("paused", (await now.RunAsync(SyncHouse.Anna, partner, Stream, default)).Message);
        Assert.Contains("has no stream 'weather'", (await now.RunAsync(SyncHouse.Anna, partner, "weather", default)).Message);
        Assert.Contains("no longer exists", (await now.RunAsync(SyncHouse.Anna, 4711, Stream, default)).Message);
    }

    [Fact]
    public async Task Stop_OfTheHost_EndsARunWithinFiveSeconds()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, TimeProvider.System, [Partner]);
        await sandbox.FaultAsync("slow", "amazonVendor", "getPurchaseOrders", milliseconds: 60_000);
        using var node = await RunningAsync(house);
        await Until.TrueAsync(async () => await sandbox.StruckAsync() == 1, "the run is under way");

        var watch = Stopwatch.StartNew();
        await node.StopAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await sandbox.ClearFaultsAsync();
        Assert.Equal(SyncRunStatus.Stopped, Assert.Single(await house.RunsAsync(Partner, Stream)).Status);
        Assert.Null((await house.StreamAsync(Partner, Stream)).ClaimedBy);
    }

    [Fact]
    public async Task Partner_AddedLater_IsScheduledWithoutARestart()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, TimeProvider.System, [Partner]);
        using var node = await RunningAsync(house);
        await EndedAsync(house, 1);

        var draft = SandboxPartners.Draft(SandboxPartners.Rebound, sandbox.Address, house.Database.AccountId);
        var saved = await node.Services.GetRequiredService<Features.Partners.SavePartner>().RunAsync(SyncHouse.Anna, draft, default);

        await Until.TrueAsync(async () => (await house.RunsAsync(SandboxPartners.Rebound, "returns")).Any(r => r.Status == SyncRunStatus.Done), "the new partner's stream ran");
        Assert.NotNull(await node.Services.GetRequiredService<SyncScheduler>().NextAsync(saved.Id, "tracking", default));
        await node.StopAsync();
    }

    private static async Task<IHost> RunningAsync(SyncHouse house)
    {
        var node = house.NewNode(services => services.AddSyncServices());
        await node.StartAsync();
        return node;
    }

    private static async Task EndedAsync(SyncHouse house, int runs)
    {
        await Until.TrueAsync(async () => (await house.RunsAsync(Partner, Stream)).Count(r => r.FinishedAt is not null) >= runs, $"{runs} runs ended");
        Assert.All(await house.RunsAsync(Partner, Stream), run => Assert.True(run.Status == SyncRunStatus.Done, $"{run.Status}: {run.Message} {string.Join('\n', house.Errors)}"));
    }

    public sealed class OfToday : IAsyncLifetime
    {
        public Sandbox Sandbox { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Sandbox = await Sandbox.StartAsync(new SharedClock(DateTime.UtcNow));
            // The sandbox's time stands still, and its rates would never recover.
            await Sandbox.LimitsAsync(false);
            await Sandbox.ScenarioAsync("month", DateTime.UtcNow.AddDays(-20), orders: 5);
        }

        public Task DisposeAsync() => Sandbox.DisposeAsync().AsTask();
    }
}
