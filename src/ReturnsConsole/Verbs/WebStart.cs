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
        catch (Exception fault) when (StartTrouble.Words(fault) is not null)
        {
            // The port is taken, the data folder cannot be written, the configuration does not parse.
            return await NotStartedAsync(StartTrouble.Words(fault)!);
        }
    }

    private static async Task<int> NotStartedAsync(string why)
    {
        await Console.Error.WriteLineAsync($"The console did not start: {why}");
        return ExitCodes.BadInput;
    }
}
