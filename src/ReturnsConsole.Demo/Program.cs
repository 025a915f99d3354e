using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReturnsConsole;
using ReturnsConsole.Data;
using ReturnsConsole.Demo;

if (args is ["generate", ..])
    return Generate.Run(args[1..]);

var arguments = new ConfigurationBuilder().AddCommandLine(args).Build();
var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
var asOf = arguments["as-of"] is { } given ? DateOnly.ParseExact(given, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : today;
var folder = Path.GetFullPath(arguments["data"] ?? Path.Combine(Path.GetTempPath(), "returns-console-demo"));

DemoFolder.Empty(folder);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [ConsoleApplication.WatchNoFiles], ApplicationName = "ReturnsConsole", ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = folder, ["Database:Provider"] = "Sqlite" });
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
builder.Configuration["urls"] = arguments["urls"] ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? FreeAddress.Near(5080);

await using var app = ConsoleApplication.Build(builder);
Console.WriteLine("Returns Console demo: preparing a month of data …");
if (await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None) is { } missing)
{
    Console.Error.WriteLine(missing);
    return 2;
}
await new DemoData(app.Services, Console.Out).FillAsync(asOf, CancellationToken.None);
if (await ConsoleApplication.StartAsync(app, TextWriter.Null, CancellationToken.None) is { } why)
{
    Console.Error.WriteLine(why);
    return 2;
}

Console.WriteLine();
Console.WriteLine($"Open {string.Join(", ", app.Urls)} and sign in as");
foreach (var (name, displayName, role) in DemoPeople.All)
    Console.WriteLine($"  {name,-8} {DemoPeople.PasswordOf(name),-20} {displayName}, {role}");
Console.WriteLine("Ctrl+C ends it; the data is thrown away at the next start.");
await app.WaitForShutdownAsync();
return 0;
