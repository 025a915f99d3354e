using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Home.Trends;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Benchmarks;

/// <summary>The weekly figures of the first page with very many returns in their weeks: counting them once in the background, a visit, and the rows behind a figure.</summary>
public static class HomeBenchmark
{
    private const int Visits = 100;
    private static readonly Actor Fay = new(7, "Fay", null);

    /// <param name="args">Returns within the last sixty days; 1,000,000 when nothing is said.</param>
    public static async Task RunAsync(IReadOnlyList<string> args)
    {
        var returns = args.Count > 0 ? int.Parse(args[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 1_000_000;
        using var database = new BenchmarkDatabase();
        LookupBenchmark.Fill(database, returns);
        var (everybody, clock, settings) = (new Everybody(), new Fixed(), Options.Create(new ReconciliationSettings()));
        var accounts = new VisibleAccounts(database, everybody);
        var counting = new TrendCounting(database, settings, clock);
        using var kept = new KeptFigures<TrendSnapshot>(counting.RunAsync, (_, _) => false, new ChangeFeed(), TimeProvider.System, NullLogger<KeptFigures<TrendSnapshot>>.Instance);
        var trends = new WeekTrends(kept, everybody, accounts);
        var waiting = Stopwatch.StartNew();
        while ((await trends.RunAsync(Fay, default)).Value is null)
            await Task.Delay(100);
        Console.WriteLine($"{returns:N0} returns with receipts and refunds: counted in the background in {waiting.Elapsed.TotalSeconds:F1} s");
        var visits = new List<double>();
        for (var i = 0; i < Visits; i++)
            visits.Add(await TimeAsync(() => trends.RunAsync(Fay, default)));
        visits.Sort();
        Console.WriteLine($"the figures of a visit: p50 {visits[Visits / 2]:F1} ms, p95 {visits[(int)(Visits * .95)]:F1} ms");
        var rows = new TrendRows(database, everybody, accounts, settings, clock);
        var monday = new DateOnly(2026, 11, 2);
        foreach (var figure in (TrendFigure[])[new RefundsOfWeek(monday, "EUR"), new ReceiptsOfWeek(monday, "EUR"), new ReturnsForReason("SKU-7", ReasonWeeks.NoReason)])
        {
            var total = 0L;
            var ms = await TimeAsync(async () => total = (await rows.RunAsync(Fay, figure, 0, default)).Value!.Total);
            Console.WriteLine($"rows of a figure, {figure.GetType().Name,-18} {ms,7:F0} ms for {total:N0} rows");
        }
        await using var db = database.CreateDbContext();
        Console.WriteLine($"use of reason codes since a day: {await TimeAsync(() => ReasonCodeUse.ReadAsync(db, null, LookupBenchmark.Now.AddDays(-1), default)):F0} ms");
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalMilliseconds;
    }

    private sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(LookupBenchmark.Now);
    }
}
