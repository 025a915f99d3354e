namespace ReturnsConsole.Demo;

/// <summary>
/// SplitMix64 with whole-number draws only: the same seed gives the same data on every machine and every runtime,
/// which neither System.Random nor floating-point functions promise.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private ulong _state = seed;

    /// <summary>A strong one-to-one mix of 64 bits.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>An independent stream, so that a change in one part of the data leaves the others as they were.</summary>
    public static SeededRandom For(ulong seed, string part)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in part)
            hash = (hash ^ c) * 1099511628211UL;

        return new SeededRandom(Mix(seed ^ hash));
    }

    public ulong NextBits()
    {
        var bits = Mix(_state);
        _state += 0x9E3779B97F4A7C15UL;
        return bits;
    }

    /// <summary>0 ≤ result &lt; bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True in so many of a thousand draws.</summary>
    public bool PerMille(int share) => Below(1000) < share;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>An index, drawn in proportion to the weights.</summary>
    public int Weighted(IReadOnlyList<int> weights)
    {
        var total = 0;
        for (var i = 0; i < weights.Count; i++)
            total += weights[i];

        var draw = Below(total);
        for (var i = 0; i < weights.Count; i++)
        {
            draw -= weights[i];
            if (draw < 0)
                return i;
        }

        throw new InvalidOperationException("Weights must not all be zero.");
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    public string Digits(int count) => Text(count, "0123456789");

    public string UpperCase(int count) => Text(count, Letters);

    public string Token(int count) => Text(count, Alphanumerics);

    private string Text(int count, string alphabet)
    {
        Span<char> text = stackalloc char[count];
        for (var i = 0; i < count; i++)
            text[i] = alphabet[Below(alphabet.Length)];

        return new string(text);
    }
}
