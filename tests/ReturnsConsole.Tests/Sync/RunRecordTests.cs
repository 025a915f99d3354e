using ReturnsConsole.Features.Sync;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>Waiting, coming back, going on at the cursor: and the record of the run says so.</summary>
public sealed class RunRecordTests(RunRecordTests.SmallPages fixture) : IClassFixture<RunRecordTests.SmallPages>
{
    private const string Partner = SandboxPartners.SellerUs;
    private readonly Sandbox sandbox = fixture.Sandbox;

    [Fact]
    public async Task RateUsedUp_WaitsAndGoesOnAtTheCursor_UnderTheSameRun()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        await sandbox.LimitsAsync(true);

        var first = await house.RunAsync(Partner, "orders");
        var waiting = await house.StreamAsync(Partner, "orders");
        var last = await house.RunToEndAsync(Partner, "orders");

        Assert.Equal(SyncRunStatus.Waiting, first.Status);
        Assert.InRange(first.Again!.Value, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(4));
        Plain.Message(first.Message);
        Assert.NotNull(waiting.Cursor);
        Assert.Null(waiting.LastSuccessAt);
        Assert.Equal(SyncRunStatus.Done, last.Status);
        var run = Assert.Single(await house.RunsAsync(Partner, "orders"));
        Assert.Equal((SyncRunStatus.Done, "", 0L), (run.Status, run.Message, run.Unchanged));
        Assert.Equal(run.New, (await Facts.ReadAsync(house)).Of("OrderLines"));
        Assert.True(run.WaitedMs >= first.Again.Value.TotalMilliseconds);
        Assert.NotEqual("", run.RequestId);
    }

    [Fact]
    public async Task PageToken_ThatRanOut_BeginsTheWindowAgain()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        await sandbox.LimitsAsync(true);
        await house.RunAsync(Partner, "orders");
        var open = await house.StreamAsync(Partner, "orders");
        sandbox.Advance(TimeSpan.FromHours(3));

        var expired = await house.RunAsync(Partner, "orders");
        var again = await house.StreamAsync(Partner, "orders");
        var done = await house.RunToEndAsync(Partner, "orders");

        Assert.Equal(SyncRunStatus.Failed, expired.Status);
        Assert.Contains("The page token has run out; the window is begun again.", expired.Message);
        Plain.Message(expired.Message);
        Assert.NotEqual("", expired.RequestId);
        Assert.Equal((open.WindowFrom, open.WindowUntil, null), (again.WindowFrom, again.WindowUntil, again.Cursor));
        Assert.Equal(SyncRunStatus.Done, done.Status);
        await using var undisturbed = await SyncHouse.StartAsync(sandbox, Partner);
        await sandbox.LimitsAsync(false);
        await undisturbed.RunToEndAsync(Partner, "orders");
        (await Facts.ReadAsync(house)).MustEqual(await Facts.ReadAsync(undisturbed), "begun again");
    }

    [Fact]
    public async Task Throttled_WithoutEnd_IsWaitingAndSaysWhoAsksForIt()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await sandbox.FaultAsync("status429", "amazonVendor", "getPurchaseOrders", count: 1000);

        var report = await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        await sandbox.ClearFaultsAsync();

        Assert.Equal(SyncRunStatus.Waiting, report.Status);
        Assert.InRange(report.Again!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));
        Plain.Message(report.Message);
        var later = await house.RunToEndAsync(SandboxPartners.Vendor, "purchase-orders");
        Assert.True(later.Status == SyncRunStatus.Done, later.Message);
    }

    [Fact]
    public async Task FailedRun_HasItsReasonAndNoRequestIdOfAnotherCall()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        var good = await house.RunToEndAsync(SandboxPartners.Vendor, "purchase-orders");
        Assert.True(good.Status == SyncRunStatus.Done, good.Message);
        await sandbox.FaultAsync("status500", "amazonVendor", "getPurchaseOrders", count: 5);
        var refused = await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        await sandbox.ClearFaultsAsync();
        sandbox.Advance(TimeSpan.FromMinutes(5));
        await sandbox.FaultAsync("dropBeforeAccept", "amazonVendor", "getPurchaseOrders", count: 5);
        var dropped = await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        await sandbox.ClearFaultsAsync();

        Assert.Equal((SyncRunStatus.Failed, SyncRunStatus.Failed), (refused.Status, dropped.Status));
        Assert.Contains("getPurchaseOrders", refused.Message);
        Assert.Contains("500", refused.Message);
        Assert.NotEqual("", refused.RequestId);
        Assert.Contains("broke off", dropped.Message);
        Assert.Equal("", dropped.RequestId);
        Assert.Equal(TimeSpan.FromMinutes(2), dropped.Again);
        Assert.Equal(2, (await house.StreamAsync(SandboxPartners.Vendor, "purchase-orders")).FailuresInRow);
    }

    [Fact]
    public async Task LongSilence_IsCaughtUpInSlicesOfBoundedLength()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Shop);
        await house.RunToEndAsync(SandboxPartners.Shop, "orders");
        var before = (await house.StreamAsync(SandboxPartners.Shop, "orders")).Watermark!.Value;
        sandbox.Advance(TimeSpan.FromDays(7));
        await sandbox.ScenarioAsync("month", sandbox.Clock.Now.AddDays(-6), orders: 120);

        var report = await house.RunToEndAsync(SandboxPartners.Shop, "orders");

        var run = (await house.RunsAsync(SandboxPartners.Shop, "orders"))[^1];
        Assert.Equal(SyncRunStatus.Done, report.Status);
        Assert.True(report.New > 0);
        Assert.Equal(before - TimeSpan.FromMinutes(10), run.FromUtc);
        Assert.InRange(sandbox.Clock.Now - report.Watermark!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    public sealed class SmallPages : SandboxFixture
    {
        public const long Orders = 30;

        protected override string[] Options => ["--Sandbox:PageSize=1"];

        protected override async Task TellAsync()
        {
            await Sandbox.ScenarioAsync("plain order", Sandbox.Clock.Now.AddDays(-6), orders: (int)Orders);
            await Sandbox.ScenarioAsync("month", Sandbox.Clock.Now.AddDays(-20), orders: 0);
        }
    }
}
