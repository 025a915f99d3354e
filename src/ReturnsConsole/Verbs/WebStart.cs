namespace ReturnsConsole.Verbs;

/// <summary>No verb: the console itself, until it is told to stop.</summary>
internal static class WebStart
{
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication app;
        try
        {
            app = ConsoleApplication.Build(WebApplication.CreateBuilder(args));
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The console did not start: {fault.Message}");
            return ExitCodes.BadInput;
        }
        await using (app)
        {
            try
            {
                if (await ConsoleApplication.StartAsync(app, Console.Out, CancellationToken.None) is { } missing)
                {
                    await Console.Error.WriteLineAsync(missing);
                    return ExitCodes.BadInput;
                }
            }
            catch (IOException fault)
            {
                // The port is taken, or the data folder is not to be written.
                await Console.Error.WriteLineAsync($"The console did not start: {fault.Message}");
                return ExitCodes.BadInput;
            }
            await app.WaitForShutdownAsync();
        }
        return ExitCodes.Done;
    }
}
