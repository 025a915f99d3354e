using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Data;

/// <summary>SQLite is brought up to date at start; SQL Server only by the verb <c>migrate</c>, and a start on an old schema is refused.</summary>
public sealed class DatabaseStart(IDbContextFactory<ConsoleContext> contexts, IOptions<DatabaseOptions> options)
{
    /// <summary>Null when the database is ready; else what to do, in words.</summary>
    public async Task<string?> PrepareAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (options.Value.Provider == DatabaseProvider.Sqlite)
        {
            await db.Database.MigrateAsync(ct);
            return null;
        }
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        return pending.Count == 0 ? null : $"The database is {pending.Count} migration(s) behind ({string.Join(", ", pending)}). Run the verb 'migrate' first.";
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
