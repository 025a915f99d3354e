using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Data;

/// <summary>Something a feature does once the database is up to date, at every start: it must find its own work done and do nothing.</summary>
public interface IDatabaseStartStep
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>SQLite is brought up to date at start; SQL Server only by the verb <c>migrate</c>, and a start on an old schema is refused.</summary>
public sealed class DatabaseStart(IDbContextFactory<ConsoleContext> contexts, IConfiguration configuration, IEnumerable<IDatabaseStartStep> steps, IOptions<DatabaseOptions> options)
{
    /// <summary>Null when the database is ready; else what to do, in words.</summary>
    public async Task<string?> PrepareAsync(CancellationToken ct)
    {
        if (DatabaseSettings.Faults(configuration) is { Count: > 0 } faults)
            return $"The configuration has {faults.Count} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(f => "- " + f))}";
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            if (options.Value.Provider == DatabaseProvider.Sqlite)
                await db.Database.MigrateAsync(ct);
            else if ((await db.Database.GetPendingMigrationsAsync(ct)).ToList() is { Count: > 0 } pending)
                return $"The database is {pending.Count} migration(s) behind ({string.Join(", ", pending)}). Run the verb 'migrate' first.";
        }
        foreach (var step in steps)
            await step.RunAsync(ct);
        return null;
    }

    /// <summary>Applies what is missing; returns the names.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        await db.Database.MigrateAsync(ct);
        return pending;
    }
}
