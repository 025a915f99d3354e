using ReturnsConsole.Data;

namespace ReturnsConsole.Verbs;

/// <summary>What a verb works with: the console's services without the web.</summary>
/// <param name="Json">One JSON object per line on <see cref="Out"/>, nothing else.</param>
public sealed record VerbContext(IServiceProvider Services, TextReader In, TextWriter Out, TextWriter Error, bool Json, CancellationToken Stop);

/// <summary>Makes the services for a verb, brings the database up, and turns every fault into a sentence and an exit code.</summary>
/// <param name="settings">Above all other configuration; for tests.</param>
public sealed class VerbHost(TextReader input, TextWriter output, TextWriter error, IEnumerable<KeyValuePair<string, string?>>? settings = null)
{
    /// <param name="prepare">False for the verb that prepares the database itself.</param>
    public async Task<int> RunAsync(bool json, bool prepare, Func<VerbContext, Task<int>> verb, CancellationToken stop)
    {
        try
        {
            var builder = Host.CreateApplicationBuilder([ConsoleApplication.WatchNoFiles]);
            if (settings is not null)
                builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning)
                .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
            builder.Services.AddReturnsConsole(builder.Configuration);
            using var host = builder.Build();
            if (prepare && await host.Services.GetRequiredService<DatabaseStart>().PrepareAsync(stop) is { } missing)
                return await SayAsync(missing);
            return await verb(new VerbContext(host.Services, input, output, error, json, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return await SayAsync("Stopped.");
        }
        catch (Exception fault) when (StartTrouble.Words(fault) is not null)
        {
            var words = StartTrouble.Words(fault)!;
            return await SayAsync(char.ToUpperInvariant(words[0]) + words[1..]);
        }
    }

    private async Task<int> SayAsync(string message)
    {
        await error.WriteLineAsync(message);
        return ExitCodes.BadInput;
    }
}
