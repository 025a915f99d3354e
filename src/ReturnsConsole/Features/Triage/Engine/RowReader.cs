using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;
using SQLitePCL;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Reads rows of facts column by column, texts into one shared block.</summary>
internal abstract class RowReader(TextBlock texts) : IDisposable
{
    private readonly List<Word>[] words = new List<Word>[32];
    private const int MostWords = 64;
    private byte[] scratch = new byte[256];

    public static RowReader Open(DbConnection connection, DbTransaction? transaction, string sql, TextBlock texts) =>
        connection is SqliteConnection sqlite ? new SqliteRows(NativeSqlite.HandleOf(sqlite), sql, texts) : new ServerRows(connection, transaction, sql, texts);

    public static RowReader Open(sqlite3 db, string sql, TextBlock texts) => new SqliteRows(db, sql, texts);

    public abstract bool Read();

    public abstract bool IsNull(int column);

    public abstract long Number(int column);

    protected abstract int Length(int column);

    protected abstract void Copy(int column, byte[] to, int offset, int length);

    public abstract DateTime At(int column);

    public abstract void Dispose();

    public DateTime? AtOrNull(int column) => IsNull(column) ? null : At(column);

    public FactText Text(int column)
    {
        var length = Length(column);
        if (length == 0)
            return default;
        var (block, offset) = texts.Reserve(length);
        Copy(column, block, offset, length);
        return new FactText(block, offset, length);
    }

    /// <summary>For columns with few different values: the same word again.</summary>
    public Word Word(int column)
    {
        var length = Length(column);
        if (scratch.Length < length)
            scratch = new byte[length * 2];
        if (length > 0)
            Copy(column, scratch, 0, length);
        var bytes = scratch.AsSpan(0, length);
        var known = words[column] ??= [];
        foreach (var word in known)
        {
            if (bytes.SequenceEqual(word.Bytes))
                return word;
        }
        var added = new Word(bytes.ToArray());
        if (known.Count < MostWords)
            known.Add(added);
        return added;
    }

    private sealed class SqliteRows : RowReader
    {
        private readonly sqlite3 db;
        private readonly sqlite3_stmt statement;
        private readonly nint handle;

        public SqliteRows(sqlite3 connection, string sql, TextBlock texts)
            : base(texts)
        {
            db = connection;
            statement = NativeSqlite.Prepare(db, sql);
            handle = statement.DangerousGetHandle();
        }

        public override bool Read()
        {
            var code = NativeSqlite.Step(handle);
            return code == NativeSqlite.Row || (code == NativeSqlite.Done ? false : throw NativeSqlite.Fault(db, code, "reading facts"));
        }

        public override bool IsNull(int column) => NativeSqlite.ColumnType(handle, column) == NativeSqlite.Null;

        public override long Number(int column) => NativeSqlite.ColumnNumber(handle, column);

        public override DateTime At(int column) => Instants.FromMilliseconds(NativeSqlite.ColumnNumber(handle, column));

        protected override int Length(int column) => NativeSqlite.ColumnLength(handle, column);

        protected override void Copy(int column, byte[] to, int offset, int length) => Marshal.Copy(NativeSqlite.ColumnBytes(handle, column), to, offset, length);

        public override void Dispose() => statement.Dispose();
    }

    private sealed class ServerRows : RowReader
    {
        private readonly DbCommand command;
        private readonly DbDataReader reader;
        private byte[] present = [];

        public ServerRows(DbConnection connection, DbTransaction? transaction, string sql, TextBlock texts)
            : base(texts)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            command.CommandTimeout = 0;
            reader = command.ExecuteReader();
        }

        public override bool Read() => reader.Read();

        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override long Number(int column) => reader.IsDBNull(column) ? 0 : reader.GetValue(column) switch
        {
            long l => l,
            bool b => b ? 1 : 0,
            var other => Convert.ToInt64(other, System.Globalization.CultureInfo.InvariantCulture),
        };

        public override DateTime At(int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

        protected override int Length(int column)
        {
            present = reader.IsDBNull(column) ? [] : reader.GetValue(column) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(reader.GetString(column));
            return present.Length;
        }

        protected override void Copy(int column, byte[] to, int offset, int length) => present.CopyTo(to, offset);

        public override void Dispose()
        {
            reader.Dispose();
            command.Dispose();
        }
    }
}

/// <summary>A value of a column with few different values, and what was understood by it: it is understood once.</summary>
internal sealed class Word(byte[] bytes)
{
    private const int ShortCode = 3;

    public byte[] Bytes { get; } = bytes;

    /// <summary>
    /// Codes of currencies and countries are the same strings in every run: half a million facts that point at a string as young as themselves have to be
    /// walked through by each collection.
    /// </summary>
    public string Text { get; } = bytes.Length is 0 or > ShortCode ? Encoding.UTF8.GetString(bytes) : string.Intern(Encoding.UTF8.GetString(bytes));

    /// <summary>Whatever the reader of the column made of it.</summary>
    public object? Meaning { get; set; }
}

/// <summary>Where texts of facts lie: large blocks, so that half a million of them are a hundred objects.</summary>
internal sealed class TextBlock
{
    private const int Size = 1 << 20;
    private byte[] block = [];
    private int used;

    public (byte[] Block, int Offset) Reserve(int length)
    {
        if (used + length > block.Length)
        {
            block = GC.AllocateUninitializedArray<byte>(Math.Max(block.Length == 0 ? 1 << 16 : Size, length));
            used = 0;
        }
        var offset = used;
        used += length;
        return (block, offset);
    }
}
