namespace ReturnsConsole.Shared;

/// <summary>
/// The 64-bit key by which facts of one order are joined and indexed; the text id always stands beside it and is what is compared and shown.
/// An Amazon order id (3-7-7 digits) maps to its 17 digits, so different ids never meet; any other id maps to a hash below zero.
/// </summary>
public static class OrderKey
{
    /// <summary>No order id.</summary>
    public const long None = 0;

    public static long From(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty)
            return None;
        if (id.Length == 19 && id[3] == '-' && id[11] == '-')
        {
            long key = 0;
            var digits = true;
            for (var i = 0; i < 19 && digits; i++)
            {
                if (i is 3 or 11)
                    continue;
                var d = id[i] - '0';
                digits = (uint)d <= 9;
                key = key * 10 + d;
            }
            if (digits)
                return key + 1;
        }
        var hash = 14695981039346656037UL;
        foreach (var b in id)
            hash = (hash ^ b) * 1099511628211UL;
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15UL;
        return (long)(hash >> 1) | long.MinValue;
    }

    /// <summary>The Amazon order id of a key; empty for any other key, which does not hold its text.</summary>
    public static string TextOf(long key)
    {
        if (key <= None)
            return "";
        return string.Create(19, key - 1, static (text, digits) =>
        {
            for (var i = 18; i >= 0; i--)
            {
                if (i is 3 or 11)
                {
                    text[i] = '-';
                    continue;
                }
                text[i] = (char)('0' + digits % 10);
                digits /= 10;
            }
        });
    }

    public static long From(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return None;
        Span<byte> utf8 = stackalloc byte[256];
        return System.Text.Encoding.UTF8.TryGetBytes(id, utf8, out var length) ? From(utf8[..length]) : From(System.Text.Encoding.UTF8.GetBytes(id));
    }
}
