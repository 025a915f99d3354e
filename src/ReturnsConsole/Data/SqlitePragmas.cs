using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ReturnsConsole.Data;

/// <summary>Every SQLite connection: write-ahead log, wait instead of fail when another writes, foreign keys held.</summary>
internal sealed class SqlitePragmas(int busyTimeoutSeconds) : DbConnectionInterceptor
{
    public const int CacheKilobytes = 32_000;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection, busyTimeoutSeconds);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection, busyTimeoutSeconds);
        return Task.CompletedTask;
    }

    public static void Apply(DbConnection connection, int busyTimeoutSeconds)
    {
        if (connection is not SqliteConnection sqlite)
            return;
        SqliteWaiting.Apply(SqliteNative.HandleOf(sqlite), busyTimeoutSeconds);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-{CacheKilobytes}; PRAGMA temp_store=FILE;";
        command.ExecuteNonQuery();
    }
}
