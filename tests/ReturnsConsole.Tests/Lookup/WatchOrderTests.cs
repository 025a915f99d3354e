using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>Whoever watches a known order is told when money or goods are seen, once for each change.</summary>
public sealed class WatchOrderTests : IDisposable
{
    private const string Order = "302-1111111-1111111";
    private readonly TriageWorld world = new();

    public WatchOrderTests()
    {
        world.GoTo(3);
        world.Line(Order, "BOOT", 5_000, alias: "SHOP-1");
        world.Return(Order, "BOOT", 1, rma: "R1");
    }

    private OrderStatus Status => new(Options.Create(world.Settings), Options.Create(new LookupSettings()), world.Clock);

    private WatchOrder Watch => new(world.Database, world.Guard, Status, world.Feed, world.Clock);

    private TellWatchers Tell => new(world.Database, Status, world.Feed, world.Clock);

    private static long Key => OrderKey.From(Order);

    public void Dispose() => world.Dispose();

    private Task<Outcome> WatchAsync(Actor? actor = null) => Watch.RunAsync(actor ?? world.Fay, world.Database.AccountId, Key, default);

    private async Task<List<string>> ToldAsync()
    {
        await Tell.RunAsync(default);
        await using var db = world.Database.CreateDbContext();
        return await db.Notices.OrderBy(n => n.Id).Select(n => $"{n.UserId}: {n.Text}").ToListAsync();
    }

    [Fact]
    public async Task Watched_ParcelArrives_ThenRefundIsSeen_TellsEachOnce_AndIsOver()
    {
        Assert.True((await WatchAsync()).Succeeded);
        Assert.Empty(await ToldAsync());

        world.Goods(Order, "BOOT", 2);
        Assert.StartsWith($"7: {Order}: Parcel is here, not yet inspected.", Assert.Single(await ToldAsync()), StringComparison.Ordinal);
        Assert.Single(await ToldAsync());

        world.Refund(Order, "BOOT", 3, 5_000);
        var told = await ToldAsync();
        Assert.Equal(2, told.Count);
        Assert.StartsWith($"7: {Order}: Refunded by Amazon.", told[1], StringComparison.Ordinal);
        Assert.EndsWith("You need not watch it any more.", told[1], StringComparison.Ordinal);
        Assert.False(await Watch.IsWatchedAsync(world.Fay, world.Database.AccountId, Key, default));
    }

    [Fact]
    public async Task Watched_FactsUnderTheShopsOwnNumber_AreSeenToo()
    {
        await WatchAsync();

        world.Goods("SHOP-1", "BOOT", 2);

        Assert.Single(await ToldAsync());
    }

    [Fact]
    public async Task Watched_SameStatus_TellsNothing()
    {
        await WatchAsync();

        world.Return(Order, "BOOT", 1, rma: "R1-again");

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Watching_Twice_IsRefused_AndEndedIsEnded()
    {
        await WatchAsync();
        Assert.False((await WatchAsync()).Succeeded);
        Assert.True((await WatchAsync(world.Wim)).Succeeded);

        Assert.True((await Watch.EndAsync(world.Fay, world.Database.AccountId, Key, default)).Succeeded);
        world.Goods(Order, "BOOT", 2);

        Assert.StartsWith("8: ", Assert.Single(await ToldAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_WhatOneMayNotSee_IsRefused()
    {
        world.Guard.Companies = new HashSet<int>();
        Assert.False((await WatchAsync()).Succeeded);
        world.Guard.Companies = null;
        Assert.False((await Watch.RunAsync(world.Fay, world.Database.AccountId, OrderKey.From("999-9999999-9999999"), default)).Succeeded);
        Assert.False((await Watch.RunAsync(world.Fay, world.Database.AccountId, OrderKey.None, default)).Succeeded);
        world.Guard.Refused.Add(Permission.ViewFacts);
        Assert.Equal(OutcomeKind.Forbidden, (await WatchAsync()).Kind);
    }

    [Fact]
    public async Task Watch_NobodyEnds_IsOverAfterNinetyDays()
    {
        await WatchAsync();
        world.GoTo(100);
        world.Goods(Order, "BOOT", 2);

        Assert.Empty(await ToldAsync());
        Assert.False(await Watch.IsWatchedAsync(world.Fay, world.Database.AccountId, Key, default));
    }
}
