using System.Globalization;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>Whose cases.</summary>
public enum AssigneeFilter
{
    Anybody,
    Nobody,
    Me,

    /// <summary>The person of <see cref="CaseFilter.PersonId"/>.</summary>
    Person,
}

/// <summary>Which cases by the day they are due (UTC days, as the figures count them). What is closed is due no more: there it does not restrict. Such a list stands in the order of that day.</summary>
public enum DueFilter
{
    Any,
    Late,
    Today,
}

/// <summary>Which cases. What is not set does not restrict.</summary>
public sealed record CaseFilter
{
    public CaseKind? Kind { get; init; }

    public CaseStatus Status { get; init; } = CaseStatus.Open;

    public AssigneeFilter Assignee { get; init; }

    public int PersonId { get; init; }

    public int? AccountId { get; init; }

    public DueFilter Due { get; init; }

    /// <summary>An order id, the beginning of an Amazon order id (at least three digits), or a whole SKU.</summary>
    public string? Search { get; init; }
}

public enum CaseSort
{
    Due,
    Opened,
    AtRisk,
}

public enum PageMove
{
    First,
    Next,
    Previous,
    Last,
}

/// <summary>One page of cases. <paramref name="Cursor"/> is the one of the page that is left; needed for Next and Previous.</summary>
public sealed record CaseListRequest(CaseFilter Filter, CaseSort Sort = CaseSort.Due, bool Descending = false, PageMove Move = PageMove.First, PageCursor? Cursor = null, int PageSize = 50);

/// <summary>First and last row of a page, by sort value and id. Its text fits into an address.</summary>
public readonly record struct PageCursor(long FirstValue, long FirstId, long LastValue, long LastId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FirstValue}.{FirstId}.{LastValue}.{LastId}");

    public static PageCursor? Parse(string? text)
    {
        var parts = (text ?? "").Split('.');
        Span<long> n = stackalloc long[4];
        if (parts.Length != 4)
            return null;
        for (var i = 0; i < 4; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out n[i]))
                return null;
        }
        return new(n[0], n[1], n[2], n[3]);
    }
}

/// <summary>One row of the list.</summary>
public sealed record CaseRow(long Id, int AccountId, CaseKind Kind, CaseStatus Status, CaseSeverity Severity, string OrderId, string Sku, string Marketplace, string Headline,
    long AtRisk, string Currency, DateTime OpenedAt, DateTime DueAt, DateTime? ClearsBy, int AssigneeId, string AssigneeName, int Version)
{
    /// <summary>What people call it: the order, else the SKU, else its number.</summary>
    public string Name => OrderId.Length > 0 ? OrderId : Sku.Length > 0 ? Sku : $"Case {Id.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A page, how many there are in all, and whether there is more on either side.</summary>
/// <param name="Total">Of all pages. Exact, but for a search that finds more than it sorts: then <paramref name="Capped"/> is true and this is the bound.</param>
public sealed record CasePage(IReadOnlyList<CaseRow> Items, long Total, PageCursor? Cursor, bool HasPrevious, bool HasNext, bool Capped = false);
