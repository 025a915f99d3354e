using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Answers;

namespace ReturnsConsole.Benchmarks;

/// <summary>From a scan to its answer, with few and with very many known identifiers: exact codes, near ones, unknown ones and products.</summary>
public static class IntakeBenchmark
{
    private const int Scans = 400;
    private static readonly Actor Wanda = new(8, "Wanda", null);

    /// <param name="arguments">Number of identifiers; 5,000,000 when none is given.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var identifiers = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5_000_000;
        var small = await MeasureAsync(Math.Min(50_000, identifiers));
        var large = await MeasureAsync(identifiers);
        Console.WriteLine($"scan to answer p95, {identifiers:N0} to {Math.Min(50_000, identifiers):N0} identifiers: {large / small:F2}");
    }

    private static async Task<double> MeasureAsync(int identifiers)
    {
        using var database = new BenchmarkDatabase();
        // Five identifiers to a return: order, RMA, tracking, label, SKU.
        var returns = identifiers / 5;
        var filling = Stopwatch.StartNew();
        Fill(database, returns);
        var everybody = new Everybody();
        var look = new LookUpParcel(database, everybody, new VisibleAccounts(database, everybody), Options.Create(new IntakeOptions()));
        var random = new Random(7);
        foreach (var kind in (string[])["exact", "near", "unknown", "product"])
            await look.RunAsync(Wanda, CodeOf(kind, random, returns), default);
        var all = new List<double>();
        foreach (var kind in (string[])["exact", "near", "unknown", "product"])
        {
            var times = new List<double>();
            var wrong = 0;
            for (var i = 0; i < Scans; i++)
            {
                var code = CodeOf(kind, random, returns);
                var clock = Stopwatch.StartNew();
                var answer = (await look.RunAsync(Wanda, code, default)).Value!;
                times.Add(clock.Elapsed.TotalMilliseconds);
                wrong += answer.Result == (kind switch { "near" => ScanResult.Near, "unknown" => ScanResult.Unknown, _ => ScanResult.Known }) ? 0 : 1;
            }
            all.AddRange(times);
            times.Sort();
            Console.WriteLine($"{identifiers,9:N0} identifiers, {kind,-8} p50 {times[Scans / 2],6:F1} ms, p95 {times[(int)(Scans * 0.95)],6:F1} ms, slowest {times[^1],6:F1} ms (p95 at most 150), answers of another kind {wrong}");
        }
        all.Sort();
        var p95 = all[(int)(all.Count * 0.95)];
        Console.WriteLine($"{identifiers,9:N0} identifiers, filled in {filling.Elapsed.TotalSeconds:F0} s in all: p95 {p95:F1} ms");
        return p95;
    }

    private static string CodeOf(string kind, Random random, int returns)
    {
        var n = random.Next(returns);
        switch (kind)
        {
            case "exact":
                return (n % 3) switch { 0 => $"302-{n:D7}-{n % 97:D7}", 1 => $"]C1 1Z{n:D9}{n * 7919L % 10_000_000:D7}", _ => $"D{n:D8}RRMA" };
            case "near":
                var tracking = $"1Z{n:D9}{n * 7919L % 10_000_000:D7}";
                return string.Concat(tracking.AsSpan(0, 12), tracking[12] == '0' ? "X" : "Q", tracking.AsSpan(13));
            case "unknown":
                return $"X{random.Next():D10}BLUE";
            default:
                return $"SKU-{n % 3_000}";
        }
    }

    private static void Fill(BenchmarkDatabase database, int returns) => database.Execute(string.Create(CultureInfo.InvariantCulture, $"""
        PRAGMA synchronous = OFF;
        PRAGMA cache_size = -200000;
        BEGIN;
        CREATE TEMP TABLE n AS WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i + 1 < {returns}) SELECT i, 30200000000000000 + i * 10000000 + i % 97 + 1 AS k FROM s;
        INSERT INTO OrderLines (AccountId, OrderKey, OrderId, MerchantOrderId, Sku, Occurrence, OrderItemId, Asin, ItemName, Quantity, Currency, ItemPrice, Status, FulfilledBy, Marketplace, Hash, FileId, Line)
            SELECT i % 3 + 1, k, '302-' || printf('%07d', i) || '-' || printf('%07d', i % 97), '', 'SKU-' || (i % 3000), 0, '', '', 'Item', 1, 'EUR', 4990, 'Shipped', 'Merchant', 'DE', i, 1, i FROM n;
        INSERT INTO ReturnItems (Id, AccountId, OrderKey, OrderId, Channel, NaturalKey, RmaId, MerchantRmaId, Sku, Asin, ItemName, OrderItemId, Quantity, ReasonCode, RequestStatus, Resolution, ReturnType, LabelType, LabelPaidBy, Currency, Carrier, TrackingId,
                RequestedAt, SafeTClaimId, SafeTClaimState, FulfillmentCenter, DetailedDisposition, LicensePlate, Marketplace, PlatformReturnId, Wish, Flow, LabelId, ShipmentId, FinalDisposition, Mapping, Hash, FileId, Line, Part)
            SELECT i + 1, i % 3 + 1, k, '302-' || printf('%07d', i) || '-' || printf('%07d', i % 97), 0, 'R' || i, 'D' || printf('%08d', i) || 'RRMA', '', 'SKU-' || (i % 3000), '', 'Item', '', 1, '', 'Approved', '', '', 'AmazonPrePaidLabel', '', 'EUR', '', '1Z' || printf('%09d', i) || printf('%07d', i * 7919 % 10000000),
                1795000000000, '', '', '', '', '', 'DE', '', '', '', 'B' || i, '', '', 0, i, 1, i, 0 FROM n;
        CREATE TEMP TABLE v AS
            SELECT '302' || printf('%07d', i) || printf('%07d', i % 97) AS Value, 8 AS Kind, 0 AS Item, k, i % 3 + 1 AS a FROM n
            UNION ALL SELECT 'D' || printf('%08d', i) || 'RRMA', 2, i + 1, k, i % 3 + 1 FROM n
            UNION ALL SELECT '1Z' || printf('%09d', i) || printf('%07d', i * 7919 % 10000000), 5, i + 1, k, i % 3 + 1 FROM n
            UNION ALL SELECT 'BAG' || printf('%09d', i), 6, i + 1, k, i % 3 + 1 FROM n
            UNION ALL SELECT 'SKU' || (i % 3000), 20, i + 1, k, i % 3 + 1 FROM n;
        INSERT INTO ParcelIdentifiers (Value, Kind, ReturnItemId, OrderKey, AccountId) SELECT Value, Kind, Item, k, a FROM v ORDER BY 1, 2, 3;
        COMMIT;
        PRAGMA wal_checkpoint(TRUNCATE);
        """));

    private sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }
}
