using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Runs;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// A month is caught up by the real runs over HTTP, at the documented rates, while waiting takes no time: how long would a token be waited for, and how much do we work
/// meanwhile? Counted as ours is all processor time of the process, the made-up partner's included.
/// </summary>
internal static class CatchUpBenchmark
{
    private const double MostOurs = 0.05;
    private static readonly DateTime Now = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly (string Partner, string Stream, string Rate, double PerSecond, int Burst)[] Streams =
    [
        ("Amazon", "orders", "searchOrders", 0.0056, 20),
        ("Amazon", "transactions", "listTransactions", 0.5, 10),
        ("Rebound", "returns", "rebound", 2.5, 10),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var orders = args is [var size] ? int.Parse(size, CultureInfo.InvariantCulture) : 500_000;
        var folder = Directory.CreateTempSubdirectory("catchup-benchmark-").FullName;
        try
        {
            return await RunAsync(orders, folder);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(int orders, string folder)
    {
        var clock = new VirtualClock(Now);
        await using var partner = await FastPartner.StartAsync(orders, Now);
        await using var app = await BenchmarkApplication.StartAsync(folder, Settings(partner.Address), clock);
        var contexts = app.Services.GetRequiredService<IDbContextFactory<ConsoleContext>>();
        var good = true;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{orders:N0} orders' worth of a month, at the documented rates"));
        foreach (var (name, stream, rate, perSecond, burst) in Streams)
        {
            await using var db = await contexts.CreateDbContextAsync();
            var id = await db.Partners.Where(p => p.Name == name).Select(p => p.Id).SingleAsync();
            using var process = Process.GetCurrentProcess();
            var (waited, cpu, wall) = (clock.Waited, process.TotalProcessorTime, Stopwatch.StartNew());
            var (read, rejected) = await CatchUpAsync(app.Services.GetRequiredService<RunSync>(), id, stream, clock);
            process.Refresh();
            var (wait, ours) = (clock.Waited - waited, process.TotalProcessorTime - cpu);
            var share = ours / (ours + wait);
            var calls = partner.Calls.GetValueOrDefault(rate);
            var kept = calls <= burst + (perSecond * wait.TotalSeconds) + 1;
            good &= share <= MostOurs && kept && rejected == 0 && read > 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,8} {stream,-12} {read,9:N0} read, {calls,6:N0} calls{(kept ? "" : " (MORE THAN ALLOWED)")}  token waits {wait.TotalHours,8:N2} h  ours {ours.TotalSeconds,7:N1} s processor, {wall.Elapsed.TotalSeconds,7:N1} s by the wall  share {share:P3} (at most {MostOurs:P0})"));
        }
        using var own = Process.GetCurrentProcess();
        Console.WriteLine($"peak {own.PeakWorkingSet64 >> 20} MB");
        return good ? 0 : 1;
    }

    /// <summary>Runs the stream again as soon as it wants, until it is up to date.</summary>
    private static async Task<(long Read, long Rejected)> CatchUpAsync(RunSync sync, int partnerId, string stream, VirtualClock clock)
    {
        while (true)
        {
            var report = await sync.RunAsync(partnerId, stream, "benchmark", default);
            if (report.Status == SyncRunStatus.Done)
                return (report.Read, report.Rejected);
            if (report.Status != SyncRunStatus.Waiting || report.Again is not { } again)
                throw new InvalidOperationException($"{report.Partner} {report.Stream}: {report.Status}: {report.Message}");
            clock.Wait(again);
        }
    }

    private static Dictionary<string, string?> Settings(string address) => new()
    {
        ["Partners:0:Kind"] = "AmazonSeller",
        ["Partners:0:Name"] = "Amazon",
        ["Partners:0:Account"] = "Seller",
        ["Partners:0:BaseUrl"] = address,
        ["Partners:0:TokenUrl"] = address,
        ["Partners:0:ClientId"] = "amzn1.application-oa2-client.benchmark",
        ["Partners:0:ClientSecret"] = "none",
        ["Partners:0:RefreshToken"] = "Atzr|none",
        ["Partners:0:MarketplaceIds"] = "A1PA6795UKMFR9",
        ["Partners:1:Kind"] = "Rebound",
        ["Partners:1:Name"] = "Rebound",
        ["Partners:1:Account"] = "Seller",
        ["Partners:1:BaseUrl"] = address,
        ["Partners:1:Login"] = "benchmark",
        ["Partners:1:ApiKey"] = "none",
    };
}
