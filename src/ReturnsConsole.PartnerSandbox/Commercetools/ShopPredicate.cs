using System.Globalization;
using System.Text.RegularExpressions;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>The part of the query predicates that is simulated: comparisons and "is (not) defined" joined by "and", fields nested in parentheses.</summary>
internal static partial class ShopPredicate
{
    /// <exception cref="BadCallException">The predicate cannot be read.</exception>
    public static Predicate<ShopResource> Parse(string text)
    {
        var conditions = Split(text).Select(part => Condition(part, "")).ToList();
        return resource => conditions.TrueForAll(condition => condition(resource));
    }

    private static Predicate<ShopResource> Condition(string text, string prefix)
    {
        if (Nested().Match(text) is { Success: true } nested)
        {
            var inner = Split(nested.Groups["inner"].Value).Select(part => Condition(part, $"{prefix}{nested.Groups["field"].Value}.")).ToList();
            return resource => inner.TrueForAll(condition => condition(resource));
        }

        if (Presence().Match(text) is { Success: true } presence)
        {
            var (field, wanted) = (prefix + presence.Groups["field"].Value, !presence.Groups["not"].Success);
            return resource => resource.Values(field).Any() == wanted;
        }

        if (Comparison().Match(text) is not { Success: true } match)
            throw new BadCallException($"Malformed parameter: where: Syntax error while parsing '{text}'.", "InvalidInput");

        var path = prefix + match.Groups["field"].Value;
        var isTime = path.EndsWith("At", StringComparison.Ordinal);
        var values = Literal().Matches(match.Groups["values"].Value).Select(value => value.Groups[1].Value).Select(value => isTime ? Instant(value) : value).ToArray();
        var sign = match.Groups["sign"].Value;
        return resource => resource.Values(path).Any(found => Holds(found, sign, values));
    }

    private static bool Holds(string found, string sign, string[] values)
    {
        var order = string.CompareOrdinal(found, values[0]);
        return sign switch
        {
            "in" => values.Contains(found),
            "=" => order == 0,
            "!=" or "<>" => order != 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            _ => order <= 0,
        };
    }

    private static string Instant(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? ShopViews.Time(time.UtcDateTime)
        : throw new BadCallException($"Malformed parameter: where: '{text}' is not a date and time.", "InvalidInput");

    /// <summary>At each "and" that stands in no parentheses and in no quotes.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (depth, quoted, start) = (0, false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && text[i] == '(')
                depth++;
            else if (!quoted && text[i] == ')')
                depth--;
            else if (!quoted && depth == 0 && string.Compare(text, i, " and ", 0, 5, StringComparison.OrdinalIgnoreCase) == 0)
            {
                parts.Add(text[start..i].Trim());
                start = i + 5;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }

    [GeneratedRegex("""^(?<field>[A-Za-z]+)\s*\((?<inner>.+)\)$""", RegexOptions.NonBacktracking)]
    private static partial Regex Nested();

    [GeneratedRegex("""^(?<field>[A-Za-z]+)\s*(?<sign>!=|<>|>=|<=|=|>|<|in)\s*(?<values>\(?\s*"[^"]*"(\s*,\s*"[^"]*")*\s*\)?)$""", RegexOptions.NonBacktracking)]
    private static partial Regex Comparison();

    [GeneratedRegex("""^(?<field>[A-Za-z]+)\s+is\s+(?<not>not\s+)?defined$""", RegexOptions.NonBacktracking)]
    private static partial Regex Presence();

    [GeneratedRegex("\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();
}
