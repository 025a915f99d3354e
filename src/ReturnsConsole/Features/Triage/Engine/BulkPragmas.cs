using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>For connections that read or write very many rows: pages are read in place, and the log is folded back into the file seldom. Opening sets the usual values again.</summary>
internal static class BulkPragmas
{
    public static void Apply(DbConnection connection)
    {
        if (connection is not SqliteConnection)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA mmap_size=4294967296; PRAGMA wal_autocheckpoint=16000;";
        command.ExecuteNonQuery();
    }
}
