using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>Runs that are stopped, killed, taken over or refused by the database: nothing is lost, nothing is there twice.</summary>
public sealed class InterruptionTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private const string Partner = SandboxPartners.SellerUs;
    private const string Stream = "transactions";
    private readonly Sandbox sandbox = fixture.Sandbox;

    [Fact]
    public async Task Run_DyingBetweenImportAndWatermark_IsFetchedAgainAndNothingIsThereTwice()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        await ExecuteAsync(house, "CREATE TRIGGER Dies BEFORE UPDATE OF Watermark ON SyncStreams WHEN NEW.Watermark IS NOT OLD.Watermark AND EXISTS (SELECT 1 FROM RefundSightings) BEGIN SELECT RAISE(ABORT, 'the machine is gone'); END");

        await Assert.ThrowsAsync<SqliteException>(() => house.RunAsync(Partner, Stream));
        var committed = await Facts.ReadAsync(house);
        Assert.NotEqual(0, committed.Of("RefundSightings"));
        var left = await house.StreamAsync(Partner, Stream);

        await ExecuteAsync(house, "DROP TRIGGER Dies");
        var report = await house.RunToEndAsync(Partner, Stream);

        Assert.Equal(SyncRunStatus.Done, report.Status);
        Assert.True(left.Watermark < report.Watermark);
        (await Facts.ReadAsync(house)).MustEqual(await UndisturbedAsync(), "fetched again after the crash");
        var runs = await house.RunsAsync(Partner, Stream);
        Assert.Equal([SyncRunStatus.Stopped, SyncRunStatus.Done], runs.Select(r => r.Status));
        Assert.Contains("ended in the middle", runs[0].Message);
    }

    [Fact]
    public async Task Run_WhoseImportFails_KeepsItsWindowAndTakesItLater()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        await ExecuteAsync(house, "CREATE TRIGGER Full BEFORE INSERT ON RefundSightings BEGIN SELECT RAISE(ABORT, 'not today'); END");

        var failed = await house.RunAsync(Partner, Stream);

        Assert.Equal(SyncRunStatus.Failed, failed.Status);
        Assert.Contains("is not imported yet", failed.Message);
        Plain.Message(failed.Message);
        var state = await house.StreamAsync(Partner, Stream);
        Assert.Equal(state.WindowFrom, state.Watermark);
        Assert.Null(state.ClaimedBy);
        await ExecuteAsync(house, "DROP TRIGGER Full");
        Assert.Equal(SyncRunStatus.Done, (await house.RunToEndAsync(Partner, Stream)).Status);
        (await Facts.ReadAsync(house)).MustEqual(await UndisturbedAsync(), "taken later");
    }

    [Fact]
    public async Task Stop_InTheMiddle_EndsWithinFiveSecondsAndGoesOnLater()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        await sandbox.FaultAsync("slow", "amazonSeller", "listTransactions", milliseconds: 60_000);
        using var stop = new CancellationTokenSource();
        var run = house.RunAsync(Partner, Stream, ct: stop.Token);
        await Until.TrueAsync(async () => await sandbox.StruckAsync() == 1, "the call is under way");

        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await sandbox.ClearFaultsAsync();
        var stopped = Assert.Single(await house.RunsAsync(Partner, Stream));
        Assert.Equal((SyncRunStatus.Stopped, "The console was stopped; the next run goes on from here."), (stopped.Status, stopped.Message));
        Assert.Null((await house.StreamAsync(Partner, Stream)).ClaimedBy);
        Assert.Empty(Directory.GetFiles(Path.Combine(house.Database.Folder, "incoming")));
        Assert.Equal(SyncRunStatus.Done, (await house.RunToEndAsync(Partner, Stream)).Status);
        (await Facts.ReadAsync(house)).MustEqual(await UndisturbedAsync(), "after the stop");
    }

    [Fact]
    public async Task TwoNodes_OnOneStream_OnlyOneRuns()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        await sandbox.FaultAsync("slow", "amazonSeller", "listTransactions", milliseconds: 700);
        var first = house.RunAsync(Partner, Stream);
        await Until.TrueAsync(async () => await sandbox.StruckAsync() == 1, "the first node is calling");

        var second = await house.RunAsync(Partner, Stream, house.NewNode());

        Assert.False(second.Ran);
        Assert.Contains("another process runs it now", second.Message);
        Assert.Equal(SyncRunStatus.Done, (await first).Status);
        await sandbox.ClearFaultsAsync();
        Assert.Single(await house.RunsAsync(Partner, Stream));
    }

    [Fact]
    public async Task ClaimThatRanOut_IsTakenOver_AndTheSlowNodeWritesNothingMore()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        await sandbox.FaultAsync("slow", "amazonSeller", "listTransactions", milliseconds: 1_500);
        var slow = house.RunAsync(Partner, Stream);
        await Until.TrueAsync(async () => await sandbox.StruckAsync() == 1, "the slow node is calling");
        sandbox.Advance(TimeSpan.FromMinutes(6));

        var quick = await house.RunAsync(Partner, Stream, house.NewNode());
        var late = await slow;

        Assert.Equal(SyncRunStatus.Done, quick.Status);
        Assert.False(late.Ran);
        Assert.Contains("took the stream over", late.Message);
        await sandbox.ClearFaultsAsync();
        Assert.Equal([SyncRunStatus.Stopped, SyncRunStatus.Done], (await house.RunsAsync(Partner, Stream)).Select(r => r.Status));
        Assert.Equal(quick.Watermark, (await house.StreamAsync(Partner, Stream)).Watermark);
        (await Facts.ReadAsync(house)).MustEqual(await UndisturbedAsync(), "after the takeover");
    }

    [Fact]
    public async Task Claim_OfADeadProcess_IsTakenOverAtOnce_OfAnotherMachineOnlyWhenItRanOut()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await house.RunAsync(SandboxPartners.Vendor, "purchase-orders");
        var until = sandbox.Clock.Now.AddMinutes(5);

        await ClaimAsync($"{Environment.MachineName}/2147480000/20200101000000/0", until);
        Assert.True((await house.RunAsync(SandboxPartners.Vendor, "purchase-orders")).Ran);

        await ClaimAsync("another-machine/1/20200101000000/0", until);
        Assert.False((await house.RunAsync(SandboxPartners.Vendor, "purchase-orders")).Ran);
        await ClaimAsync("another-machine/1/20200101000000/0", sandbox.Clock.Now.AddSeconds(-1));
        Assert.True((await house.RunAsync(SandboxPartners.Vendor, "purchase-orders")).Ran);

        async Task ClaimAsync(string by, DateTime end)
        {
            await using var db = house.Open();
            await db.SyncStreams.ExecuteUpdateAsync(set => set.SetProperty(s => s.ClaimedBy, by).SetProperty(s => s.ClaimedUntil, end));
        }
    }

    [Fact]
    public async Task File_ThatTheQueueTookFirst_IsWaitedFor()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        // Another reader of the queue has every partner's file the moment it is there, and lets it go later.
        await ExecuteAsync(house, "CREATE TRIGGER Taken AFTER INSERT ON SourceFiles BEGIN UPDATE SourceFiles SET Status = 2, ClaimedBy = 'another-machine/1/2/3', ClaimedUntil = 1893456000000 WHERE Id = NEW.Id; END");
        var run = house.RunAsync(Partner, Stream);
        await Until.TrueAsync(async () =>
        {
            await using var db = house.Open();
            return await db.SourceFiles.AnyAsync();
        }, "a payload was received");
        await ExecuteAsync(house, "DROP TRIGGER Taken");
        await using (var db = house.Open())
            await db.SourceFiles.ExecuteUpdateAsync(set => set.SetProperty(f => f.Status, Features.Imports.ImportStatus.Queued).SetProperty(f => f.ClaimedBy, (string?)null).SetProperty(f => f.ClaimedUntil, (DateTime?)null));

        Assert.Equal(SyncRunStatus.Done, (await run).Status);
        (await Facts.ReadAsync(house)).MustEqual(await UndisturbedAsync(), "waited for");
    }

    /// <summary>The same stream in a console where nothing went wrong.</summary>
    private async Task<Facts> UndisturbedAsync()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, Partner);
        Assert.Equal(SyncRunStatus.Done, (await house.RunToEndAsync(Partner, Stream)).Status);
        return await Facts.ReadAsync(house);
    }

    private static async Task ExecuteAsync(SyncHouse house, string sql)
    {
        await using var db = house.Open();
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
