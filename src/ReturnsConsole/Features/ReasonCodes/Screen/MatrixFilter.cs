using ReturnsConsole.Features.ReasonCodes.Review;

namespace ReturnsConsole.Features.ReasonCodes.Screen;

/// <summary>The rows that the address asks for. Pure.</summary>
public static class MatrixFilter
{
    /// <param name="review">Null while uses are counted: nothing is called unused before.</param>
    public static IReadOnlyList<RowDifference> Of(IReadOnlyList<RowDifference> rows, MatrixView view, ReviewList? review)
    {
        IEnumerable<RowDifference> fit = rows;
        if (view.Source is { } source)
            fit = fit.Where(r => r.Key.SourceSystem == source);
        if (view.Text is { Length: > 0 } text)
            fit = fit.Where(r => Texts(r).Any(t => t.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase)));
        var unused = view.Filter == RowFilter.Unused ? review?.NeverUsed.ToHashSet() ?? [] : [];
        fit = view.Filter switch
        {
            RowFilter.Changes => fit.Where(r => r.Change != RowChange.Same),
            RowFilter.Unconfirmed => fit.Where(r => r.Shown.Values.ToBeConfirmed),
            RowFilter.Other => fit.Where(r => r.Shown.Values.CanonicalReason == CanonicalReasons.Other),
            RowFilter.Unused => fit.Where(r => unused.Contains(r.Key)),
            _ => fit,
        };
        return [.. fit];
    }

    private static string[] Texts(RowDifference row)
    {
        var v = row.Shown.Values;
        return [row.Key.Code, SourceSystems.TitleOf(row.Key.SourceSystem), CanonicalReasons.TitleOf(v.CanonicalReason), v.AmazonCode, v.CommercetoolsCode, v.CostCode, v.LiabilityCode];
    }
}
