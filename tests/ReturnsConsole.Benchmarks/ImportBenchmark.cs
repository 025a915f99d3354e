using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Data;
using ReturnsConsole.Demo.Bulk;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// A settlement V2 into an empty SQLite database: from the file on disk to the committed import with evidence, source records, typed facts, indexes, tie-out and
/// audit entry; against the sqlite3 command line taking the same file into a bare table and building three indexes. Each run is a process of its own.
/// </summary>
internal static class ImportBenchmark
{
    private const int Small = 100_000;
    private const int Large = 1_000_000;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["one", var file, var data])
            return await ImportOneAsync(file, data);
        var folder = Directory.CreateTempSubdirectory("import-benchmark-").FullName;
        try
        {
            return Compare(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Compare(string folder)
    {
        if (!HasSqlite3())
        {
            Console.WriteLine("The sqlite3 command line is missing: install the package sqlite3 to compare with it.");
            return 2;
        }
        var peaks = new Dictionary<int, long>();
        var ratios = new List<double>();
        foreach (var rows in new[] { Small, Large })
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"settlement-{rows}.txt"));
            BulkSettlement.Write(file, rows, seed: 7);
            for (var round = 0; round < Rounds; round++)
            {
                var bare = Sqlite3(folder, file);
                var (ours, peak) = Ours(folder, file);
                peaks[rows] = Math.Max(peaks.GetValueOrDefault(rows), peak);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,9:N0} lines  sqlite3 {bare.TotalSeconds:F2} s  import {ours.TotalSeconds:F2} s  ratio {ours / bare:F2}  peak {peak} MB"));
                if (rows == Large)
                    ratios.Add(ours / bare);
            }
        }
        ratios.Sort();
        var ratio = ratios[ratios.Count / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratio:F2} (at most 2.0), peak {peaks[Small]} MB at {Small:N0} and {peaks[Large]} MB at {Large:N0} lines (under 300)"));
        return ratio <= 2.0 && peaks[Large] < 300 ? 0 : 1;
    }

    private static TimeSpan Sqlite3(string folder, string file)
    {
        var database = Path.Combine(folder, "bare.db");
        File.Delete(database);
        var columns = string.Join(", ", Enumerable.Range(1, 24).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}")));
        var clock = Stopwatch.StartNew();
        Run("sqlite3", database, $"CREATE TABLE t({columns});", ".mode tabs", $".import --skip 1 {file} t", "CREATE INDEX a ON t(c8);", "CREATE INDEX b ON t(c1);", "CREATE INDEX c ON t(c10);");
        return clock.Elapsed;
    }

    private static (TimeSpan Took, long PeakMegabytes) Ours(string folder, string file)
    {
        var data = Path.Combine(folder, "data");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        Directory.CreateDirectory(data);
        var result = JsonNode.Parse(Run(Environment.ProcessPath!, [.. OwnDll(), "import", "one", file, data]))!;
        if ((int)result["exit"]! != 0)
            throw new InvalidOperationException($"The import failed: {result}");
        return (TimeSpan.FromMilliseconds((double)result["milliseconds"]!), (long)result["peak"]!);
    }

    private static async Task<int> ImportOneAsync(string file, string data)
    {
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = data });
        builder.Logging.ClearProviders();
        builder.Services.AddReturnsConsole(builder.Configuration);
        builder.Services.AddSingleton<IAccessGuard, Anybody>();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(default);
        var clock = Stopwatch.StartNew();
        using var output = new StringWriter();
        var exit = await app.Services.GetRequiredService<ImportVerb>().RunAsync(Actor.Terminal, [file], null, null, json: true, output, Console.Error, default);
        var took = clock.Elapsed;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(new JsonObject { ["exit"] = exit, ["milliseconds"] = took.TotalMilliseconds, ["peak"] = process.PeakWorkingSet64 >> 20, ["line"] = JsonNode.Parse(output.ToString()) }.ToJsonString());
        return 0;
    }

    private static IEnumerable<string> OwnDll() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ImportBenchmark).Assembly.Location] : [];

    private static bool HasSqlite3() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "sqlite3")));

    private static string Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
    }

    private sealed class Anybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }
}
