using System.Text.RegularExpressions;

namespace ReturnsConsole.Features.Triage.Comments;

/// <summary>"@fiona" in a comment. What merely looks like it (an e-mail address) is none.</summary>
public static partial class Mentions
{
    /// <summary>The user names after each @, each once.</summary>
    public static IReadOnlyList<string> NamesIn(string text) => [.. Parts(text).Where(p => p.Name is not null).Select(p => p.Name!).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The text in pieces; a piece with a name is a mention, with its @.</summary>
    public static IEnumerable<(string Text, string? Name)> Parts(string text)
    {
        var at = 0;
        foreach (Match match in Mention().Matches(text))
        {
            var name = match.Groups[1].Value.TrimEnd('.', '-', '_', '@');
            if (match.Index > at)
                yield return (text[at..match.Index], null);
            yield return ("@" + name, name);
            at = match.Index + 1 + name.Length;
        }
        if (at < text.Length)
            yield return (text[at..], null);
    }

    /// <summary>What is being typed after an @ at the end of the text; null when nothing is.</summary>
    public static string? Begun(string text) => Unfinished().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(?<![\p{L}\p{N}@._-])@([A-Za-z0-9][A-Za-z0-9._@-]*)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<![\p{L}\p{N}@._-])@([A-Za-z0-9._-]{0,30})$")]
    private static partial Regex Unfinished();
}
