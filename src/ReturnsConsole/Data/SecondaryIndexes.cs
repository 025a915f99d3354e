using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace ReturnsConsole.Data;

/// <summary>
/// Takes the non-unique indexes of a table away for a large load and builds them anew at its end, in the load's own transaction, so that nobody ever sees the
/// table without them. SQLite only: there a sorted build is several times faster, and schema changes are transactional.
/// </summary>
internal sealed class SecondaryIndexes
{
    private readonly ConsoleContext db;
    private readonly List<string> create = [];

    private SecondaryIndexes(ConsoleContext db) => this.db = db;

    /// <param name="incomingRows">Rows about to be added to each table.</param>
    /// <returns>Null where adding to the standing indexes is cheaper.</returns>
    public static SecondaryIndexes? DropWhereRebuildingPays(ConsoleContext db, long incomingRows, params ReadOnlySpan<Type> entities)
    {
        if (!db.Database.IsSqlite())
            return null;
        var indexes = new SecondaryIndexes(db);
        foreach (var entity in entities)
        {
            var table = db.Model.FindEntityType(entity)!.GetTableName()!;
            // The highest id stands for the count: counting would read the whole table.
            if (db.NextId(entity) <= incomingRows)
                indexes.Drop(table);
        }
        return indexes;
    }

    /// <summary>Builds what was taken away; without it the transaction must be rolled back.</summary>
    public void Rebuild()
    {
        if (create.Count == 0)
            return;
        // SQLite sorts in as much memory as its page cache may take; beyond that it sorts in files.
        Run("PRAGMA cache_size=-8000");
        foreach (var sql in create)
            Run(sql);
        create.Clear();
        Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size=-{SqlitePragmas.CacheKilobytes}"));
    }

    private void Drop(string table)
    {
        var found = new List<(string Name, string Sql)>();
        using (var query = db.NewCommand("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $table AND sql NOT LIKE 'CREATE UNIQUE%'"))
        {
            var parameter = query.CreateParameter();
            parameter.ParameterName = "$table";
            parameter.Value = table;
            query.Parameters.Add(parameter);
            using var rows = query.ExecuteReader();
            while (rows.Read())
                found.Add((rows.GetString(0), rows.GetString(1)));
        }
        foreach (var (name, sql) in found)
        {
            Run(string.Create(CultureInfo.InvariantCulture, $"DROP INDEX \"{name}\""));
            create.Add(sql);
        }
    }

    private void Run(string sql)
    {
        using var command = db.NewCommand(sql);
        command.ExecuteNonQuery();
    }
}
