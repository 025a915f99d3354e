using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>The ledger as reconciliation keeps it.</summary>
public sealed class StockLedgerTests
{
    private const string One = "302-1111111-1111111";

    [Fact]
    public async Task Receipt_GradedLater_GoesOnSaleOnce()
    {
        using var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Goods(One, "BOOT", 1);
        await world.RunAsync();
        Assert.Equal(new StockCounts(0, 1, 0, 0, 0, 0), await BalanceAsync(world, "BOOT"));

        Change(world, One, r => r.SetProperty(x => x.Grade, ConditionGrade.A).SetProperty(x => x.Disposition, Disposition.Restocked));
        await world.RunAsync();
        await world.RunAsync(full: true);

        Assert.Equal(new StockCounts(0, 0, 1, 0, 0, 0), await BalanceAsync(world, "BOOT"));
        Assert.Equal([(StockBucket.Customer, StockBucket.OnHandUninspected), (StockBucket.OnHandUninspected, StockBucket.Sellable)], await MovementsAsync(world));
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Restocked_WithoutGrade_IsNotSellable()
    {
        using var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Goods(One, "BOOT", 1);
        Change(world, One, r => r.SetProperty(x => x.Disposition, Disposition.Restocked));

        await world.RunAsync();

        Assert.Equal(new StockCounts(0, 1, 0, 0, 0, 0), await BalanceAsync(world, "BOOT"));
    }

    [Fact]
    public async Task GoodsWithoutOrder_TheirOrderComes_DoNotMoveAgain()
    {
        using var world = new TriageWorld();
        world.Goods("", "BOOT", 1, tracking: "T1", grade: ConditionGrade.A);
        world.Save(db => db.GoodsReceipts.ExecuteUpdate(set => set.SetProperty(x => x.Disposition, Disposition.Restocked)));
        await world.RunAsync();
        Assert.Equal(new StockCounts(0, 0, 1, 0, 0, 0), await BalanceAsync(world, "BOOT"));

        world.Line(One, "BOOT", 5000);
        world.Return(One, "BOOT", 0, tracking: "T1", reason: "");
        await world.RunAsync();

        Assert.Equal(new StockCounts(0, 0, 1, 0, 0, 0), await BalanceAsync(world, "BOOT"));
        Assert.Equal([(StockBucket.Customer, StockBucket.Sellable), (StockBucket.Sellable, StockBucket.Sellable)], await MovementsAsync(world));
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Database_BucketBelowZero_Refuses()
    {
        using var world = new TriageWorld();
        await using var db = world.Database.CreateDbContext();
        db.StockBalances.Add(new StockBalance { AccountId = 1, Sku = "BOOT", Sellable = -1 });

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Balance_ChangedByHand_VerifySaysSo()
    {
        using var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Goods(One, "BOOT", 1);
        await world.RunAsync();
        world.Save(db => db.StockBalances.ExecuteUpdate(set => set.SetProperty(b => b.Sellable, 1)));
        world.Save(db => db.StockPositions.ExecuteUpdate(set => set.SetProperty(b => b.Scrap, 7)));

        var findings = await world.VerifyAsync();

        Assert.Equal(3, findings.Count);
        Assert.Contains(findings, f => f.Message.Contains("its movements give 0 in transit, 1 uninspected, 0 sellable", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Message.Contains("its orders hold", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Invariant == "stock follows the facts");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Runs_BetweenChanges_EndLikeOneRun(int seed)
    {
        using var often = new TriageWorld();
        using var once = new TriageWorld(throughEntities: seed % 2 == 0);
        var random = new Random(seed);
        for (var step = 0; step < 25; step++)
        {
            var (order, sku, parcel) = ($"302-{random.Next(5):D7}-1234567", random.Next(2) == 0 ? "A" : "B", $"T{random.Next(5)}");
            var (grade, disposition) = ((ConditionGrade)random.Next(5), (Disposition)random.Next(6));
            Action<TriageWorld> fact = random.Next(4) switch
            {
                0 => w => w.Return(order, sku, 1, tracking: parcel),
                1 => w => w.Goods(order, sku, 2, grade: grade),
                2 => w => w.Goods("", sku, 2, tracking: parcel, grade: grade),
                _ => w => Change(w, order, r => r.SetProperty(x => x.Grade, grade).SetProperty(x => x.Disposition, disposition)),
            };
            fact(often);
            fact(once);
            await often.RunAsync();
        }
        await once.RunAsync(full: true);

        foreach (var sku in (string[])["A", "B"])
            Assert.Equal(await BalanceAsync(once, sku), await BalanceAsync(often, sku));
        Assert.Empty(await often.VerifyAsync());
        Assert.Empty(await once.VerifyAsync());
    }

    private static void Change(TriageWorld world, string order, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<GoodsReceipt>> set) => world.Save(db =>
    {
        db.GoodsReceipts.Where(r => r.OrderId == order).ExecuteUpdate(set);
        db.OrderChanges.Add(new() { OrderKey = OrderKey.From(order) });
        db.SaveChanges();
    });

    private static async Task<StockCounts> BalanceAsync(TriageWorld world, string sku)
    {
        await using var db = world.Database.CreateDbContext();
        return (await db.StockBalances.SingleOrDefaultAsync(b => b.Sku == sku))?.Counts ?? default;
    }

    private static async Task<List<(StockBucket From, StockBucket To)>> MovementsAsync(TriageWorld world)
    {
        await using var db = world.Database.CreateDbContext();
        return [.. (await db.StockMovements.OrderBy(m => m.Id).ToListAsync()).Select(m => (m.From, m.To))];
    }
}
