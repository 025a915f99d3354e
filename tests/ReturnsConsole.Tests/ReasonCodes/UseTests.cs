using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.ReasonCodes;

/// <summary>Counting which code is used how often must not read all returns at each visit.</summary>
public sealed class UseTests
{
    [Fact]
    public async Task Use_SinceADay_CountsEachReturnOnce_WhateverDayItTells()
    {
        using var world = new TriageWorld();
        world.Return("302-1111111-1111111", "A", 5, reason: "CR-X");
        world.Return("302-1111111-1111112", "A", 1, reason: "cr-x", delivered: 9);
        foreach (var (channel, requested, delivered) in new (ReturnChannel, double?, double?)[]
        {
            (ReturnChannel.MerchantFulfilled, null, 5), (ReturnChannel.Fba, null, 6), (ReturnChannel.Fba, null, 1), (ReturnChannel.Rebound, 7, 1), (ReturnChannel.Rebound, null, 8), (ReturnChannel.Commercetools, 1, 8),
        })
        {
            world.Save(db => db.ReturnItems.Add(new ReturnItem
            {
                AccountId = world.Database.AccountId,
                OrderKey = OrderKey.From("302-1111111-1111111"),
                Channel = channel,
                NaturalKey = Guid.NewGuid().ToString("N"),
                ReasonCode = "CR-X",
                RequestedAt = requested is { } r ? TriageWorld.Day(r) : null,
                DeliveredAt = delivered is { } d ? TriageWorld.Day(d) : null,
            }));
        }
        await using var db = world.Database.CreateDbContext();

        var use = await ReasonCodeUse.ReadAsync(db, null, TriageWorld.Day(4), default);

        Assert.Equal((2, 1, 2, 0), (use.Of(new("amazon", "CR-X")).Count, use.Of(new("amazon-fba", "cr-x")).Count, use.Of(new("rebound", "CR-X")).Count, use.Of(new("commercetools", "CR-X")).Count));
        var all = await db.ReturnItems.CountAsync(r => (r.RequestedAt ?? r.DeliveredAt) >= TriageWorld.Day(4));
        Assert.Equal(all, ReasonCodeUse.Since(db.ReturnItems, TriageWorld.Day(4)).Sum(some => some.Count()));
    }

    [Fact]
    public async Task Use_SinceADay_IsReadByIndexes()
    {
        using var world = new TriageWorld();
        await using var db = world.Database.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        foreach (var some in ReasonCodeUse.Since(db.ReturnItems.AsNoTracking(), TriageWorld.Day(4)))
        {
            await using var command = some.GroupBy(r => new { r.Channel, r.ReasonCode }).Select(g => new { g.Key, Count = g.LongCount() }).CreateDbCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            var plan = new List<string>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                plan.Add(reader.GetString(3));

            Assert.Contains(plan, step => step.Contains("SEARCH", StringComparison.Ordinal) && step.Contains("IX_ReturnItems_", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Kept_Uses_AreOfThePersonsAccounts_AllSpellingsTogether()
    {
        var kept = new KeptUse(TriageWorld.Day(0), [(1, new("amazon", "CR-X"), 3), (1, new("amazon", "cr-x"), 2), (2, new("amazon", "CR-X"), 50)]);

        Assert.Equal((5, 0), (kept.Of(new HashSet<int> { 1 })(new("amazon", "CR-X")), kept.Of(new HashSet<int> { 1 })(new("rebound", "CR-X"))));
    }
}
