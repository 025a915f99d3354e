using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>What the triage screen shows: exactly what its address says, and nothing else. <see cref="CaseLinks"/> writes and reads it.</summary>
public sealed record CaseView
{
    public CaseFilter Filter { get; init; } = new();

    public CaseSort Sort { get; init; } = CaseSort.Due;

    public bool Descending { get; init; }

    public PageMove Move { get; init; } = PageMove.First;

    public PageCursor? Cursor { get; init; }

    /// <summary>Columns that belong to the view; null: those that the person has chosen.</summary>
    public CaseColumns? Columns { get; init; }

    /// <summary>The case that stands open beside the list.</summary>
    public long? CaseId { get; init; }

    public static CaseView Everything { get; } = new();

    public static CaseView OfKind(CaseKind kind) => new() { Filter = new CaseFilter { Kind = kind } };

    public static CaseView OfDue(DueFilter due) => new() { Filter = new CaseFilter { Due = due } };

    /// <summary>The same list without an open case; equal views show equal rows.</summary>
    public CaseView ListOnly => this with { CaseId = null };

    public CaseView FirstPage => this with { Move = PageMove.First, Cursor = null };

    /// <summary>Another filter starts on the first page, with no case open.</summary>
    public CaseView With(CaseFilter filter) => (FirstPage with { Filter = filter, CaseId = null }).InOfferedOrder();

    public bool MaySortBy(CaseSort sort) => (CaseCriteria.OrderOf(Filter) ?? sort) == sort;

    /// <summary>As it is, or in the order that its filter prescribes: most urgent, oldest or most at risk first.</summary>
    public CaseView InOfferedOrder() => MaySortBy(Sort) ? this : FirstPage with { Sort = CaseCriteria.OrderOf(Filter)!.Value, Descending = CaseCriteria.OrderOf(Filter) == CaseSort.AtRisk };

    /// <summary>The same column again turns the order round; most at risk and oldest come first by themselves.</summary>
    public CaseView SortedBy(CaseSort sort) => FirstPage with { Sort = sort, Descending = sort == Sort ? !Descending : sort == CaseSort.AtRisk };
}
