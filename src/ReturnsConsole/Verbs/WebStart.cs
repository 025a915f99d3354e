using System.Text.Json;

namespace ReturnsConsole.Verbs;

/// <summary>No verb: the console itself, until it is told to stop.</summary>
internal static class WebStart
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = ConsoleApplication.Build(WebApplication.CreateBuilder([.. args, ConsoleApplication.WatchNoFiles]));
            if (await ConsoleApplication.StartAsync(app, Console.Out, CancellationToken.None) is { } missing)
                return await NotStartedAsync(missing);
            await app.WaitForShutdownAsync();
            return ExitCodes.Done;
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException wrong)
        {
            return await NotStartedAsync("the settings are wrong.\n" + string.Join('\n', wrong.Failures));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Data.Common.DbException or InvalidOperationException or FormatException or JsonException or InvalidDataException)
        {
            // The port is taken, the data folder cannot be written, the configuration does not parse.
            return await NotStartedAsync(fault.Message);
        }
    }

    private static async Task<int> NotStartedAsync(string why)
    {
        await Console.Error.WriteLineAsync($"The console did not start: {why}");
        return ExitCodes.BadInput;
    }
}
