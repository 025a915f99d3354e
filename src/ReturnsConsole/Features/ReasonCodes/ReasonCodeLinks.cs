using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace ReturnsConsole.Features.ReasonCodes;

public enum RowFilter
{
    All,
    Changes,
    Unconfirmed,
    Other,
    Unused,
}

/// <summary>What the page shows, as its address says it.</summary>
/// <param name="Source">Only this source's codes; null: all.</param>
/// <param name="Code">The code that the address points at: its row has the focus.</param>
/// <param name="Held">The unmapped code whose returns stand open.</param>
/// <param name="HeldAfter">The page of those returns.</param>
/// <param name="Before">Compare this version…</param>
/// <param name="After">…with this one; null: nothing is compared.</param>
public sealed record MatrixView(string? Source = null, string? Code = null, string? Text = null, RowFilter Filter = RowFilter.All, CodeKey? Held = null, long HeldAfter = 0, int? Before = null, int? After = null);

/// <summary>The one place that writes and reads addresses of the page: "/reason-codes?source=rebound&amp;code=SHADE_OFF".</summary>
public static class ReasonCodeLinks
{
    public const string Path = "reason-codes";

    public static string ToCode(CodeKey key) => Write(new MatrixView(key.SourceSystem, key.Code));

    /// <summary>From a case's subject, "rebound/SHADE_OFF".</summary>
    public static string ToCode(string subject) => Split(subject) is { } key ? ToCode(key) : Path;

    public static string Export(string format, int? version = null) =>
        QueryHelpers.AddQueryString(Path + "/export", version is { } number ? new Dictionary<string, string?> { ["format"] = format, ["version"] = number.ToString(CultureInfo.InvariantCulture) } : new() { ["format"] = format });

    public static string Write(MatrixView view)
    {
        var query = new List<KeyValuePair<string, string?>>();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(new(name, value));
        }
        Add("source", view.Source);
        Add("code", view.Code);
        Add("q", view.Text?.Trim());
        Add("show", view.Filter == RowFilter.All ? null : Slug(view.Filter));
        Add("held", view.Held?.ToString());
        Add("after", view.HeldAfter > 0 ? view.HeldAfter.ToString(CultureInfo.InvariantCulture) : null);
        Add("compare", view is { Before: { } before, After: { } after } ? string.Create(CultureInfo.InvariantCulture, $"{before}-{after}") : null);
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>What cannot be understood is left out.</summary>
    public static MatrixView Read(string uri)
    {
        var at = uri.IndexOf('?', StringComparison.Ordinal);
        var query = at < 0 ? [] : QueryHelpers.ParseQuery(uri[at..].Split('#')[0]);
        string? One(string name) => query.TryGetValue(name, out var values) && !string.IsNullOrWhiteSpace(values[0]) ? values[0]!.Trim() : null;
        var (before, after) = Versions(One("compare"));
        return new MatrixView(
            One("source") is { } source && SourceSystems.All.Contains(source) ? source : null,
            One("code"),
            One("q"),
            Enum.GetValues<RowFilter>().FirstOrDefault(f => Slug(f) == One("show")),
            One("held") is { } held ? Split(held) : null,
            long.TryParse(One("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0,
            before, after);
    }

    private static string Slug(RowFilter filter) => filter.ToString().ToLowerInvariant();

    private static CodeKey? Split(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && SourceSystems.All.Contains(text[..slash]) ? new CodeKey(text[..slash], text[(slash + 1)..]) : null;
    }

    private static (int?, int?) Versions(string? text) =>
        text?.Split('-') is [var one, var two] && int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var before) && int.TryParse(two, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? (before, after) : (null, null);
}
