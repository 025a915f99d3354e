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
        Console.WriteLine($"new day of {Day:N0} events        {large.Wall:N0} ms on {Refunds:N0} refunds, {small.Wall:N0} ms on {Refunds / 10:N0}: ratio {large.Wall / small.Wall:F2} (at most 1.20; of processor time {large.Processor / small.Processor:F2})");
    }

    private static async Task<(double Wall, double Processor)> HistoryAsync(int refunds, int returns, bool print)
    {
        using var database = new BenchmarkDatabase();
        Fill(database, 1, refunds, returns);
        if (print)
            Console.WriteLine($"{refunds:N0} refunds, {returns:N0} returns, {new FileInfo(database.Path).Length / 1_000_000:N0} MB");
        var (sql, sqlProcessor) = print ? Best(3, () => Script(database)) : default;
        var (classify, classifyProcessor) = print ? Best(4, () => Classify(database)) : default;
        using var reconcile = new Reconcile(database, Options.Create(new ReconciliationSettings()), new ChangeFeed(), new Fixed());
        var before = Environment.CpuUsage.TotalTime;
        var (full, run) = await TimeAsync(() => reconcile.RunAsync("benchmark", false, default));
        var fullProcessor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        var (again, _) = await TimeAsync(() => reconcile.RunAsync("benchmark", false, default));
        if (print)
        {
            Console.WriteLine($"SQLite script, matches only       {sql:N0} ms ({sqlProcessor:N0} ms of processor)");
            Console.WriteLine($"classification alone              {classify:N0} ms ({classifyProcessor:N0} ms of processor), {classify / sql:F2} of the script (below 1)");
            Console.WriteLine($"full run, everything stored       {full:N0} ms ({fullProcessor:N0} ms of processor): {run.Orders:N0} orders, {run.MatchesWritten:N0} with matches, {run.CasesOpened:N0} cases");
            Console.WriteLine($"second run, nothing new           {again:N1} ms, {again / full:P2} of the first (below 5 %)");
            if (await DuckAsync(database) is { } duck)
                Console.WriteLine($"DuckDB, full join                 {duck:N0} ms: classification {classify / duck:F1}× (at most 3), everything stored {full / duck:F1}× (at most 10)");
            else
                Console.WriteLine($"DuckDB is not here; against the 350 ms its full join takes on two cores: classification {classify / 350:F1}× (at most 3), everything stored {full / 350:F1}× (at most 10)");
            var (redo, second) = await TimeAsync(() => reconcile.RunAsync("benchmark", true, default));
            Console.WriteLine($"full run again, all compared      {redo:N0} ms: {second.MatchesWritten} matches, {second.CasesOpened + second.CasesChanged + second.CasesClosed} cases written");
        }
        // Two days to warm up, then the best of seven.
        var days = new List<(double Wall, double Processor)>();
        for (var day = 0; day < 9; day++)
        {
            Fill(database, refunds + 1 + day * Day, Day / 2, Day / 2);
            var began = Environment.CpuUsage.TotalTime;
            var (ms, _) = await TimeAsync(() => reconcile.RunAsync("new day", false, default));
            var processor = (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
            if (day > 1)
                days.Add((ms, processor));
        }
        Fill(database, refunds + 1 + 9 * Day, Day / 2, Day / 2);
        var (fold, _) = await TimeAsync(() => reconcile.RunAsync("new day", false, default));
        Console.WriteLine($"    (every tenth such day, when recent matches are folded into those of {refunds:N0} refunds, takes {fold:N0} ms)");
        return (days.Min(d => d.Wall), days.Min(d => d.Processor));
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

    /// <summary>What somebody would write by hand for the same ties: refunds counted once, by order item, what is left by SKU, and what is left over then.</summary>
    private static void Script(BenchmarkDatabase database) => database.Execute("""
        PRAGMA temp_store = MEMORY;
        DROP TABLE IF EXISTS temp.R;
        DROP TABLE IF EXISTS temp.M;
        DROP TABLE IF EXISTS temp.L;
        CREATE TEMP TABLE R AS
            SELECT MIN(Id) AS Id, AccountId, OrderKey, OrderItemId, Sku, SUM(BuyerTotal) AS Amount FROM RefundSightings
            GROUP BY AccountId, OrderKey, MerchantAdjustmentItemId, CASE WHEN MerchantAdjustmentItemId = '' THEN AdjustmentId ELSE '' END, OrderItemId, Sku;
        CREATE TEMP TABLE M AS
            SELECT f.Id AS RefundId, t.Id AS ReturnId, 3 AS Rule, f.Amount FROM R f JOIN ReturnItems t ON t.OrderKey = f.OrderKey AND t.AccountId = f.AccountId AND f.OrderItemId <> '' AND f.OrderItemId = t.OrderItemId;
        CREATE INDEX temp.IM ON M (RefundId);
        INSERT INTO M
            SELECT f.Id, t.Id, 4, f.Amount FROM R f JOIN ReturnItems t ON t.OrderKey = f.OrderKey AND t.AccountId = f.AccountId AND f.Sku = t.Sku
            WHERE NOT EXISTS (SELECT 1 FROM M WHERE M.RefundId = f.Id);
        CREATE TEMP TABLE L AS SELECT f.Id, f.Amount FROM R f WHERE NOT EXISTS (SELECT 1 FROM M WHERE M.RefundId = f.Id);
        """);

    /// <summary>DuckDB's full join of the same facts to the same matches as <see cref="Script"/>, from its own tables; its own clock, so that starting it does not count.</summary>
    private static async Task<double?> DuckAsync(BenchmarkDatabase database)
    {
        var binary = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(p => Path.Combine(p, "duckdb")).FirstOrDefault(File.Exists);
        if (binary is null)
            return null;
        var (refunds, returns) = (database.Path + ".refunds.csv", database.Path + ".returns.csv");
        Csv(database, "SELECT Id, OrderId, OrderItemId, Sku, BuyerTotal, AdjustmentId, MerchantAdjustmentItemId FROM RefundSightings", refunds);
        Csv(database, "SELECT Id, OrderId, OrderItemId, Sku FROM ReturnItems", returns);
        const string Now = "SELECT CAST(epoch_ms(get_current_timestamp()) AS BIGINT);";
        var start = new ProcessStartInfo(binary) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] statements =
        [
            $"CREATE TABLE r AS SELECT * FROM read_csv('{refunds}', header = false, all_varchar = true, names = ['id', 'o', 'item', 'sku', 'amount', 'adjustment', 'ours']);",
            $"CREATE TABLE t AS SELECT * FROM read_csv('{returns}', header = false, all_varchar = true, names = ['id', 'o', 'item', 'sku']);",
            Now,
            """
            CREATE TABLE m AS
            WITH f AS (
                SELECT min(CAST(id AS BIGINT)) AS id, o, item, sku, sum(CAST(amount AS BIGINT)) AS amount FROM r
                GROUP BY o, ours, CASE WHEN ours = '' THEN adjustment ELSE '' END, item, sku),
            by_item AS (SELECT f.id AS refund, t.id AS item, 3 AS rule, f.amount FROM f JOIN t ON t.o = f.o AND t.item = f.item WHERE f.item <> ''),
            by_sku AS (SELECT f.id AS refund, t.id AS item, 4 AS rule, f.amount FROM f FULL JOIN t ON t.o = f.o AND t.sku = f.sku ANTI JOIN by_item ON by_item.refund = f.id)
            SELECT * FROM by_item UNION ALL SELECT * FROM by_sku;
            """,
            Now,
        ];
        foreach (var statement in statements)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(statement);
        }
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var times = System.Text.RegularExpressions.Regex.Matches(output, @"\b1\d{12}\b").Select(m => long.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        if (times.Count == 2)
            return times[1] - times[0];
        Console.WriteLine($"DuckDB did not answer: {await process.StandardError.ReadToEndAsync()}{output}");
        return null;
    }

    private static void Csv(BenchmarkDatabase database, string sql, string file)
    {
        using var db = database.CreateDbContext();
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        using var writer = new StreamWriter(file);
        while (reader.Read())
            writer.WriteLine(string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
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

    /// <summary>Best wall-clock time, and the least processor time: the latter does not suffer from what else runs on the machine.</summary>
    private static (double Wall, double Processor) Best(int times, Action action)
    {
        var best = (Wall: double.MaxValue, Processor: double.MaxValue);
        for (var i = 0; i < times; i++)
        {
            GC.Collect();
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            action();
            best = (Math.Min(best.Wall, clock.Elapsed.TotalMilliseconds), Math.Min(best.Processor, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds));
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
