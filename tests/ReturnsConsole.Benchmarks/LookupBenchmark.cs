using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Benchmarks;

/// <summary>The look-up by every kind of identifier, found and not found, with so many returns: 5,000,000 unless told otherwise.</summary>
public static class LookupBenchmark
{
    private const int Rounds = 40;
    internal static readonly DateTime Now = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var returns = args.Count > 0 ? int.Parse(args[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 5_000_000;
        using var database = new BenchmarkDatabase();
        var filling = Stopwatch.StartNew();
        Fill(database, returns);
        var size = new FileInfo(database.Path).Length;
        Console.WriteLine($"{returns:N0} returns with their orders, receipts and refunds: {size / 1048576.0:N0} MB, filled in {filling.Elapsed.TotalSeconds:N0} s");
        var settings = Options.Create(new ReconciliationSettings());
        var lookUp = new LookUp(new Everybody(), new LookupReading(database, settings, Options.Create(new LookupSettings()), TimeProvider.System), TimeProvider.System);
        var random = new Random(7);
        var all = new List<double>();
        foreach (var (kind, make) in Kinds())
        {
            // The first of a kind compiles its queries.
            await lookUp.RunAsync(Actor.System, make(1), null, TimeZoneInfo.Utc, default);
            var times = new List<double>();
            var cpu = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Rounds; i++)
            {
                var text = make(random.Next(1, returns));
                var clock = Stopwatch.StartNew();
                var result = (await lookUp.RunAsync(Actor.System, text, null, TimeZoneInfo.Utc, default)).Value!;
                times.Add(clock.Elapsed.TotalMilliseconds);
                if (result.Found is null != (kind == "not found"))
                    throw new InvalidOperationException($"{kind} {text}: {(result.Found is null ? "not found" : "found")}.");
            }
            // What the machine spends on it says more than the clock where others work on the same machine.
            var spent = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Rounds;
            times.Sort();
            all.AddRange(times);
            Console.WriteLine($"{kind,-22} p50 {times[Rounds / 2],6:F1} ms  p95 {times[(int)(Rounds * 0.95)],6:F1} ms  slowest {times[^1],6:F1} ms  processor {spent,5:F1} ms");
        }
        all.Sort();
        var p95 = all[(int)(all.Count * 0.95)];
        Console.WriteLine($"all kinds: p50 {all[all.Count / 2]:F1} ms, p95 {p95:F1} ms, slowest {all[^1]:F1} ms (at most 300)");
        return all[^1] < 300 ? 0 : 1;
    }

    private static IEnumerable<(string Kind, Func<int, string> Make)> Kinds() =>
    [
        ("Amazon order", i => OrderId(i)),
        ("sentence", i => $"Hello, where is my money? Order {OrderId(i)}, thanks"),
        ("own order number", i => $"SHOP-{i}"),
        ("RMA", i => $"R{i}RRMA"),
        ("own RMA, express code", i => $"HR{i:D6}"),
        ("tracking number", i => $"1Z{i:D10}"),
        ("label or bag barcode", i => $"BAG{i:D10}"),
        ("platform's return id", i => $"plat-{i}"),
        ("licence plate", i => $"LPN{i:D10}"),
        ("receipt's tracking", i => $"DOCK{i:D10}"),
        ("not found", i => $"NOWHERE-{i}"),
    ];

    private static string OrderId(int i) => string.Create(CultureInfo.InvariantCulture, $"302-{i % 10_000_000:D7}-{i % 10_000_000:D7}");

    /// <summary>Returns with their orders, receipts and refunds, spread over the sixty days before <see cref="Now"/>.</summary>
    internal static void Fill(BenchmarkDatabase database, int returns)
    {
        string[] tables = ["OrderLines", "ReturnItems", "GoodsReceipts", "RefundSightings"];
        var indexes = new List<(string Name, string Sql)>();
        using (var db = database.CreateDbContext())
        {
            db.Database.OpenConnection();
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ({string.Join(", ", tables.Select(t => $"'{t}'"))}) AND sql IS NOT NULL";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                indexes.Add((reader.GetString(0), reader.GetString(1)));
        }
        var now = Instants.ToMilliseconds(Now);
        const string key = "30200000000000000 + (i % 10000000) * 10000000 + i % 10000000 + 1";
        const string order = "'302-' || printf('%07d', i % 10000000) || '-' || printf('%07d', i % 10000000)";
        database.Execute($"PRAGMA synchronous = OFF; {string.Join(' ', indexes.Select(i => $"DROP INDEX \"{i.Name}\";"))}");
        Insert("OrderLines", new() { ["AccountId"] = "i % 3 + 1", ["OrderKey"] = key, ["OrderId"] = order, ["MerchantOrderId"] = "'SHOP-' || i", ["Sku"] = "'SKU-' || (i % 3000)", ["Quantity"] = "1", ["Currency"] = "'EUR'", ["ItemPrice"] = "5990", ["Marketplace"] = "'DE'" });
        Insert("ReturnItems", new()
        {
            ["AccountId"] = "i % 3 + 1",
            ["OrderKey"] = key,
            ["OrderId"] = order,
            ["NaturalKey"] = "'R' || i",
            ["Channel"] = "0",
            ["RmaId"] = "'R' || i || 'RRMA'",
            ["MerchantRmaId"] = "'HR' || printf('%06d', i)",
            ["TrackingId"] = "'1Z' || printf('%010d', i)",
            ["LabelId"] = "'BAG' || printf('%010d', i)",
            ["PlatformReturnId"] = "'plat-' || i",
            ["LicensePlate"] = "'LPN' || printf('%010d', i)",
            ["Sku"] = "'SKU-' || (i % 3000)",
            ["Quantity"] = "1",
            ["Currency"] = "'EUR'",
            ["RequestStatus"] = "'Approved'",
            ["Resolution"] = "'StandardRefund'",
            ["RequestedAt"] = $"{now} - i % 60 * 86400000",
        });
        Insert("GoodsReceipts", new() { ["AccountId"] = "i % 3 + 1", ["OrderKey"] = key, ["OrderId"] = order, ["NaturalKey"] = "'dock/' || i", ["TrackingId"] = "'DOCK' || printf('%010d', i)", ["Sku"] = "'SKU-' || (i % 3000)", ["Quantity"] = "1", ["ReceivedAt"] = $"{now} - i % 50 * 86400000", ["Source"] = "'dock'" });
        Insert("RefundSightings", new() { ["AccountId"] = "i % 3 + 1", ["OrderKey"] = key, ["OrderId"] = order, ["Origin"] = "1", ["Kind"] = "2", ["MerchantAdjustmentItemId"] = "'M' || i", ["Sku"] = "'SKU-' || (i % 3000)", ["Currency"] = "'EUR'", ["PostedAt"] = $"{now} - i % 55 * 86400000", ["Principal"] = "-5990", ["BuyerTotal"] = "-5990", ["FileId"] = "1", ["Line"] = "i" });
        foreach (var (_, sql) in indexes)
            database.Execute($"PRAGMA cache_size = -200000; {sql};");
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE);");

        void Insert(string table, Dictionary<string, string> values)
        {
            using var db = database.CreateDbContext();
            var entity = db.Model.GetEntityTypes().Single(e => e.GetTableName() == table);
            foreach (var property in entity.GetProperties().Where(p => !p.IsNullable && !p.IsPrimaryKey()))
                values.TryAdd(property.GetColumnName(), property.ClrType == typeof(string) ? "''" : "0");
            database.Execute($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {returns}) INSERT INTO {table} ({string.Join(", ", values.Keys)}) SELECT {string.Join(", ", values.Values)} FROM n;");
        }
    }

    private sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }
}
