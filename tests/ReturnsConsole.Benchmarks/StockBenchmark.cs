using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Benchmarks;

/// <summary>How fast the stock ledger takes movements, invariants checked by the database in the same transaction, and what reading a bucket costs after a long history.</summary>
public static class StockBenchmark
{
    private const int Skus = 200;
    private const int Reads = 2_000;
    private static readonly DateTime Now = new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);
    private static readonly StockCounts[] Life = [new(1, 0, 0, 0, 0, 0), new(0, 1, 0, 0, 0, 0), new(0, 0, 0, 1, 0, 0), new(0, 0, 1, 0, 0, 0), default];

    public static async Task RunAsync()
    {
        using var database = new BenchmarkDatabase();
        foreach (var (orders, rounds) in new[] { (1, 2_000), (20, 200), (500, 40) })
            await MoveAsync(database, orders, rounds);
        await ReadAsync(database);
    }

    /// <summary>Each order's piece goes through its life, one step per transaction.</summary>
    private static async Task MoveAsync(BenchmarkDatabase database, int orders, int transactions)
    {
        var watch = Stopwatch.StartNew();
        var movements = 0;
        for (var step = 0; step < transactions; step++)
        {
            await using var db = database.CreateDbContext();
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            var keys = Enumerable.Range(1, orders).Select(o => (long)(orders * 10_000) + o).ToList();
            var posted = (await db.StockPositions.AsNoTracking().Where(p => keys.Contains(p.OrderKey)).ToListAsync()).ConvertAll(p => new PostedStock(p.Id, new(p.AccountId, p.OrderKey, p.Sku, p.Counts)));
            var posting = new StockPosting(posted, keys.Select(k => new StockStanding(1, k, $"SKU-{k % Skus}", Life[step % Life.Length])), [], Now);
            await posting.WriteAsync(db, CancellationToken.None);
            await write.CommitAsync();
            movements += orders;
        }
        Console.WriteLine($"{orders,4} movements a transaction: {movements / watch.Elapsed.TotalSeconds,7:N0} movements a second ({transactions / watch.Elapsed.TotalSeconds:N0} transactions)");
    }

    /// <summary>Two SKUs, one with 100 movements and one with 1,000,000, read in turns.</summary>
    private static async Task ReadAsync(BenchmarkDatabase database)
    {
        foreach (var (sku, count) in new[] { ("SHORT", 100), ("LONG", 1_000_000) })
        {
            database.Execute($"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
                INSERT INTO StockMovements (Id, AccountId, Sku, "From", "To", Quantity, OrderKey, At, CorrectionId)
                SELECT (SELECT MAX(Id) FROM StockMovements) + i, 1, '{sku}', CASE i % 2 WHEN 1 THEN 0 ELSE 3 END, CASE i % 2 WHEN 1 THEN 3 ELSE 0 END, 1, i, 0, 0 FROM n
                """);
            await using var db = database.CreateDbContext();
            db.StockBalances.Add(new StockBalance { AccountId = 1, Sku = sku, ChangedAt = Now });
            await db.SaveChangesAsync();
        }
        await using var context = database.CreateDbContext();
        var ids = await context.StockBalances.AsNoTracking().Where(b => b.Sku == "SHORT" || b.Sku == "LONG").ToDictionaryAsync(b => b.Sku, b => b.Id);
        var details = new StockDetails(database, new Everybody());
        await CompareAsync("bucket", sku => context.StockBalances.AsNoTracking().SingleAsync(b => b.Sku == sku && b.AccountId == 1));
        await CompareAsync("page of the SKU", sku => details.RunAsync(Actor.System, ids[sku], null, CancellationToken.None));
    }

    private static async Task CompareAsync(string what, Func<string, Task> read)
    {
        var times = new Dictionary<string, List<double>> { ["SHORT"] = [], ["LONG"] = [] };
        for (var i = 0; i < Reads; i++)
        {
            foreach (var sku in i % 2 == 0 ? new[] { "SHORT", "LONG" } : ["LONG", "SHORT"])
            {
                var watch = Stopwatch.StartNew();
                await read(sku);
                times[sku].Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        var (brief, lengthy) = (Median(times["SHORT"]), Median(times["LONG"]));
        Console.WriteLine($"{what}: {brief:0.000} ms after 100 movements, {lengthy:0.000} ms after 1,000,000: ratio {lengthy / brief:0.00}");
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }
}
