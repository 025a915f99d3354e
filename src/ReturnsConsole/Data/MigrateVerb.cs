using System.Text.Json;
using ReturnsConsole.Verbs;

namespace ReturnsConsole.Data;

/// <summary><c>migrate</c>: applies what the database lacks.</summary>
internal static class MigrateVerb
{
    public static async Task<int> RunAsync(VerbContext context)
    {
        var applied = await context.Services.GetRequiredService<DatabaseStart>().MigrateAsync(context.Stop);
        if (context.Json)
            await context.Out.WriteLineAsync(JsonSerializer.Serialize(new { applied }));
        else if (applied.Count == 0)
            await context.Out.WriteLineAsync("The database is up to date.");
        else
            await context.Out.WriteLineAsync($"Applied {applied.Count}: {string.Join(", ", applied)}.");
        return ExitCodes.Done;
    }
}
