using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>Streams that must not run: paused, switched off, refused by the partner.</summary>
public sealed class StandstillTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private readonly Sandbox sandbox = fixture.Sandbox;

    [Fact]
    public async Task PausedStream_DoesNotRunUntilResumed()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        var vendor = (await house.PartnerAsync(SandboxPartners.Vendor)).Id;
        await house.Get<PauseStream>().RunAsync(SyncHouse.Anna, vendor, "purchase-orders", pause: true, default);

        var paused = await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        await house.Get<PauseStream>().RunAsync(SyncHouse.Anna, vendor, "purchase-orders", pause: false, default);
        var resumed = await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");

        Assert.False(paused.Ran);
        Assert.Contains("paused", paused.Message);
        Assert.Equal(SyncRunStatus.Done, resumed.Status);
        Assert.Single(await house.RunsAsync(SandboxPartners.Vendor, "purchase-orders"));
    }

    [Fact]
    public async Task Stream_PausedWhileItRuns_StopsAfterItsSliceAndGoesOnThere()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Shop);
        var shop = (await house.PartnerAsync(SandboxPartners.Shop)).Id;
        await sandbox.FaultAsync("slow", "commercetools", "queryOrders", milliseconds: 600);
        var run = house.RunAsync(SandboxPartners.Shop, "orders");
        await Until.TrueAsync(async () => await sandbox.StruckAsync() == 1, "the first slice is being fetched");

        await house.Get<PauseStream>().RunAsync(SyncHouse.Anna, shop, "orders", pause: true, default);
        var paused = await run;
        await sandbox.ClearFaultsAsync();

        Assert.Equal(SyncRunStatus.Stopped, paused.Status);
        Assert.Contains("paused meanwhile", paused.Message);
        Assert.NotNull(paused.Watermark);
        var state = await house.StreamAsync(SandboxPartners.Shop, "orders");
        Assert.True(state.Paused);
        Assert.Null(state.ClaimedBy);
        await house.Get<PauseStream>().RunAsync(SyncHouse.Anna, shop, "orders", pause: false, default);
        Assert.Equal(SyncRunStatus.Done, (await house.RunToEndAsync(SandboxPartners.Shop, "orders")).Status);
        Assert.Empty(house.Errors);
    }

    [Fact]
    public async Task Partner_SwitchedOffWhileItRuns_IsNotCalledAnyMore()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Shop);
        var shop = (await house.PartnerAsync(SandboxPartners.Shop)).Id;
        await sandbox.FaultAsync("slow", "commercetools", "queryOrders", milliseconds: 600);
        var run = house.RunAsync(SandboxPartners.Shop, "orders");
        await Until.TrueAsync(async () => await sandbox.StruckAsync() == 1, "the first slice is being fetched");

        await house.Get<SwitchPartner>().RunAsync(SyncHouse.Anna, shop, on: false, default);
        var off = await run;
        await sandbox.ClearFaultsAsync();
        var next = await house.RunAsync(SandboxPartners.Shop, "orders");

        Assert.Equal(SyncRunStatus.Stopped, off.Status);
        Assert.Contains("switched off meanwhile", off.Message);
        Assert.False(next.Ran);
        Assert.Contains("switched off", next.Message);
    }

    [Fact]
    public async Task RefusedCredentials_StopThePartnerAtOnce_UntilAPersonActs()
    {
        var draft = SandboxPartners.Draft(SandboxPartners.Rebound, sandbox.Address, 0);
        var wrong = draft with { Secrets = new Dictionary<string, string> { ["ApiKey"] = "not-the-key-7431" } };
        await using var other = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        var id = await other.AddAsync(wrong with { AccountId = other.Database.AccountId });

        // Five refused calls have the address blocked: going on trying would show.
        for (var tries = 0; tries < 4; tries++)
        {
            foreach (var stream in (string[])["returns", "tracking", "orders"])
            {
                var report = await other.RunAsync(SandboxPartners.Rebound, stream);
                Assert.Equal(tries == 0 && stream == "returns", report.Ran);
                Plain.Message(report.Message);
                Assert.DoesNotContain("7431", report.Message);
            }
        }
        var stopped = await other.PartnerAsync(SandboxPartners.Rebound);
        Assert.Contains("access_denied", stopped.StoppedBecause);
        Assert.NotNull(stopped.StoppedAt);
        Assert.Equal(SyncRunStatus.Failed, Assert.Single(await other.RunsAsync(SandboxPartners.Rebound, "returns")).Status);

        await other.Get<SavePartner>().RunAsync(SyncHouse.Anna, draft with { Id = id, Version = stopped.Version, AccountId = other.Database.AccountId }, default);

        Assert.Equal("", (await other.PartnerAsync(SandboxPartners.Rebound)).StoppedBecause);
        Assert.Equal(SyncRunStatus.Done, (await other.RunToEndAsync(SandboxPartners.Rebound, "returns")).Status);
    }

    [Theory]
    [InlineData("Seller US", "orders", "RefreshToken", "Atzr|nobody")]
    [InlineData("Vendor", "purchase-orders", "ClientSecret", "wrong-secret-1")]
    [InlineData("Happy Returns", "shipments", "ApiKey", "wrong-key-1")]
    [InlineData("Shop", "payments", "ClientSecret", "wrong-secret-1")]
    public async Task RefusedCredentials_OfEveryKind_SayWhatToDo(string name, string stream, string secret, string value)
    {
        await using var house = await SyncHouse.StartAsync(sandbox, name == SandboxPartners.Vendor ? SandboxPartners.Rebound : SandboxPartners.Vendor);
        var draft = SandboxPartners.Draft(name, sandbox.Address, house.Database.AccountId);
        await house.AddAsync(draft with { Secrets = new Dictionary<string, string>(draft.Secrets) { [secret] = value } });

        var report = await house.RunAsync(name, stream);

        Assert.Equal((SyncRunStatus.Failed, null), (report.Status, report.Again));
        Assert.StartsWith(name + ":", report.Message);
        Plain.Message(report.Message);
        Assert.DoesNotContain(value, report.Message);
        Assert.Equal(report.Message, (await house.PartnerAsync(name)).StoppedBecause);
        Assert.False((await house.RunAsync(name, stream)).Ran);
        await house.Get<SwitchPartner>().RunAsync(SyncHouse.Anna, (await house.PartnerAsync(name)).Id, on: true, default);
        Assert.True((await house.RunAsync(name, stream)).Ran);
    }
}
