namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>What a code probably means, with its ground in words. A proposal: nothing is mapped by it.</summary>
/// <param name="Weak">Say that it is weak: the words only resemble.</param>
public sealed record Suggestion(string Reason, string Ground, bool Weak);

/// <summary>Proposes a reason for a code that nobody has mapped: same code elsewhere, then what people chose for similar ones, then a similar label. Pure.</summary>
public static class ReasonSuggestion
{
    private const double Similar = 0.5;
    private const double Clearly = 0.75;

    /// <summary>Words that partners use for one thing.</summary>
    private static readonly string[][] SameMeaning =
    [
        ["LARGE", "BIG"], ["FAULTY", "FAULT", "DEFECTIVE", "DEFECT", "BROKEN"], ["COLOR", "COLOUR", "SHADE"], ["PICTURED", "PICTURE", "PHOTO", "IMAGE", "DESCRIBED", "DESCRIPTION", "DESC"],
        ["WRONG", "DIFFERENT", "INCORRECT"], ["LATE", "DELAYED", "MISSED"], ["DAMAGED", "DAMAGE"], ["MISSING", "MISSED"], ["ITEM", "PRODUCT", "ARTICLE"],
    ];

    /// <summary>Words that say nothing about the reason: prefixes of questionnaires, categories, filling.</summary>
    private static readonly HashSet<string> Filling = ["CR", "RO", "AMZ", "PG", "APP", "WJ", "HOME", "UND", "THE", "A", "AN", "IS", "WAS", "OF", "TO", "IN", "BY", "AS", "NOT"];

    private static readonly Dictionary<string, string> Stem = Stems();

    public static Suggestion? For(CodeKey wanted, IReadOnlyCollection<MappingRow> rows)
    {
        var words = WordsOf(wanted.Code);
        if (words.Count == 0)
            return null;
        return SameCode(wanted, rows) ?? Before(words, rows) ?? SimilarCode(words, rows) ?? SimilarTitle(words);
    }

    private static Suggestion? SameCode(CodeKey wanted, IReadOnlyCollection<MappingRow> rows)
    {
        var bare = Bare(wanted.Code);
        var same = rows.Where(r => r.Key != wanted && Bare(r.Key.Code) == bare).OrderBy(r => r.Values.ToBeConfirmed).ThenBy(r => r.Key).ToList();
        if (same.Count == 0)
            return null;
        return new(same[0].Values.CanonicalReason, $"same code in {SourceSystems.TitleOf(same[0].Key.SourceSystem)}{(same[0].Key.Code == wanted.Code ? "" : $" ({same[0].Key.Code})")}", Weak: false);
    }

    /// <summary>Only rows that a person decided on count as chosen.</summary>
    private static Suggestion? Before(HashSet<string> words, IReadOnlyCollection<MappingRow> rows)
    {
        var chosen = rows.Where(r => !r.Values.ToBeConfirmed).Select(r => (Row: r, Score: Alike(words, WordsOf(r.Key.Code)))).Where(r => r.Score >= Similar).ToList();
        if (chosen.Count == 0)
            return null;
        var most = chosen.GroupBy(r => r.Row.Values.CanonicalReason).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Max(r => r.Score)).ThenBy(g => g.Key, StringComparer.Ordinal).First();
        if (most.Count() * 2 <= chosen.Count && chosen.Count > 1)
            return null;
        return new(most.Key, chosen.Count == 1 ? $"chosen before for {chosen[0].Row.Key.Code}" : $"similar wording, {most.Count()} of {chosen.Count} chosen so before", Weak: most.Max(r => r.Score) < Clearly);
    }

    private static Suggestion? SimilarCode(HashSet<string> words, IReadOnlyCollection<MappingRow> rows)
    {
        var best = rows.Select(r => (Row: r, Score: Alike(words, WordsOf(r.Key.Code)))).Where(r => r.Score >= Similar)
            .OrderByDescending(r => r.Score).ThenBy(r => r.Row.Key).FirstOrDefault();
        return best.Row is null ? null
            : new(best.Row.Values.CanonicalReason, $"similar to {best.Row.Key.Code} of {SourceSystems.TitleOf(best.Row.Key.SourceSystem)}{(best.Score < Clearly ? ", weak" : "")}", best.Score < Clearly);
    }

    private static Suggestion? SimilarTitle(HashSet<string> words)
    {
        var best = CanonicalReasons.All.Select(r => (Reason: r, Score: Alike(words, WordsOf(r.Title)))).Where(r => r.Score >= Similar).OrderByDescending(r => r.Score).FirstOrDefault();
        return best.Reason is null ? null : new(best.Reason.Name, $"similar to the label “{best.Reason.Title}”{(best.Score < Clearly ? ", weak" : "")}", best.Score < Clearly);
    }

    /// <summary>Shared words, by the shorter and the longer of the two: 1 is the same words, 0 none.</summary>
    private static double Alike(HashSet<string> one, HashSet<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return 0;
        var shared = one.Count(other.Contains);
        return (double)shared / Math.Max(one.Count, other.Count);
    }

    private static HashSet<string> WordsOf(string text) => [.. Split(text).Where(w => !Filling.Contains(w)).Select(w => Stem.GetValueOrDefault(w, w))];

    private static string[] Split(string text) =>
        string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? char.ToUpperInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Bare(string code) => string.Join('-', Split(ReasonCodeText.Normal(code)));

    private static Dictionary<string, string> Stems()
    {
        var stems = new Dictionary<string, string>();
        foreach (var group in SameMeaning)
        {
            foreach (var word in group)
                stems.TryAdd(word, group[0]);
        }
        return stems;
    }
}
