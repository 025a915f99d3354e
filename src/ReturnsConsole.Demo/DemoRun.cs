using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Data;

namespace ReturnsConsole.Demo;

/// <summary>Sandbox and console together, until they are told to stop.</summary>
internal static class DemoRun
{
    /// <returns>Null when it ran; else what stood in the way.</returns>
    public static async Task<string?> RunAsync(DemoArguments arguments)
    {
        if (arguments.Urls?.Split(';').FirstOrDefault(FreeAddress.IsTaken) is { } taken)
            return $"the address {taken} is in use. End the program that has it, or give another address with --urls.";
        using var folder = DemoFolder.Take(arguments.Data);
        await using var app = Build(arguments);
        Console.WriteLine("Returns Console demo: preparing a month of data …");
        if (await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None) is { } missing)
            return missing;
        await new DemoData(app.Services, Console.Out).FillAsync(arguments.AsOf, CancellationToken.None);
        await using var sandbox = arguments.Still ? null : await SandboxProcess.StartAsync();
        if (sandbox is not null)
        {
            Console.WriteLine("Connecting the partners and taking what they have …");
            await sandbox.BeginDayAsync(arguments.PerMinute);
            await new DemoPartners(app.Services, sandbox.Address).ConnectAsync(arguments.AsOf, CancellationToken.None);
        }
        if (await ConsoleApplication.StartAsync(app, TextWriter.Null, CancellationToken.None) is { } why)
            return why;
        if (sandbox is not null)
            await DemoPartners.AimAsync(sandbox, app.Urls.First());
        Welcome(app, sandbox);
        await app.WaitForShutdownAsync();
        return null;
    }

    private static WebApplication Build(DemoArguments arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [ConsoleApplication.WatchNoFiles], ApplicationName = "ReturnsConsole", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = arguments.Data,
            ["Database:Provider"] = "Sqlite",
            ["ConnectionStrings:ReturnsConsole"] = null,
            ["Sync:Enabled"] = arguments.Still ? "false" : "true",
            // A quarter of an hour becomes fifteen seconds.
            ["Sync:Faster"] = "60",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        builder.Configuration["urls"] = arguments.Urls ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? FreeAddress.Near(5080);
        return ConsoleApplication.Build(builder);
    }

    private static void Welcome(WebApplication app, SandboxProcess? sandbox)
    {
        Console.WriteLine();
        if (sandbox is not null)
        {
            Console.WriteLine($"The partners are simulated at {sandbox.Address}: three Amazon sellers, a vendor, Rebound, Happy Returns, a shop.");
            Console.WriteLine("Orders and returns go on while you watch; what happens there shows here within minutes, as it would.");
        }
        Console.WriteLine($"Open {string.Join(", ", app.Urls)} and sign in as");
        foreach (var (name, displayName, role) in DemoPeople.All)
            Console.WriteLine($"  {name,-8} {DemoPeople.PasswordOf(name),-20} {displayName}, {role}");
        Console.WriteLine("Ctrl+C ends it; the data is thrown away at the next start.");
    }
}
