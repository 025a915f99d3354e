using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace ReturnsConsole.Data;

/// <summary>SQLite: one prepared statement; only columns whose value changed are bound again. Tables of whole numbers alone go many rows to a statement.</summary>
internal sealed class SqliteBulkTable : BulkTable
{
    private const int NumberRowsPerStatement = 64;
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;
    private readonly sqlite3_stmt? many;
    private readonly nint statementPointer;
    private readonly nint manyPointer;
    private readonly byte[]?[] texts;
    private readonly int[] textLengths;
    private readonly long[] numbers;
    private readonly Bound[] bound;
    private readonly long[] waiting = [];
    private readonly string table;
    private int waitingRows;

    private enum Bound : byte
    {
        Nothing,
        Null,
        Number,
        Text,
    }

    public SqliteBulkTable(ConsoleContext db, string table, IReadOnlyList<BulkColumn> columns)
    {
        this.table = table;
        handle = SqliteNative.HandleOf((SqliteConnection)db.Database.GetDbConnection());
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        var row = $"({string.Join(", ", columns.Select(_ => "?"))})";
        var sql = $"INSERT INTO \"{table}\" ({names}) VALUES ";
        statement = Prepare(sql + row);
        statementPointer = statement.DangerousGetHandle();
        texts = new byte[columns.Count][];
        textLengths = new int[columns.Count];
        numbers = new long[columns.Count];
        bound = new Bound[columns.Count];
        if (columns.All(c => !c.IsText && !c.Property.IsNullable))
        {
            many = Prepare(sql + string.Join(", ", Enumerable.Repeat(row, NumberRowsPerStatement)));
            manyPointer = many.DangerousGetHandle();
            waiting = new long[NumberRowsPerStatement * columns.Count];
        }
    }

    public override void Set(int column, long value)
    {
        if (many is not null)
        {
            numbers[column] = value;
            return;
        }
        if (bound[column] == Bound.Number && numbers[column] == value)
            return;
        numbers[column] = value;
        bound[column] = Bound.Number;
        Check(SqliteCalls.BindInt64(statementPointer, column + 1, value));
    }

    public override void Set(int column, DateTime utc) => Set(column, Instants.ToMilliseconds(utc));

    public override void Set(int column, ReadOnlySpan<byte> utf8)
    {
        var known = texts[column];
        if (bound[column] == Bound.Text && utf8.SequenceEqual(known.AsSpan(0, textLengths[column])))
            return;
        // SQLite reads the bytes where they lie when it takes the row: the buffer stays put and outlives the binding.
        if (known is null || known.Length < utf8.Length)
            texts[column] = known = GC.AllocateUninitializedArray<byte>(Math.Max(32, utf8.Length * 2), pinned: true);
        utf8.CopyTo(known);
        textLengths[column] = utf8.Length;
        bound[column] = Bound.Text;
        Check(SqliteCalls.BindText(statementPointer, column + 1, ref known[0], utf8.Length, SqliteCalls.Static));
    }

    public override void Set(int column, string value)
    {
        Span<byte> small = stackalloc byte[1024];
        Set(column, System.Text.Encoding.UTF8.TryGetBytes(value, small, out var length) ? small[..length] : System.Text.Encoding.UTF8.GetBytes(value));
    }

    public override void SetNull(int column)
    {
        if (bound[column] == Bound.Null)
            return;
        bound[column] = Bound.Null;
        Check(SqliteCalls.BindNull(statementPointer, column + 1));
    }

    public override void Add()
    {
        if (many is null)
        {
            Step(statementPointer);
            return;
        }
        numbers.CopyTo(waiting, waitingRows * numbers.Length);
        if (++waitingRows < NumberRowsPerStatement)
            return;
        for (var i = 0; i < waiting.Length; i++)
            Check(SqliteCalls.BindInt64(manyPointer, i + 1, waiting[i]));
        Step(manyPointer);
        waitingRows = 0;
    }

    public override void Flush()
    {
        for (var row = 0; row < waitingRows; row++)
        {
            for (var i = 0; i < numbers.Length; i++)
                Check(SqliteCalls.BindInt64(statementPointer, i + 1, waiting[row * numbers.Length + i]));
            Step(statementPointer);
        }
        waitingRows = 0;
    }

    public override void Dispose()
    {
        statement.Dispose();
        many?.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        return prepared;
    }

    private void Step(nint prepared)
    {
        var code = SqliteCalls.Step(prepared);
        if (code != raw.SQLITE_DONE)
            Fail(code);
        Check(SqliteCalls.Reset(prepared));
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            Fail(code);
    }

    private void Fail(int code) =>
        throw new SqliteException($"Writing to {table} failed: {raw.sqlite3_errmsg(handle).utf8_to_string()}", code & 0xFF, code);
}
