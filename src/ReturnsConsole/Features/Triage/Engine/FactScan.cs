using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Reads facts row by row, from an open connection.</summary>
internal sealed class FactScan(DbConnection connection) : IDisposable
{
    private sqlite3? own;

    /// <summary>For reading whole tables on one thread. On SQLite it reads beside the connection, without a lock per column.</summary>
    public static FactScan Alone(DbConnection connection) =>
        new(connection) { own = connection is SqliteConnection sqlite ? NativeSqlite.OpenToScan(sqlite.DataSource) : null };

    public void Read(string sql, TextBlock texts, Action<RowReader> row)
    {
        if (connection is SqlConnection)
            sql = sql.Replace("CROSS JOIN ReturnItems r CROSS JOIN GoodsReceipts g", ", ReturnItems r, GoodsReceipts g", StringComparison.Ordinal).Replace("CROSS JOIN ReturnItems r", ", ReturnItems r", StringComparison.Ordinal);
        using var reader = own is null ? RowReader.Open(connection, null, sql, texts) : RowReader.Open(own, sql, texts);
        while (reader.Read())
            row(reader);
    }

    /// <summary>Never fewer than the rows there are, within reason; 0 where it costs more to ask than it saves.</summary>
    public long MostRows(string table)
    {
        var most = 0L;
        if (connection is SqliteConnection)
            Read($"SELECT COALESCE(MAX(Id) - MIN(Id) + 1, 0) FROM {table}", new TextBlock(), r => most = r.Number(0));
        return Math.Min(most, 2_000_000);
    }

    public void Dispose() => own?.Dispose();
}
