using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Data;

namespace ReturnsConsole.Benchmarks;

/// <summary>The application's services over an empty SQLite database in a folder; nothing runs by itself.</summary>
internal static class BenchmarkApplication
{
    public static async Task<WebApplication> StartAsync(string data, IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Configuration.AddInMemoryCollection([new("Storage:Folder", data), .. settings]);
        builder.Logging.ClearProviders();
        builder.Services.AddReturnsConsole(builder.Configuration);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(default);
        return app;
    }

    /// <summary>Runs this program again in a process of its own and gives the last line it writes.</summary>
    public static string RunAgain(params string[] arguments)
    {
        var own = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? new[] { typeof(BenchmarkApplication).Assembly.Location } : [];
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. own, .. arguments]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.TrimEnd().Split('\n')[^1] : throw new InvalidOperationException($"It ended with {process.ExitCode}: {output}");
    }
}
