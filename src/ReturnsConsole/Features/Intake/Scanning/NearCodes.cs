namespace ReturnsConsole.Features.Intake.Scanning;

/// <summary>
/// Every code that differs from a key by one character (wrong, missing, one too many) or by two neighbours swapped. Their number depends on the key's length
/// alone, so that asking for them costs the same however many identifiers there are.
/// </summary>
public static class NearCodes
{
    public const int MinLength = 6;
    public const int MaxLength = 34;
    private const string Digits = "0123456789";
    private const string All = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static IReadOnlyCollection<string> Of(string key)
    {
        if (key.Length is < MinLength or > MaxLength)
            return [];
        var alphabet = key.All(char.IsAsciiDigit) ? Digits : All;
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < key.Length; i++)
        {
            codes.Add(key.Remove(i, 1));
            if (i > 0)
                codes.Add(string.Concat(key.AsSpan(0, i - 1), [key[i], key[i - 1]], key.AsSpan(i + 1)));
            foreach (var c in alphabet)
                codes.Add(string.Concat(key.AsSpan(0, i), [c], key.AsSpan(i + 1)));
        }
        for (var i = 0; i <= key.Length; i++)
        {
            foreach (var c in alphabet)
                codes.Add(string.Concat(key.AsSpan(0, i), [c], key.AsSpan(i)));
        }
        codes.Remove(key);
        return codes;
    }

    /// <summary>True when <see cref="Of"/> one holds the other; told directly, for tests and words.</summary>
    public static bool AreNear(string one, string other)
    {
        if (one == other)
            return false;
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start])
            start++;
        var a = one.AsSpan(start);
        var b = other.AsSpan(start);
        var end = 0;
        while (end < a.Length && end < b.Length && a[^(end + 1)] == b[^(end + 1)])
            end++;
        a = a[..^end];
        b = b[..^end];
        return (a.Length, b.Length) is (1, 1) or (0, 1) or (1, 0) || (a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0]);
    }

    /// <summary>"One character differs." as a person says it.</summary>
    public static string WordsOf(string scanned, string known) =>
        known.Length < scanned.Length ? "One character too many." : known.Length > scanned.Length ? "One character is missing."
        : scanned.Zip(known).Count(p => p.First != p.Second) == 2 ? "Two characters may be swapped." : "One character differs.";
}
