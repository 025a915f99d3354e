using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReturnsConsole.Data;

/// <summary>SQL Server: rows are collected and sent by bulk copy, a batch at a time, in the context's transaction.</summary>
internal sealed class SqlServerBulkTable : BulkTable
{
    public const int BatchRows = 5_000;
    private readonly SqlBulkCopy copy;
    private readonly IReadOnlyList<BulkColumn> columns;
    private readonly List<object[]> batch = new(BatchRows);
    private readonly object[] row;

    public SqlServerBulkTable(ConsoleContext db, string table, IReadOnlyList<BulkColumn> columns)
    {
        this.columns = columns;
        row = new object[columns.Count];
        Array.Fill(row, DBNull.Value);
        copy = new SqlBulkCopy((SqlConnection)db.Database.GetDbConnection(), SqlBulkCopyOptions.KeepIdentity | SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction())
        {
            DestinationTableName = $"[{table}]",
            BulkCopyTimeout = 0,
        };
        foreach (var column in columns)
            copy.ColumnMappings.Add(column.Name, column.Name);
    }

    public override void Set(int column, long value) => row[column] = Narrow(value, columns[column].ClrType);

    public override void Set(int column, DateTime utc) => row[column] = utc;

    public override void Set(int column, ReadOnlySpan<byte> utf8) => row[column] = Encoding.UTF8.GetString(utf8);

    public override void Set(int column, string value) => row[column] = value;

    public override void SetNull(int column) => row[column] = DBNull.Value;

    public override void Add()
    {
        batch.Add([.. row]);
        if (batch.Count == BatchRows)
            Flush();
    }

    public override void Flush()
    {
        if (batch.Count == 0)
            return;
        using var rows = new BulkRows(columns, batch);
        copy.WriteToServer(rows);
        batch.Clear();
    }

    public override void Dispose() => copy.Close();

    internal static object Narrow(long value, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => checked((byte)value),
        TypeCode.Int32 => checked((int)value),
        TypeCode.Boolean => value != 0,
        _ => value,
    };
}

/// <summary>What bulk copy reads of a batch.</summary>
[SuppressMessage("Design", "CA1010", Justification = "A data reader is read by rows, not enumerated.")]
internal sealed class BulkRows(IReadOnlyList<BulkColumn> columns, IReadOnlyList<object[]> rows) : DbDataReader
{
    private int at = -1;

    public override int FieldCount => columns.Count;

    public override bool HasRows => rows.Count > 0;

    public override bool IsClosed => at >= rows.Count;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    public override object this[int ordinal] => rows[at][ordinal];

    public override object this[string name] => rows[at][GetOrdinal(name)];

    public override bool Read() => ++at < rows.Count;

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => rows[at][ordinal];

    public override bool IsDBNull(int ordinal) => rows[at][ordinal] is DBNull;

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override Type GetFieldType(int ordinal) => columns[ordinal].ClrType;

    public override string GetDataTypeName(int ordinal) => columns[ordinal].ClrType.Name;

    public override int GetOrdinal(string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == name)
                return i;
        }
        throw new ArgumentOutOfRangeException(nameof(name), name, "No such column.");
    }

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, columns.Count);
        Array.Copy(rows[at], values, count);
        return count;
    }

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();

    public override double GetDouble(int ordinal) => throw new NotSupportedException();

    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();
}
