using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReturnsConsole.Data;

/// <summary>
/// Adds very many rows to one table past the change tracker, inside the context's open transaction. Columns are named by the entity's properties,
/// so that they cannot drift from the model. A column keeps its value from row to row until it is set again.
/// </summary>
internal abstract class BulkTable : IDisposable
{
    /// <param name="db">Context with an open transaction.</param>
    /// <param name="entity">CLR type of the entity.</param>
    /// <param name="properties">Properties to write; the position in this list is the column number below.</param>
    public static BulkTable Open(ConsoleContext db, Type entity, params ReadOnlySpan<string> properties)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Bulk writing happens inside a transaction.");
        var type = db.Model.FindEntityType(entity) ?? throw new ArgumentException($"{entity.Name} is not in the model.", nameof(entity));
        var columns = new List<BulkColumn>(properties.Length);
        foreach (var name in properties)
            columns.Add(BulkColumn.Of(type, type.FindProperty(name) ?? throw new ArgumentException($"{entity.Name} has no property {name}.", nameof(properties))));
        return db.Database.IsSqlServer() ? new SqlServerBulkTable(db, type.GetTableName()!, columns) : new SqliteBulkTable(db, type.GetTableName()!, columns);
    }

    public abstract void Set(int column, long value);

    public abstract void Set(int column, ReadOnlySpan<byte> utf8);

    public abstract void Set(int column, string value);

    public abstract void Set(int column, DateTime utc);

    public abstract void SetNull(int column);

    public void Set(int column, int? value)
    {
        if (value is { } v)
            Set(column, (long)v);
        else
            SetNull(column);
    }

    /// <summary>Adds one row of the present values.</summary>
    public abstract void Add();

    /// <summary>Everything added is in the database after this.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}

/// <summary>One column to write, as the model has it.</summary>
internal sealed record BulkColumn(string Name, Type ClrType, int? MaxLength, bool IsText, IProperty Property)
{
    public static BulkColumn Of(IEntityType type, IProperty property)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var clr = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return new(property.GetColumnName(table)!, clr.IsEnum ? Enum.GetUnderlyingType(clr) : clr, property.GetMaxLength(), clr == typeof(string), property);
    }
}

internal static class BulkIds
{
    /// <summary>The next free id of a table whose ids the writer gives; the write transaction keeps it free.</summary>
    public static long NextId(this ConsoleContext db, Type entity)
    {
        var type = db.Model.FindEntityType(entity)!;
        var table = type.GetTableName()!;
        var hint = db.Database.IsSqlServer() ? " WITH (UPDLOCK, HOLDLOCK)" : "";
        using var command = db.NewCommand($"SELECT COALESCE(MAX(\"Id\"), 0) + 1 FROM \"{table}\"{hint}");
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A command on the context's own connection and transaction.</summary>
    public static DbCommand NewCommand(this ConsoleContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0;
        return command;
    }
}
