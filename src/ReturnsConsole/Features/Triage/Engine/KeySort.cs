namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Sorts very many keys with their places by radix, six digits of eleven bits: much faster than comparing them. Equal keys keep their order.</summary>
internal static class KeySort
{
    private const int Bits = 11;
    private const int Digits = 1 << Bits;

    public static void Run(ref long[] keys, ref int[] places, int count)
    {
        var (toKeys, toPlaces) = (GC.AllocateUninitializedArray<long>(keys.Length), GC.AllocateUninitializedArray<int>(places.Length));
        Span<int> starts = stackalloc int[Digits];
        for (var shift = 0; shift < 64; shift += Bits)
        {
            starts.Clear();
            foreach (var key in keys.AsSpan(0, count))
                starts[Digit(key, shift)]++;
            if (starts[Digit(keys[0], shift)] == count)
                continue;
            var at = 0;
            foreach (ref var start in starts)
                (start, at) = (at, at + start);
            for (var i = 0; i < count; i++)
            {
                var to = starts[Digit(keys[i], shift)]++;
                toKeys[to] = keys[i];
                toPlaces[to] = places[i];
            }
            (keys, toKeys) = (toKeys, keys);
            (places, toPlaces) = (toPlaces, places);
        }
    }

    /// <summary>With the sign turned round, so that negative keys come first.</summary>
    private static int Digit(long key, int shift) => (int)(((ulong)key ^ (1UL << 63)) >> shift) & (Digits - 1);
}
