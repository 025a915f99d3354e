using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>The keys of a run as a temporary table of one connection.</summary>
internal sealed class RunKeys : IAsyncDisposable
{
    private readonly DbConnection connection;

    private RunKeys(DbConnection connection) => this.connection = connection;

    public string Name => connection is SqliteConnection ? "temp.RunKeys" : "#RunKeys";

    /// <summary>SQLite keeps the order of a CROSS JOIN: keys first, then the index.</summary>
    public string Join => connection is SqliteConnection ? "CROSS JOIN" : "INNER JOIN";

    public static RunKeys Create(DbConnection connection)
    {
        var keys = new RunKeys(connection);
        keys.Execute(connection is SqliteConnection
            ? "CREATE TEMP TABLE IF NOT EXISTS RunKeys (OrderKey INTEGER PRIMARY KEY); DELETE FROM temp.RunKeys;"
            : "CREATE TABLE #RunKeys (OrderKey bigint NOT NULL PRIMARY KEY)");
        return keys;
    }

    public void Add(IEnumerable<long> keys)
    {
        if (connection is SqlConnection server)
        {
            Copy(server, keys);
            return;
        }
        // Ascending keys fill the table from left to right.
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        Execute("SAVEPOINT RunKeys");
        var db = NativeSqlite.HandleOf((SqliteConnection)connection);
        using (var insert = NativeSqlite.Prepare(db, "INSERT OR IGNORE INTO temp.RunKeys VALUES (?)"))
        {
            var handle = insert.DangerousGetHandle();
            foreach (var key in sorted)
            {
                _ = NativeSqlite.BindNumber(handle, 1, key);
                var code = NativeSqlite.Step(handle);
                if (code != NativeSqlite.Done)
                    throw NativeSqlite.Fault(db, code, "keys of the run");
                _ = NativeSqlite.Reset(handle);
            }
        }
        Execute("RELEASE RunKeys");
    }

    /// <summary>The facts without an order come along.</summary>
    public void AddKeyless() => Add([OrderKey.None]);

    public async ValueTask DisposeAsync()
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"DROP TABLE IF EXISTS {Name}";
        await command.ExecuteNonQueryAsync();
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Copy(SqlConnection server, IEnumerable<long> keys)
    {
        using var table = new DataTable();
        table.Columns.Add("OrderKey", typeof(long));
        foreach (var key in keys)
            table.Rows.Add(key);
        using var copy = new SqlBulkCopy(server) { DestinationTableName = "#RunKeys" };
        copy.WriteToServer(table);
    }
}
