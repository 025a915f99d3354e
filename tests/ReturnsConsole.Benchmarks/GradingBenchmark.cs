using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Benchmarks;

/// <summary>The grading bench with few and with very many receipts behind it: scan, the item with its proposals, its grade, and the lists of the page.</summary>
public static class GradingBenchmark
{
    private const int Rounds = 200;
    private static readonly Actor Wanda = new(8, "Wanda", null);

    /// <param name="args">Receipts; 200,000 when nothing is said.</param>
    public static async Task RunAsync(IReadOnlyList<string> args)
    {
        var receipts = args.Count > 0 ? int.Parse(args[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 200_000;
        using var few = await BenchAsync(2_000);
        using var many = await BenchAsync(receipts);
        // In turns: a busy moment of the machine meets both.
        for (var i = 0; i < Rounds + 10; i++)
        {
            await few.WorkAsync(i, measured: i >= 10);
            await many.WorkAsync(i, measured: i >= 10);
        }
        foreach (var what in many.Times.Keys)
        {
            var (small, large) = (few.Times[what].Order().ToList(), many.Times[what].Order().ToList());
            Console.WriteLine($"{what,-16} p50 {UnloadBenchmark.At(large, .5),6:F1} ms, p95 {UnloadBenchmark.At(large, .95),6:F1} ms, slowest {large[^1],6:F1} ms with {receipts:N0} receipts; p95 {UnloadBenchmark.At(small, .95),6:F1} ms with 2,000: ratio {UnloadBenchmark.At(large, .95) / UnloadBenchmark.At(small, .95):F2}, of p50 {UnloadBenchmark.At(large, .5) / UnloadBenchmark.At(small, .5):F2}; load {UnloadBenchmark.Load()}");
        }
    }

    private static async Task<Bench> BenchAsync(int receipts)
    {
        var database = new BenchmarkDatabase();
        LookupBenchmark.Fill(database, receipts);
        await new FillIdentifiers(database).RunAsync(default);
        return new Bench(database, receipts);
    }

    private sealed class Bench : IDisposable
    {
        private readonly BenchmarkDatabase database;
        private readonly int receipts;
        private readonly Random random = new(7);
        private readonly ScanGoods scan;
        private readonly ShowGoods show;
        private readonly GradeItem grade;
        private readonly ReceivingList list;

        public Bench(BenchmarkDatabase database, int receipts)
        {
            (this.database, this.receipts) = (database, receipts);
            var (everybody, clock) = (new UnloadBenchmark.Everybody(), new Fixed());
            var (accounts, options) = (new VisibleAccounts(database, everybody), Options.Create(new ReceivingOptions()));
            var evidence = new EvidenceStore(Options.Create(new StorageOptions { Folder = Path.Combine(Path.GetDirectoryName(database.Path)!, "data") }), new Host());
            scan = new ScanGoods(database, new LookUpParcel(database, everybody, accounts, Options.Create(new IntakeOptions())));
            show = new ShowGoods(database, everybody, accounts, options);
            grade = new GradeItem(database, everybody, accounts, evidence, new AuditTrail(clock), options, new ReconciliationRequests(), new ChangeFeed(), clock);
            list = new ReceivingList(database, everybody, accounts, options, clock);
        }

        public Dictionary<string, List<double>> Times { get; } = [];

        public async Task WorkAsync(int round, bool measured)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"1Z{1 + random.Next(receipts):D10}");
            var found = (await TimeAsync("scan", measured, () => scan.RunAsync(Wanda, code, default))).Value!;
            if (found.ToGrade is [var goods, ..])
            {
                var item = (await TimeAsync("item", measured, () => show.RunAsync(Wanda, goods.Id, default))).Value!;
                var proposed = item.Proposals[0];
                var done = await TimeAsync("grade", measured, () => grade.RunAsync(Wanda, new GradeRequest($"g{round}", item.Id, item.Version, item.Quantity, proposed.Grade, proposed.Disposition), default));
                if (!done.Outcome.Succeeded)
                    throw new InvalidOperationException(done.Outcome.Message);
            }
            else if (found.Graded.Count == 0)
            {
                throw new InvalidOperationException($"{code}: {found.Result}");
            }
            if (round % 10 == 0)
            {
                await TimeAsync("list to grade", measured, () => list.RunAsync(Wanda, ReceivingView.Grade, 1, default));
                await TimeAsync("list due", measured, () => list.RunAsync(Wanda, ReceivingView.Due, 1, default));
            }
        }

        public void Dispose() => database.Dispose();

        private async Task<T> TimeAsync<T>(string what, bool measured, Func<Task<T>> act)
        {
            var clock = Stopwatch.StartNew();
            var result = await act();
            if (measured)
            {
                if (!Times.TryGetValue(what, out var times))
                    Times[what] = times = [];
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
            return result;
        }
    }

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(LookupBenchmark.Now);
    }

    private sealed class Host : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Benchmark";

        public string ApplicationName { get; set; } = "Benchmark";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
