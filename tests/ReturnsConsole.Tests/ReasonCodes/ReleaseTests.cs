using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.ReasonCodes;

/// <summary>Letting go, once each, whatever happens in the middle.</summary>
public sealed class ReleaseTests
{
    [Fact]
    public async Task Release_StoppedInTheMiddle_NextRunDoesTheRest_EachReturnOnce()
    {
        using var world = await CodeWorld.SeededAsync();
        Fill(world.World.Database, world.World.Database.AccountId, 950);
        await world.MapAsync("CR-ODD", "TooSmall");
        await world.ActivatedAsync();
        using var stop = new CancellationTokenSource();
        // Every stretch asks the clock once for its time: the fourth stretch does not come.
        var clock = new StoppingClock(world.World.Clock, stop, asks: 4);
        var release = new ReturnsConsole.Features.ReasonCodes.Release.ReleaseReturns(world.World.Database, world.Audit, world.World.Requests, world.World.Feed, clock) { Stretch = 100 };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => release.RunAsync(stop.Token));
        var left = (await world.HeldAsync()).Count;
        Assert.InRange(left, 1, 949);
        Assert.Null((await world.BoardAsync()).InForce!.ReleasedAt);

        Assert.Equal(left, await world.NewRelease(100).RunAsync(default));
        Assert.Empty(await world.HeldAsync());
        AssertOnceEach(world.World.Database, 950);
        Assert.Equal(950, (await world.BoardAsync()).InForce!.Released);
    }

    [Fact]
    public async Task Release_OfAHundredThousand_IsSetBased()
    {
        using var world = await CodeWorld.SeededAsync();
        Fill(world.World.Database, world.World.Database.AccountId, 100_000);
        await world.MapAsync("CR-ODD", "TooSmall");
        await world.ActivatedAsync();
        var watch = Stopwatch.StartNew();
        Assert.Equal(100_000, await world.Release.RunAsync(default));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"It took {watch.Elapsed.TotalSeconds:F1} s.");
        AssertOnceEach(world.World.Database, 100_000);
    }

    [Fact]
    public async Task Release_ProcessKilledInTheMiddle_NextProcessFinishes_EachReturnOnce()
    {
        using var world = await CodeWorld.SeededAsync();
        const int Returns = 400_000;
        Fill(world.World.Database, world.World.Database.AccountId, Returns);
        await world.MapAsync("CR-ODD", "TooSmall");
        await world.ActivatedAsync();
        SqliteConnection.ClearAllPools();
        using (var process = Start(world.World.Database.Path))
        {
            while (!process.HasExited && Count(world.World.Database.Path, "ReleasedReturns") == 0)
                Thread.Sleep(2);
            Assert.False(process.HasExited, "The release was over before it could be killed.");
            process.Kill();
            process.WaitForExit();
        }
        var released = Count(world.World.Database.Path, "ReleasedReturns");
        Assert.InRange(released, 1, Returns - 1);
        Assert.Equal(Returns - released, Count(world.World.Database.Path, "ReturnItems WHERE Mapping = 1"));
        Assert.Equal(released, Count(world.World.Database.Path, "OrderChanges"));

        using (var again = Start(world.World.Database.Path))
        {
            again.WaitForExit();
            Assert.Equal(0, again.ExitCode);
        }
        Assert.Equal(0, Count(world.World.Database.Path, "ReturnItems WHERE Mapping = 1"));
        Assert.Equal(Returns, Count(world.World.Database.Path, "ReleasedReturns"));
        Assert.Equal(1, Count(world.World.Database.Path, $"ReasonCodeVersions WHERE Number = 2 AND ReleasedAt IS NOT NULL AND Released = {Returns}"));
        Assert.Equal(0, Count(world.World.Database.Path, "OrderChanges"));
    }

    private static void AssertOnceEach(FactDatabase database, int returns)
    {
        using var db = database.CreateDbContext();
        Assert.Equal(returns, db.ReleasedReturns.Select(r => r.ReturnItemId).Distinct().Count());
        Assert.Equal(returns, db.ReleasedReturns.Count());
        Assert.Equal(returns, db.OrderChanges.Count());
        Assert.Equal(returns, db.OrderChanges.Select(c => c.OrderKey).Distinct().Count());
    }

    /// <summary>Held returns of one code, each of an order of its own.</summary>
    private static void Fill(FactDatabase database, int account, int count)
    {
        using var db = database.CreateDbContext();
        using var transaction = db.Database.BeginTransaction();
        using (var rows = new EntityRows<ReturnItem>(db))
        {
            for (var i = 1; i <= count; i++)
            {
                var order = $"302-{i / 10_000_000:D7}-{i % 10_000_000:D7}";
                rows.Add(new ReturnItem { AccountId = account, OrderKey = OrderKey.From(order), OrderId = order, Channel = ReturnChannel.MerchantFulfilled, NaturalKey = $"R{i}", Sku = "BOOT", Quantity = 1, Currency = "EUR", ReasonCode = "CR-ODD", RequestStatus = "Approved", RequestedAt = Triage.TriageWorld.Day(-3), Mapping = MappingStatus.Quarantined }, i);
            }
            rows.Flush();
        }
        transaction.Commit();
    }

    private static Process Start(string database)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ReturnsConsole.dll"), "reconcile", "--json"]) { WorkingDirectory = Path.GetDirectoryName(database)!, RedirectStandardOutput = true };
        start.Environment["ConnectionStrings__ReturnsConsole"] = $"Data Source={database}";
        start.Environment["Storage__Folder"] = Path.GetDirectoryName(database)!;
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        return Process.Start(start)!;
    }

    private static long Count(string database, string what)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {what}";
        return (long)command.ExecuteScalar()!;
    }

    private sealed class StoppingClock(TimeProvider inner, CancellationTokenSource stop, int asks) : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow()
        {
            if (++asked == asks)
                stop.Cancel();
            return inner.GetUtcNow();
        }
    }
}
