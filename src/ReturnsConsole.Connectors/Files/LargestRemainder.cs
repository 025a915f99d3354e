using System.Numerics;

namespace ReturnsConsole.Connectors.Files;

/// <summary>
/// Splits an amount by weights so that the parts sum to it exactly: everybody gets their share rounded down, and what is left goes, one unit each, to the largest
/// remainders. Between equal remainders the larger weight comes first, then the smaller key: the order of the input means nothing.
/// </summary>
public static class LargestRemainder
{
    /// <param name="total">At least 0, in minor units.</param>
    /// <param name="weights">By key, none below 0. When the total is at most their sum, nobody gets more than their own weight.</param>
    /// <returns>Each key's part. With no weight at all nobody gets anything, and the total must be 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Something is below 0, or there is something to split and nobody to give it to.</exception>
    public static IReadOnlyDictionary<string, long> Split(long total, IReadOnlyDictionary<string, long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        var sum = BigInteger.Zero;
        foreach (var weight in weights.Values)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }
        if (sum.IsZero)
            return total == 0 ? weights.ToDictionary(w => w.Key, _ => 0L, StringComparer.Ordinal) : throw new ArgumentOutOfRangeException(nameof(weights), "There is nobody to give it to.");
        var parts = new Dictionary<string, long>(weights.Count, StringComparer.Ordinal);
        var remainders = new List<(string Key, long Weight, BigInteger Remainder)>(weights.Count);
        var left = total;
        foreach (var (key, weight) in weights)
        {
            var part = (long)BigInteger.DivRem((BigInteger)total * weight, sum, out var remainder);
            parts[key] = part;
            left -= part;
            remainders.Add((key, weight, remainder));
        }
        foreach (var (key, _, _) in remainders.OrderByDescending(r => r.Remainder).ThenByDescending(r => r.Weight).ThenBy(r => r.Key, StringComparer.Ordinal).Take((int)left))
            parts[key]++;
        return parts;
    }

    /// <summary>What some pieces of a line are worth, after others of it were counted before: the pieces of a whole line sum to the line, in whatever steps they come.</summary>
    /// <param name="line">The whole line's amount, at least 0.</param>
    /// <param name="quantity">Pieces of the line.</param>
    /// <param name="before">Pieces that were counted before.</param>
    /// <param name="pieces">Pieces that are counted now.</param>
    public static long OfPieces(long line, int quantity, int before, int pieces)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        var from = Math.Clamp(before, 0, quantity);
        var until = Math.Clamp((long)from + Math.Max(0, pieces), from, quantity);
        return First(line, quantity, until) - First(line, quantity, from);
    }

    /// <summary>Equal pieces have equal remainders: the first of them get the units that are left.</summary>
    private static long First(long line, int quantity, long pieces)
    {
        var (each, left) = Math.DivRem(line, quantity);
        return (each * pieces) + Math.Min(left, pieces);
    }
}
