using System.Text.RegularExpressions;

namespace ReturnsConsole.Features.Lookup;

/// <summary>What an identifier looks like. The look alone decides nothing: it only says what is tried first.</summary>
public enum LookupShape : byte
{
    /// <summary>3-7-7 digits.</summary>
    AmazonOrder,

    /// <summary>Happy Returns: eight characters that begin with HR.</summary>
    ExpressCode,

    /// <summary>Anything else: the seller's own order id, a return number, tracking number, barcode or licence plate.</summary>
    Code,
}

/// <summary>An identifier found in what somebody typed or pasted.</summary>
/// <param name="Value">As systems write it: no blanks inside.</param>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Length">How much of the text it takes.</param>
public sealed record LookupTerm(LookupShape Shape, string Value, int Start, int Length);

/// <summary>Finds identifiers in a word, a number with blanks inside, or a whole sentence.</summary>
public static partial class LookupText
{
    public const int MaxLength = 2_000;

    private const int Most = 8;

    /// <summary>The likeliest first; empty when nothing in the text can be an identifier.</summary>
    public static IReadOnlyList<LookupTerm> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var all = text.Length > MaxLength ? text[..MaxLength] : text;
        var found = new List<LookupTerm>();
        foreach (Match m in OrderId().Matches(all))
            Add(found, new(LookupShape.AmazonOrder, $"{m.Groups[1].Value.ToUpperInvariant()}-{m.Groups[2].Value}-{m.Groups[3].Value}", m.Index, m.Length));
        var orders = found.Where(f => all.AsSpan(f.Start, f.Length).IndexOfAnyExceptInRange('0', '9') >= 0).ToList();
        foreach (Match m in Express().Matches(all))
            Add(found, new(LookupShape.ExpressCode, m.Value.ToUpperInvariant(), m.Index, m.Length));
        foreach (Match m in Groups().Matches(all))
        {
            if (!Overlaps(orders, m.Index, m.Length) && m.Length is >= 8 and <= 60)
                Add(found, new(LookupShape.Code, Joined(m.Value), m.Index, m.Length));
        }
        foreach (Match m in Word().Matches(all))
        {
            var word = m.Value.TrimEnd('.', ':', '-', '/', '_', '+');
            var alone = word.Length == all.Trim().Length;
            if (word.Length > 60 || Overlaps(orders, m.Index, word.Length) || IsAddress(all, m) || (!alone && !LooksLikeCode(word)))
                continue;
            Add(found, new(LookupShape.Code, Upper(word), m.Index, word.Length));
        }
        return [.. found.Take(Most)];
    }

    /// <summary>The spellings under which systems may have written the same identifier.</summary>
    public static IReadOnlyList<string> SpellingsOf(string value)
    {
        var spellings = new List<string> { value };
        void Also(string other)
        {
            if (!spellings.Contains(other, StringComparer.Ordinal))
                spellings.Add(other);
        }
        Also(value.ToUpperInvariant());
        Also(value.ToLowerInvariant());
        // A shipping label's barcode begins with 00, which says that a parcel number follows; some systems write it, some do not.
        if (value.All(char.IsAsciiDigit) && value.Length == 20 && value.StartsWith("00", StringComparison.Ordinal))
            Also(value[2..]);
        else if (value.All(char.IsAsciiDigit) && value.Length == 18)
            Also("00" + value);
        return spellings;
    }

    private static void Add(List<LookupTerm> to, LookupTerm term)
    {
        if (!to.Exists(t => t.Value == term.Value))
            to.Add(term);
    }

    private static bool Overlaps(List<LookupTerm> terms, int start, int length) => terms.Exists(t => start < t.Start + t.Length && t.Start < start + length);

    private static string Joined(string groups) => string.Concat(groups.Where(c => !char.IsWhiteSpace(c)));

    private static bool LooksLikeCode(string word) => word.Length >= 5 && word.Any(char.IsAsciiDigit) && !DateOrPrice().IsMatch(word);

    /// <summary>Part of a mail address: nothing is looked up by a person.</summary>
    private static bool IsAddress(string text, Match m) =>
        (m.Index > 0 && text[m.Index - 1] == '@') || (m.Index + m.Length < text.Length && text[m.Index + m.Length] == '@');

    /// <summary>Codes are written large; one with mixed case means what it says.</summary>
    private static string Upper(string word) => word.Any(char.IsAsciiLetterUpper) ? word : word.ToUpperInvariant();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(\d{3}|[Ss]\d{2})[\s\-‐‑–—]{0,3}(\d{7})[\s\-‐‑–—]{0,3}(\d{7})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex OrderId();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(HR[0-9A-Z]{6}|hr[0-9a-z]{6})(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Express();

    /// <summary>
    /// Groups of digits and large letters, a digit in each, a blank between: "0034 0434 1234 5678 90", "1Z 999 AA1 01 2345 6784". Each group ends where its
    /// characters end, so that there is one way only to read a text.
    /// </summary>
    [GeneratedRegex(@"(?<![0-9A-Za-z@.])(?=[A-Z]{0,11}[0-9])[0-9A-Z]{1,12}(?![0-9A-Za-z])(?:[ \u00a0](?=[A-Z]{0,11}[0-9])[0-9A-Z]{1,12}(?![0-9A-Za-z])){1,8}(?!@)", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();

    [GeneratedRegex(@"(?<![0-9A-Za-z@])[0-9A-Za-z][0-9A-Za-z\-_./:+]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(\d{1,2}[./\-]\d{1,2}([./\-]\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,7}[.,]\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex DateOrPrice();
}
