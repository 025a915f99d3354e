using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

public sealed class StockQueryTests : IDisposable
{
    private readonly TriageWorld world = new();

    [Fact]
    public async Task List_PagedAndSearched_ShowsEachSkuOnce()
    {
        world.Save(db => db.StockBalances.AddRange(Enumerable.Range(0, 2 * StockList.PageSize + 7).Select(n => new StockBalance { AccountId = world.Database.AccountId, Sku = $"{(n % 2 == 0 ? "BOOT" : "HAT")}-{n:D3}", Sellable = n + 1 })));
        world.Save(db => db.SaveChanges());
        var list = new StockList(world.Database, world.Guard);
        var pages = new List<StockPageRows> { (await list.RunAsync(world.Fay, "", null, default)).Value! };
        while (pages[^1].Next is { } next)
            pages.Add((await list.RunAsync(world.Fay, "", next, default)).Value!);

        Assert.Equal([50, 50, 7], pages.Select(p => p.Rows.Count));
        Assert.Equal(107, pages.SelectMany(p => p.Rows).Select(r => r.Sku).Distinct().Count());
        Assert.All((await list.RunAsync(world.Fay, " HAT", null, default)).Value!.Rows, r => Assert.StartsWith("HAT-", r.Sku, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Details_GoodsOfTwoOrders_ShowsMovementsAndWhoseTheyAre()
    {
        world.Goods("302-1111111-1111111", "BOOT", 1, quantity: 2);
        world.Goods("WEB-77", "BOOT", 2);
        await world.RunAsync();
        var row = Assert.Single((await new StockList(world.Database, world.Guard).RunAsync(world.Fay, "", null, default)).Value!.Rows);

        var detail = (await new StockDetails(world.Database, world.Guard).RunAsync(world.Fay, row.Id, null, default)).Value!;

        Assert.Equal(new StockCounts(0, 3, 0, 0, 0, 0), detail.Stock.Counts);
        Assert.Equal([("302-1111111-1111111", 2), ("WEB-77", 1)], detail.Movements.Select(m => (m.OrderId, m.Quantity)).Order());
        Assert.Equal(["302-1111111-1111111", "WEB-77"], detail.Holdings.Select(h => h.OrderId).Order());
        Assert.Null(detail.Next);
    }

    [Fact]
    public async Task Stock_OfAnotherCompany_IsNotShown()
    {
        world.Goods("302-1111111-1111111", "BOOT", 1);
        await world.RunAsync();
        var id = (await new StockList(world.Database, world.Guard).RunAsync(world.Fay, "", null, default)).Value!.Rows[0].Id;
        world.Guard.Companies = new HashSet<int> { 999 };

        Assert.Empty((await new StockList(world.Database, world.Guard).RunAsync(world.Fay, "", null, default)).Value!.Rows);
        Assert.NotNull((await new StockDetails(world.Database, world.Guard).RunAsync(world.Fay, id, null, default)).Refusal);
    }

    [Fact]
    public async Task Stock_WithoutTheRight_IsRefused()
    {
        world.Guard.Refused.Add(Permission.ViewFacts);

        Assert.NotNull((await new StockList(world.Database, world.Guard).RunAsync(world.Fay, "", null, default)).Refusal);
        Assert.NotNull((await new StockDetails(world.Database, world.Guard).RunAsync(world.Fay, 1, null, default)).Refusal);
    }

    public void Dispose() => world.Dispose();
}
