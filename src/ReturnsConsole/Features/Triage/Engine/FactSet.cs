namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Facts of one kind, found by order key once they are sorted.</summary>
internal sealed class FactSet<T>
    where T : struct
{
    private T[] facts = [];
    private long[] keys = [];
    private int[] accounts = [];
    private int[] places = [];

    public int Count { get; private set; }

    /// <summary>Keys, ascending after <see cref="Sort"/>.</summary>
    public ReadOnlySpan<long> Keys => keys.AsSpan(0, Count);

    public void Reserve(long count)
    {
        if (count <= facts.Length || count > int.MaxValue / 2)
            return;
        Array.Resize(ref facts, (int)count);
        Array.Resize(ref keys, (int)count);
        Array.Resize(ref accounts, (int)count);
    }

    public ref T Add(long key, int account)
    {
        if (Count == facts.Length)
            Reserve(Math.Max(64, facts.Length * 2L));
        keys[Count] = key;
        accounts[Count] = account;
        return ref facts[Count++];
    }

    /// <summary>Before sorting: takes over what another reader read.</summary>
    public void Append(FactSet<T> more)
    {
        if (more.Count == 0)
            return;
        Reserve(Count + (long)more.Count);
        Array.Copy(more.facts, 0, facts, Count, more.Count);
        Array.Copy(more.keys, 0, keys, Count, more.Count);
        Array.Copy(more.accounts, 0, accounts, Count, more.Count);
        Count += more.Count;
    }

    /// <summary>Before sorting: gives a fact to another order. Position in order of adding.</summary>
    public void Move(int position, long key) => keys[position] = key;

    public long KeyAt(int position) => keys[position];

    public int AccountAt(int position) => accounts[position];

    public ref T At(int position) => ref facts[position];

    public void Sort()
    {
        places = new int[Count];
        for (var i = 0; i < Count; i++)
            places[i] = i;
        if (Count < 4_096)
            Array.Sort(keys, places, 0, Count);
        else
            KeySort.Run(ref keys, ref places, Count);
    }

    /// <summary>First position of a key at or after <paramref name="from"/>.</summary>
    public int LowerBound(long key, int from = 0)
    {
        int low = from, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The same, for keys asked for in ascending order: a few steps, else a search.</summary>
    public int LowerBoundFrom(long key, int from)
    {
        for (var steps = 0; steps < 8; steps++, from++)
        {
            if (from >= Count || keys[from] >= key)
                return from;
        }
        return LowerBound(key, from);
    }

    /// <summary>After sorting: the fact and account at a sorted position.</summary>
    public ref T Sorted(int position) => ref facts[places[position]];

    public int SortedAccount(int position) => accounts[places[position]];
}
