using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Benchmarks;

/// <summary>500,000 refunds against 480,000 returns: classification, a full run with everything stored, a run with nothing new, and a new day on two sizes of history.</summary>
public static class ReconcileBenchmark
{
    private const int Refunds = 500_000;
    private const int Returns = 480_000;
    private const int Day = 20_000;
    private static readonly DateTime Now = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    public static async Task RunAsync()
    {
        var large = await HistoryAsync(Refunds, Returns, print: true);
        var small = await HistoryAsync(Refunds / 10, Returns / 10, print: false);
        Console.WriteLine($"new day of {Day:N0} events        {large:N0} ms on {Refunds:N0} refunds, {small:N0} ms on {Refunds / 10:N0}: ratio {large / small:F2} (at most 1.20)");
    }

    private static async Task<double> HistoryAsync(int refunds, int returns, bool print)
    {
        using var database = new BenchmarkDatabase();
        Fill(database, 1, refunds, returns);
        if (print)
            Console.WriteLine($"{refunds:N0} refunds, {returns:N0} returns, {new FileInfo(database.Path).Length / 1_000_000:N0} MB");
        var sql = print ? Best(3, () => Script(database)) : 0;
        var classify = print ? Best(3, () => Classify(database)) : 0;
        using var reconcile = new Reconcile(database, Options.Create(new ReconciliationSettings()), new ChangeFeed(), new Fixed());
        var (full, run) = await TimeAsync(() => reconcile.RunAsync("benchmark", false, default));
        var (again, _) = await TimeAsync(() => reconcile.RunAsync("benchmark", false, default));
        if (print)
        {
            Console.WriteLine($"SQLite script, matches only       {sql:N0} ms");
            Console.WriteLine($"classification alone              {classify:N0} ms, {classify / sql:F2} of the script (below 1)");
            Console.WriteLine($"full run, everything stored       {full:N0} ms: {run.Orders:N0} orders, {run.MatchesWritten:N0} with matches, {run.CasesOpened:N0} cases");
            Console.WriteLine($"second run, nothing new           {again:N1} ms, {again / full:P2} of the first (below 5 %)");
            await DuckAsync(database, classify, full);
            var (redo, second) = await TimeAsync(() => reconcile.RunAsync("benchmark", true, default));
            Console.WriteLine($"full run again, all compared      {redo:N0} ms: {second.MatchesWritten} matches, {second.CasesOpened + second.CasesChanged + second.CasesClosed} cases written");
        }
        // A warm-up day, then the best of three.
        var days = new List<double>();
        for (var day = 0; day < 4; day++)
        {
            Fill(database, refunds + 1 + day * Day, Day / 2, Day / 2);
            var (ms, _) = await TimeAsync(() => reconcile.RunAsync("new day", false, default));
            if (day > 0)
                days.Add(ms);
        }
        return days.Min();
    }

    /// <summary>Load and decide, nothing stored.</summary>
    private static void Classify(BenchmarkDatabase database)
    {
        var clock = Stopwatch.StartNew();
        var facts = new FactLoading(database).AllAsync(default).GetAwaiter().GetResult();
        var loaded = clock.Elapsed.TotalMilliseconds;
        var keys = facts.Keys();
        var decided = Deciding.Run(facts, keys, new ReconciliationSettings(), Now, default);
        Console.WriteLine($"    (read {loaded:N0} ms, decided {clock.Elapsed.TotalMilliseconds - loaded:N0} ms: {decided.Sum(d => d.Matches.Count):N0} orders with matches, {decided.Sum(d => d.Findings.Count):N0} findings)");
    }

    /// <summary>What somebody would write by hand: the same ties, by order item and by SKU, and what is left over.</summary>
    private static void Script(BenchmarkDatabase database) => database.Execute("""
        DROP TABLE IF EXISTS temp.M;
        CREATE TEMP TABLE M AS
            SELECT f.Id AS RefundId, t.Id AS ReturnId, CASE WHEN f.OrderItemId <> '' AND f.OrderItemId = t.OrderItemId THEN 3 ELSE 4 END AS Rule, f.BuyerTotal AS Amount
            FROM RefundSightings f JOIN ReturnItems t ON t.OrderKey = f.OrderKey AND t.AccountId = f.AccountId AND ((f.OrderItemId <> '' AND f.OrderItemId = t.OrderItemId) OR f.Sku = t.Sku);
        CREATE TEMP TABLE IF NOT EXISTS L (Id INTEGER);
        DELETE FROM L;
        INSERT INTO L SELECT f.Id FROM RefundSightings f LEFT JOIN ReturnItems t ON t.OrderKey = f.OrderKey WHERE t.Id IS NULL;
        """);

    private static async Task DuckAsync(BenchmarkDatabase database, double classify, double full)
    {
        var binary = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(p => Path.Combine(p, "duckdb")).FirstOrDefault(File.Exists);
        if (binary is null)
        {
            Console.WriteLine("DuckDB is not on the PATH: not compared (its full join took 310 to 390 ms on this kind of machine).");
            Console.WriteLine($"    against 350 ms: classification {classify / 350:F1}× (at most 3), everything stored {full / 350:F1}× (at most 10)");
            return;
        }
        var sql = $"INSTALL sqlite; LOAD sqlite; ATTACH '{database.Path}' AS s (TYPE sqlite); CREATE TABLE r AS SELECT * FROM s.RefundSightings; CREATE TABLE t AS SELECT * FROM s.ReturnItems;\n.timer on\nCREATE TABLE m AS SELECT r.Id, t.Id AS T FROM r FULL JOIN t ON t.OrderKey = r.OrderKey AND t.Sku = r.Sku;";
        using var process = Process.Start(new ProcessStartInfo(binary) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteAsync(sql);
        process.StandardInput.Close();
        Console.WriteLine(await process.StandardOutput.ReadToEndAsync());
    }

    internal static void Fill(BenchmarkDatabase database, int first, int refunds, int returns)
    {
        // Orders come in no order: the number is spread over the key space.
        var order = "((i * 48271) % 100000007) * 1000000007";
        var number = $"({order} % 90000000000000000 + 10000000000000000)";
        var text = $"substr({number}, 1, 3) || '-' || substr({number}, 4, 7) || '-' || substr({number}, 11, 7)";
        var posted = Instants.ToMilliseconds(Now.AddDays(-90));
        database.Execute($"""
            PRAGMA synchronous = OFF;
            BEGIN;
            WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {first + refunds - 1})
            INSERT INTO RefundSightings (AccountId, OrderKey, OrderId, Origin, Kind, SettlementPk, AdjustmentId, MerchantAdjustmentItemId, OrderItemId, Sku, Marketplace, Currency, PostedAt, Principal, Tax, Shipping, RestockingFee, OtherBuyer, Promotion, BuyerTotal, FileId, Line)
            SELECT 1, {number} + 1, {text}, 1, 2, 1, 'amzn1:crow:' || printf('%022d', i), printf('%019d', i), printf('%015d', i), 'SKU-' || (i % 3000), CASE i % 3 WHEN 0 THEN 'UK' WHEN 1 THEN 'DE' ELSE 'US' END, CASE i % 3 WHEN 0 THEN 'GBP' WHEN 1 THEN 'EUR' ELSE 'USD' END,
                {posted} + (i % 40) * 86400000, -(1000 + i % 9000), -(i % 900), 0, 0, 0, 0, -(1000 + i % 9000) - (i % 900), 1, i FROM n;
            WITH RECURSIVE n(i) AS (SELECT {first + refunds - returns} UNION ALL SELECT i + 1 FROM n WHERE i < {first + refunds - 1})
            INSERT INTO ReturnItems (AccountId, OrderKey, OrderId, Channel, NaturalKey, RmaId, MerchantRmaId, Sku, Asin, ItemName, OrderItemId, Quantity, ReasonCode, RequestStatus, Resolution, ReturnType, LabelType, LabelPaidBy, Currency, Carrier, TrackingId, RequestedAt, DeliveredAt, OrderAmount, SafeTClaimId, SafeTClaimState, FulfillmentCenter, DetailedDisposition, LicensePlate, Marketplace, Mapping, Hash, FileId, Line, Part)
            SELECT 1, {number} + 1, {text}, 0, 'RMA' || i || '/SKU-' || (i % 3000), 'DRMA' || printf('%09d', i), '', 'SKU-' || (i % 3000), 'B0' || printf('%08d', i % 3000), 'Trail running shoe, size ' || (i % 12 + 36) || ', black', CASE WHEN i % 2 = 0 THEN printf('%015d', i) ELSE '' END, 1, 'CR-UNWANTED_ITEM', 'Approved', 'StandardRefund', 'C-Returns', 'AmazonUnPaidLabel', 'Customer',
                CASE i % 3 WHEN 0 THEN 'GBP' WHEN 1 THEN 'EUR' ELSE 'USD' END, 'UPS', '1Z' || printf('%016d', i), {posted} + (i % 40) * 86400000 - 432000000, {posted} + (i % 40) * 86400000 - 86400000, 1000 + i % 9000, '', '', '', '', '', CASE i % 3 WHEN 0 THEN 'UK' WHEN 1 THEN 'DE' ELSE 'US' END, 0, i, 2, i, 0 FROM n;
            INSERT INTO OrderChanges (OrderKey) SELECT OrderKey FROM RefundSightings WHERE Line >= {first};
            INSERT INTO OrderChanges (OrderKey) SELECT OrderKey FROM ReturnItems WHERE Line >= {first};
            COMMIT;
            PRAGMA wal_checkpoint(TRUNCATE);
            """);
    }

    private static double Best(int times, Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            action();
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }
        return best;
    }

    private static async Task<(double Ms, ReconciliationRun Run)> TimeAsync(Func<Task<ReconciliationRun>> action)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var run = await action();
        return (clock.Elapsed.TotalMilliseconds, run);
    }

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Now);
    }
}
