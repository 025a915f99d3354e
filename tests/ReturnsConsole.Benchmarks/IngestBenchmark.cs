using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync.Runs;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// Return events into an empty SQLite database: from the payload sink that connectors write to, through seen documents, evidence, source records, sightings, folded items,
/// receipts and audit entry to the commit. Memory must not grow with the number of events. Each size is a process of its own.
/// </summary>
internal static class IngestBenchmark
{
    private const int Small = 10_000;
    private const int Large = 100_000;
    private const double LeastPerSecond = 5_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["one", var count])
            return await OneAsync(int.Parse(count, CultureInfo.InvariantCulture));
        var large = args is [var size] ? int.Parse(size, CultureInfo.InvariantCulture) : Large;
        var (small, result) = (Measure(Small), Measure(large));
        var rate = large / (double)result["seconds"]!;
        var (before, after) = ((long)small["peak"]!, (long)result["peak"]!);
        var flat = after <= before + 100;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate:N0} events/s (at least {LeastPerSecond:N0}); peak {before} MB at {Small:N0} and {after} MB at {large:N0} events (at most 100 MB more)"));
        return rate >= LeastPerSecond && flat ? 0 : 1;
    }

    private static JsonNode Measure(int count)
    {
        var result = JsonNode.Parse(BenchmarkApplication.RunAgain("ingest", "one", count.ToString(CultureInfo.InvariantCulture)))!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,9:N0} events  {(double)result["seconds"]!:F2} s  cpu {(double)result["cpu"]!:F2} s  {count / (double)result["seconds"]!,7:N0}/s  {result["items"]} items, {result["receipts"]} receipts, {result["waiting"]} parcels waiting  peak {result["peak"]} MB"));
        return result;
    }

    private static async Task<int> OneAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-benchmark-").FullName;
        try
        {
            await using var app = await BenchmarkApplication.StartAsync(folder, []);
            var contexts = app.Services.GetRequiredService<IDbContextFactory<ConsoleContext>>();
            var account = await AccountAsync(contexts);
            using var process = Process.GetCurrentProcess();
            var (clock, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            await using var intake = new PayloadIntake(
                contexts, app.Services.GetRequiredService<ReceivePayload>(), app.Services.GetRequiredService<ImportRunner>(), folder, 1, "Platform", account, TimeProvider.System);
            foreach (var (payload, json) in PlatformEvents.Of(count))
                await intake.DocumentAsync(payload, json, default);
            var taken = await intake.CommitAsync(default);
            var took = clock.Elapsed;
            process.Refresh();
            if (taken.Rejected > 0 || taken.Read != count || taken.Trouble.Count > 0)
                throw new InvalidOperationException($"{taken.Read} read, {taken.Rejected} rejected: {string.Join(' ', taken.Trouble)}");
            await using var db = await contexts.CreateDbContextAsync();
            Console.WriteLine(new JsonObject
            {
                ["seconds"] = took.TotalSeconds,
                ["cpu"] = (process.TotalProcessorTime - cpu).TotalSeconds,
                ["items"] = await db.ReturnItems.CountAsync(),
                ["receipts"] = await db.GoodsReceipts.CountAsync(),
                ["waiting"] = await db.ReturnSightings.CountAsync(s => s.About == SightingAbout.WaitingParcel),
                ["peak"] = process.PeakWorkingSet64 >> 20,
            }.ToJsonString());
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> AccountAsync(IDbContextFactory<ConsoleContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }
}
