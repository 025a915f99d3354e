namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>SplitMix64 with whole-number draws: one seed gives the same world on every machine and runtime.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    /// <summary>A stream of its own, so that one part of the world does not shift the draws of another.</summary>
    public SeededRandom Fork() => new(NextBits());

    /// <summary>0 ≤ result &lt; bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Percent(int share) => Below(100) < share;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>An index, drawn in proportion to the weights.</summary>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;

        var draw = Below(total);
        for (var i = 0; i < weights.Length; i++)
        {
            draw -= weights[i];
            if (draw < 0)
                return i;
        }

        throw new InvalidOperationException("Weights must not all be zero.");
    }

    public TimeSpan Span(TimeSpan low, TimeSpan high) => low + TimeSpan.FromSeconds(Below((int)(high - low).TotalSeconds + 1));

    public string Digits(int count) => Text(count, "0123456789");

    public string Token(int count) => Text(count, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789");

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        return new Guid(bytes);
    }

    private string Text(int count, string alphabet)
    {
        Span<char> text = stackalloc char[count];
        for (var i = 0; i < count; i++)
            text[i] = alphabet[Below(alphabet.Length)];

        return new string(text);
    }
}
