using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

public sealed class SyncHealthTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private readonly Sandbox sandbox = fixture.Sandbox;

    [Fact]
    public async Task SilentStream_OpensACase_AndARunClosesIt()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        Assert.Empty(await StaleAsync(house));

        sandbox.Advance(TimeSpan.FromHours(7));
        await sandbox.FaultAsync("status503", "amazonVendor", count: 5);
        await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        await sandbox.ClearFaultsAsync();
        var open = Assert.Single(await StaleAsync(house));
        sandbox.Advance(TimeSpan.FromMinutes(2));
        await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        var closed = Assert.Single(await StaleAsync(house));

        Assert.Equal(CaseStatus.Open, open.Status);
        Assert.Contains("Vendor", open.Headline + open.Sentence);
        Assert.Contains("503", open.Sentence + open.Facts);
        Assert.Equal((open.Id, CaseStatus.ClosedByFacts), (closed.Id, closed.Status));
    }

    [Fact]
    public async Task StoppedPartner_IsSilentAtOnce_PausedOnesNever()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        var draft = SandboxPartners.Draft(SandboxPartners.Rebound, sandbox.Address, house.Database.AccountId);
        var id = await house.AddAsync(draft with { Secrets = new Dictionary<string, string> { ["ApiKey"] = "wrong" } });
        await house.RunAsync(SandboxPartners.Rebound, "tracking");

        var open = Assert.Single(await StaleAsync(house));
        await house.Get<SwitchPartner>().RunAsync(SyncHouse.Anna, id, on: false, default);
        var closed = Assert.Single(await StaleAsync(house));

        Assert.Equal(CaseStatus.Open, open.Status);
        Assert.Equal(CaseStatus.ClosedByFacts, closed.Status);
        await sandbox.ResetAsync();
    }

    [Fact]
    public async Task Watch_AsksForAReconciliation_WhenAStreamFallsSilent_Once()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        var requests = house.Get<ReconciliationRequests>();
        var watch = house.Get<WatchSync>();
        await DrainAsync(requests);

        await watch.RunAsync(default);
        var quiet = requests.NextAsync(default).AsTask();
        Assert.False(quiet.IsCompleted);
        sandbox.Advance(TimeSpan.FromHours(8));
        await watch.RunAsync(default);

        Assert.Equal("sync health", await quiet);
        await watch.RunAsync(default);
        Assert.False(requests.NextAsync(default).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Watch_ForgetsOldRuns_AndKeepsTheYoungOnes()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        sandbox.Advance(TimeSpan.FromDays(91));
        await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");

        await house.Get<WatchSync>().RunAsync(default);

        Assert.Single(await house.RunsAsync(SandboxPartners.Vendor, "purchase-orders"));
    }

    private static async Task DrainAsync(ReconciliationRequests requests)
    {
        // There is room for one request: the one written here is the one that is read, whatever waited before.
        requests.Request("drain");
        await requests.NextAsync(default);
    }

    private static async Task<IReadOnlyList<ExceptionCase>> StaleAsync(SyncHouse house)
    {
        await house.Get<Reconcile>().RunAsync("test", full: false, default);
        await using var db = house.Open();
        return await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.StaleSync).ToListAsync();
    }
}
