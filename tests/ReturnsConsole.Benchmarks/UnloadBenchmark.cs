using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Components;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// A consolidated shipment of 50,000 items: brought in, unloaded by one and by twenty scanners on one SQLite file while their pages follow, receipts are written
/// and the rules run, and closed with its cases.
/// </summary>
internal static class UnloadBenchmark
{
    private const int Items = 50_000;
    private const int Scanners = 20;
    private const double MostMilliseconds = 150;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <param name="args">Seconds of each measurement; 20 when nothing is said.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var seconds = TimeSpan.FromSeconds(args.Count > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20);
        var folder = Directory.CreateTempSubdirectory("unload-benchmark-").FullName;
        try
        {
            await using var app = await BenchmarkApplication.StartAsync(folder, []);
            var manifests = await Manifests.OfAsync(app, folder);
            await manifests.OrdersAsync(8 * Items);
            using var dock = new Dock(app);
            var good = await ManifestAsync(manifests, dock, first: 1, "PO-1") & await ManifestAsync(manifests, dock, first: Items + 1, "PO-2");
            return await ScannersAsync(manifests, dock, seconds) && good ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>In, then closed twice: with nearly everything missing and with nearly everything there.</summary>
    private static async Task<bool> ManifestAsync(Manifests manifests, Dock dock, int first, string number)
    {
        var (shipment, took, processor) = await manifests.BringAsync(number, first, Items);
        var rules = await TimeAsync(dock.ReconcileAsync);
        await dock.ScanAsync(shipment, Manifests.LabelOf(first));
        await dock.PostAsync();
        var missing = await CloseAsync(dock, shipment);
        await dock.ReopenAsync(shipment);
        await dock.ReconcileAsync();
        await dock.ForgetScansAsync(shipment);
        await manifests.UnloadAsync(shipment, Items - 20);
        var there = await CloseAsync(dock, shipment);
        var again = await TimeAsync(dock.ReconcileAsync);
        Console.WriteLine($"{Items:N0} items of {number}: from the documents to the known shipment {took.TotalSeconds:F2} s (processor {processor.TotalSeconds:F2} s), first look of the rules {rules / 1000:F2} s; closed with its cases written, {Items - 1:N0} missing: {missing / 1000:F2} s, 20 missing: {there / 1000:F2} s (at most 3 each); a run after that {again:F0} ms; load {Load()}");
        return took.TotalSeconds < 3 && missing < 3_000 && there < 3_000;
    }

    private static Task<double> CloseAsync(Dock dock, int shipment) => TimeAsync(async () =>
    {
        await dock.CloseAsync(shipment);
        await dock.ReconcileAsync();
    });

    /// <summary>Half of each shipment is unloaded before, in the order of its manifest: what is missing begins in its middle.</summary>
    private static async Task<bool> ScannersAsync(Manifests manifests, Dock dock, TimeSpan seconds)
    {
        var shipments = new List<Unloading>();
        var brought = new List<(TimeSpan Took, TimeSpan Processor)>();
        for (var i = 0; i < 4; i++)
        {
            var first = 1 + ((i + 2) * Items);
            var (id, took, processor) = await manifests.BringAsync($"PO-{i + 3}", first, Items);
            brought.Add((took, processor));
            await manifests.UnloadAsync(id, Items / 2);
            shipments.Add(new Unloading(id, first + (Items / 2)));
        }
        Console.WriteLine($"four more manifests, once all code is compiled: {brought.Min(b => b.Took).TotalSeconds:F2} to {brought.Max(b => b.Took).TotalSeconds:F2} s, processor {brought.Min(b => b.Processor).TotalSeconds:F2} to {brought.Max(b => b.Processor).TotalSeconds:F2} s; load {Load()}");
        await dock.ReconcileAsync();
        await MeasureAsync(dock, "to warm up", shipments, Scanners, TimeSpan.FromSeconds(4), Pace / 2);
        var alone = await MeasureAsync(dock, "1 on one shipment", [shipments[0]], 1, seconds, Pace);
        var together = await MeasureAsync(dock, $"{Scanners} on one shipment", [shipments[0]], Scanners, seconds, Pace);
        var apart = await MeasureAsync(dock, $"{Scanners} on {shipments.Count} shipments", shipments, Scanners, seconds, Pace);
        var after = await MeasureAsync(dock, "1 on one shipment", [shipments[0]], 1, seconds, Pace);
        var flat = await MeasureAsync(dock, $"{Scanners} without pause", [shipments[1]], Scanners, seconds, TimeSpan.Zero);
        var one = Math.Min(alone, after);
        Console.WriteLine($"p95 of {Scanners} scanners to one: {together / one:F2} on one shipment, {apart / one:F2} on {shipments.Count}; {together:F0} and {apart:F0} ms (at most {MostMilliseconds:F0}); without pause {flat / one:F2}; load {Load()}");
        return together < MostMilliseconds && apart < MostMilliseconds;
    }

    private static async Task<double> MeasureAsync(Dock dock, string what, List<Unloading> shipments, int scanners, TimeSpan length, TimeSpan pace)
    {
        using var stop = new CancellationTokenSource();
        var background = Task.Run(() => dock.WorkAsync(stop.Token));
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var all = (await Task.WhenAll(Enumerable.Range(0, scanners).Select(n => Task.Run(() => ScanAsync(dock, shipments[n % shipments.Count], n, length, pace))))).SelectMany(t => t).Order().ToList();
        var took = clock.Elapsed;
        var spent = (Environment.CpuUsage.TotalTime - cpu) / took;
        await stop.CancelAsync();
        await background;
        Console.WriteLine($"{what,-22} p50 {At(all, .5),6:F1} ms, p95 {At(all, .95),6:F1} ms, slowest {all[^1],7:F1} ms of {all.Count,5:N0} scans, {all.Count / took.TotalSeconds,5:F1} a second, {spent:P0} of a processor; {dock.Meanwhile()}");
        return At(all, .95);
    }

    private static async Task<List<double>> ScanAsync(Dock dock, Unloading shipment, int person, TimeSpan length, TimeSpan pace)
    {
        var (random, times, until) = (new Random(person), new List<double>(), Stopwatch.StartNew());
        await using var page = dock.Follow(shipment.Id);
        await Task.Delay(pace * random.NextDouble());
        while (until.Elapsed < length)
        {
            var clock = Stopwatch.StartNew();
            var answer = await dock.ScanAsync(shipment.Id, Manifests.LabelOf(shipment.Next()));
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (answer.Result != UnloadResult.Unloaded)
                throw new InvalidOperationException($"{answer.Code}: {answer.Result} {answer.Refusal}");
            if (pace > TimeSpan.Zero)
                await Task.Delay(pace * (.5 + random.NextDouble()));
        }
        return times;
    }

    internal static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    internal static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "not known";

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalMilliseconds;
    }

    private sealed class Unloading(int id, int first)
    {
        private int next = first - 1;

        public int Id => id;

        public int Next() => Interlocked.Increment(ref next);
    }

    /// <summary>The use cases of the page, and what the application does by itself meanwhile.</summary>
    private sealed class Dock : IDisposable
    {
        private static readonly Actor Wanda = new(8, "Wanda", null);
        private readonly IDbContextFactory<ConsoleContext> contexts;
        private readonly ChangeFeed feed;
        private readonly ShipmentDetails details;
        private readonly UnloadItem unload;
        private readonly CloseShipment close;
        private readonly ReopenShipment reopen;
        private readonly WriteUnloadReceipts receipts;
        private readonly Reconcile reconcile;
        private List<double> pages = [];
        private (double Receipts, double Rules) longest;

        public Dock(WebApplication app)
        {
            var services = app.Services;
            var guard = new Everybody();
            contexts = services.GetRequiredService<IDbContextFactory<ConsoleContext>>();
            feed = services.GetRequiredService<ChangeFeed>();
            var (audit, requests) = (services.GetRequiredService<AuditTrail>(), services.GetRequiredService<ReconciliationRequests>());
            details = new ShipmentDetails(contexts, guard, services.GetRequiredService<SettingsReader>());
            unload = new UnloadItem(contexts, guard, feed, TimeProvider.System);
            receipts = new WriteUnloadReceipts(contexts, services.GetRequiredService<EvidenceStore>(), audit, requests, feed, TimeProvider.System);
            var steering = new ShipmentSteering(contexts, guard, audit, feed, TimeProvider.System);
            close = new CloseShipment(steering, receipts, requests);
            reopen = new ReopenShipment(steering, requests);
            reconcile = services.GetRequiredService<Reconcile>();
        }

        public Task<UnloadAnswer> ScanAsync(int shipment, string code) => unload.RunAsync(Wanda, shipment, Guid.NewGuid(), code, null, default);

        public Task<int> PostAsync() => receipts.RunAsync(default);

        public Task<ReconciliationRun> ReconcileAsync() => reconcile.RunAsync("benchmark", false, default);

        public async Task CloseAsync(int shipment)
        {
            var seen = await ReadAsync(shipment);
            Check(await close.RunAsync(Wanda, shipment, seen.Version, seen.Row.Count.Missing, default));
        }

        public async Task ReopenAsync(int shipment) => Check(await reopen.RunAsync(Wanda, shipment, (await ReadAsync(shipment)).Version, "benchmark", default));

        public async Task ForgetScansAsync(int shipment)
        {
            await using var db = await contexts.CreateDbContextAsync();
            await db.ShipmentScans.Where(s => s.ShipmentPk == shipment).ExecuteDeleteAsync();
        }

        /// <summary>As the page does it: it reads again after a change, at most twice a second.</summary>
        public IAsyncDisposable Follow(int shipment)
        {
            var throttle = new Throttle(TimeProvider.System, TimeSpan.FromMilliseconds(500), async () =>
            {
                var clock = Stopwatch.StartNew();
                await ReadAsync(shipment);
                lock (this)
                    pages.Add(clock.Elapsed.TotalMilliseconds);
            });
            return new Page(throttle, feed.Subscribe(ChangeTopic.Shipments, throttle.Signal));
        }

        public string Meanwhile()
        {
            lock (this)
            {
                var sorted = pages.Order().ToList();
                pages = [];
                var (receipts, rules) = longest;
                longest = default;
                return $"pages followed in p95 {(sorted.Count == 0 ? 0 : At(sorted, .95)):F0} ms; meanwhile receipts took up to {receipts:F0} ms, the rules {rules:F0} ms";
            }
        }

        /// <summary>Receipts of what was scanned every four seconds, and a run of the rules after them.</summary>
        public async Task WorkAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(4), stop);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                var clock = Stopwatch.StartNew();
                if (await receipts.RunAsync(default) == 0)
                    continue;
                longest.Receipts = Math.Max(longest.Receipts, clock.Elapsed.TotalMilliseconds);
                clock.Restart();
                await ReconcileAsync();
                longest.Rules = Math.Max(longest.Rules, clock.Elapsed.TotalMilliseconds);
            }
        }

        public void Dispose()
        {
            unload.Dispose();
            receipts.Dispose();
        }

        private async Task<ShipmentDetail> ReadAsync(int shipment) => (await details.RunAsync(Wanda, shipment, ManifestShow.Missing, null, default)).Value!;

        private static void Check(Outcome outcome)
        {
            if (!outcome.Succeeded)
                throw new InvalidOperationException(outcome.Message);
        }

        private sealed class Page(Throttle throttle, IDisposable subscription) : IAsyncDisposable
        {
            public ValueTask DisposeAsync()
            {
                subscription.Dispose();
                return throttle.DisposeAsync();
            }
        }
    }

    internal sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }
}
