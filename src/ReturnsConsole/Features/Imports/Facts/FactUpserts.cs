using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>
/// Facts with an identity of their own (an order line, a return item): of all rows that speak of one, the one that tells most stays, whatever the order in which
/// they came. Rows are compared with what is stored a batch at a time.
/// </summary>
internal abstract class FactUpserts<T>(ConsoleContext db, SourceRecords records, OrderChanges changes) : IDisposable
    where T : class
{
    private const int BatchRows = 1_000;
    private readonly List<(T Fact, long Record)> batch = new(BatchRows);
    private ReplacedRows<T>? rows;

    protected ConsoleContext Db => db;

    protected abstract object KeyOf(T fact);

    protected abstract long IdOf(T fact);

    protected abstract long HashOf(T fact);

    protected abstract long OrderKeyOf(T fact);

    /// <summary>What is stored of the batch's keys; more than those does no harm.</summary>
    protected abstract IQueryable<T> Stored(IReadOnlyList<T> batch);

    /// <summary>Above zero when <paramref name="one"/> tells more than <paramref name="other"/>. A total order over contents, or the order of import would matter.</summary>
    protected abstract int Compare(T one, T other);

    /// <summary>What stays of the two; null when <paramref name="fact"/> says nothing that is not known already.</summary>
    protected virtual T? Joined(T there, T fact) => Compare(fact, there) > 0 ? fact : null;

    protected void Take(T fact, long record)
    {
        batch.Add((fact, record));
        if (batch.Count == BatchRows)
            FlushBatch();
    }

    /// <summary>Writes everything that was taken.</summary>
    public virtual void Flush() => FlushBatch();

    private void FlushBatch()
    {
        if (batch.Count == 0)
            return;
        var known = new Dictionary<object, Known>(batch.Count);
        foreach (var stored in Stored(batch.ConvertAll(b => b.Fact)).AsNoTracking())
            known[KeyOf(stored)] = new Known(stored, IdOf(stored));
        foreach (var (fact, record) in batch)
            records.Add(record, HashOf(fact), Place(known, fact));
        Write(known.Values.Where(k => k.Changed).ToList());
        batch.Clear();
    }

    public void Dispose() => rows?.Dispose();

    private SourceRecordOutcome Place(Dictionary<object, Known> known, T fact)
    {
        var key = KeyOf(fact);
        if (!known.TryGetValue(key, out var there))
        {
            changes.Add(OrderKeyOf(fact));
            known[key] = new Known(fact, 0) { Changed = true };
            return SourceRecordOutcome.Accepted;
        }
        if (HashOf(there.Fact) == HashOf(fact))
            return SourceRecordOutcome.Duplicate;
        if (Joined(there.Fact, fact) is not { } joined)
            return SourceRecordOutcome.Superseded;
        changes.Add(OrderKeyOf(there.Fact));
        changes.Add(OrderKeyOf(joined));
        there.Fact = joined;
        there.Changed = true;
        return SourceRecordOutcome.Corrected;
    }

    private void Write(List<Known> changed)
    {
        if (changed.Count > 0)
            (rows ??= new ReplacedRows<T>(db)).Write([.. changed.Select(k => (k.Fact, k.Id))], Written);
    }

    /// <summary>A new or corrected fact went to the database under this id.</summary>
    protected virtual void Written(T fact, long id)
    {
    }

    protected static string Text(string? value) => value ?? "";

    /// <summary>Joins the parts of an identity; one that is longer than its column ends in a hash of all of it.</summary>
    internal static string NaturalKey(params ReadOnlySpan<string?> parts)
    {
        var key = string.Join('|', parts);
        const int max = 250;
        return key.Length <= max ? key : key[..200] + "#" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)))[..40];
    }

    private sealed class Known(T fact, long id)
    {
        public T Fact { get; set; } = fact;

        public long Id { get; } = id;

        public bool Changed { get; set; }
    }
}

/// <summary>Counts how often a file has told of the same thing: equal items of one return are units of their own.</summary>
internal sealed class Occurrences
{
    private readonly Dictionary<(long, long), int> seen = [];

    public int Next(string identity)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(identity.AsSpan()), hash);
        var key = (BitConverter.ToInt64(hash), BitConverter.ToInt64(hash[8..]));
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(seen, key, out _);
        return count++;
    }
}

/// <summary>
/// Holds back neighbouring rows of one group (the items of one return) and hands them on in an order that depends on their content alone, so that two files
/// that list them differently number them alike.
/// </summary>
internal sealed class Neighbours<TRow>(Func<TRow, string> group, Comparison<TRow> order, Action<TRow, long, int> take)
{
    private const int MaxHeld = 10_000;
    private readonly List<(TRow Row, long Record, int Part)> held = [];
    private string current = "";

    public void Add(TRow row, long record, int part)
    {
        var key = group(row);
        if (held.Count > 0 && (key != current || held.Count == MaxHeld))
            Flush();
        current = key;
        held.Add((row, record, part));
    }

    public void Flush()
    {
        if (held.Count > 1)
            held.Sort((a, b) => order(a.Row, b.Row) is var c and not 0 ? c : a.Record.CompareTo(b.Record));
        foreach (var (row, record, part) in held)
            take(row, record, part);
        held.Clear();
    }
}
