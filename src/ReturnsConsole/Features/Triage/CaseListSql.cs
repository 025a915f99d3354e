using System.Globalization;
using System.Text;

namespace ReturnsConsole.Features.Triage;

/// <summary>Which index a list is read by, what narrows it there, and what each row of it is asked beside.</summary>
/// <param name="Range">Of the column that the index is sorted by.</param>
/// <param name="Rest">Empty: every row of the stretch is on the list.</param>
/// <param name="Budget">Rows that one look reads at most, where there is a rest.</param>
internal sealed record CasePlan(string Index, string Where, ColumnRange Range, string Rest, int Budget)
{
    /// <summary>So many rows of an index that answers by itself are read in a few milliseconds.</summary>
    private const int CoveredBudget = 60_000;

    /// <summary>A person's cases are looked at in the table; who has more is found through the queue.</summary>
    private const int OfPersonBudget = 3_000;

    public bool IsOfPerson => Budget == OfPersonBudget;

    /// <summary>Most pages are full after a short look; the further ones are for what is rare.</summary>
    public int BudgetOf(int look) => look switch { 1 => Budget / 16, 2 => Budget / 4, _ => Budget };

    /// <param name="cases">How many there are before the rest is asked.</param>
    public static CasePlan Of(CaseSort sort, CaseCriteria criteria, long cases)
    {
        var by = sort switch { CaseSort.Opened => "Opened", CaseSort.AtRisk => "Risk", _ => "Due" };
        var range = criteria.RangeOf(sort);
        var rest = criteria.RestOf(sort);
        if (criteria.Assignee is not null && (rest.Length == 0 || cases <= OfPersonBudget))
            return new("IX_Cases_OfPersonBy" + by, criteria.Owner, range, rest, OfPersonBudget);
        if (sort == CaseSort.AtRisk && criteria.Filter.Currency is not null)
            return new("IX_Cases_QueueByMoney", criteria.Currency, range, criteria.Marketplace + criteria.Owner, CoveredBudget);
        return new("IX_Cases_QueueBy" + by, "", range, rest + criteria.Owner, CoveredBudget);
    }

    /// <summary>The indexes by which the cases of a marketplace or currency are found whatever the order; none where the filter names neither.</summary>
    public static IEnumerable<CasePlan> OfPlace(CaseCriteria criteria)
    {
        if (criteria.Filter.Marketplace is not null)
            yield return new("IX_Cases_QueueByMarketplace", criteria.Marketplace, default, "", 0);
        var money = criteria.RangeOf(CaseSort.AtRisk);
        if (criteria.Filter.Currency is not null && (criteria.Filter.Marketplace is null || money != default))
            yield return new("IX_Cases_QueueByMoney", criteria.Currency, money, "", 0);
    }
}

/// <summary>The text of the list's queries.</summary>
internal sealed class CaseListSql(CaseListRequest request, CaseCriteria criteria, CasePlan plan)
{
    private readonly string column = ColumnOf(request.Sort);

    /// <summary>The index is walked against its own direction.</summary>
    public bool Backwards { get; } = request.Descending != request.Move is PageMove.Previous or PageMove.Last;

    public static string ColumnOf(CaseSort sort) => sort switch
    {
        CaseSort.Opened => "OpenedAt",
        CaseSort.AtRisk => "AtRisk",
        _ => "DueAt",
    };

    public static string Parts(CaseCriteria criteria)
    {
        var filter = criteria.Filter;
        var byDay = criteria.Due is not null || criteria.Age is not null;
        var sql = new StringBuilder($"SELECT AccountId, Kind, SUM(Cases){(byDay ? ", MIN(DueDay), MAX(DueDay)" : "")} FROM {(!byDay ? "CaseTotals" : criteria.Assignee is null ? "CaseDays" : "CaseTallies")} WHERE Status = {(int)filter.Status}");
        if (criteria.Due is { } due)
            sql.Append(CultureInfo.InvariantCulture, $" AND DueDay >= {due.From} AND DueDay < {due.Before}");
        if (criteria.Age is { } age)
            sql.Append(CultureInfo.InvariantCulture, $" AND OpenedDay >= {age.From} AND OpenedDay < {age.Before}");
        if (filter.Kind is { } kind)
            sql.Append(CultureInfo.InvariantCulture, $" AND Kind = {(int)kind}");
        if (filter.AccountId is { } account)
            sql.Append(CultureInfo.InvariantCulture, $" AND AccountId = {account}");
        return sql.Append(criteria.Owner).Append(CaseScope.CompanyFilter(criteria.Companies)).Append(" GROUP BY AccountId, Kind HAVING SUM(Cases) > 0").ToString();
    }

    /// <summary>For each part the keys that could stand on the page, one more than it holds.</summary>
    /// <param name="budget">Rows looked at in each part.</param>
    public string Keys(IEnumerable<(int Index, CaseListPart Part)> parts, int budget) => Union(parts, part =>
    {
        // SQLite reads the stretch in its order and stops at the last row that is needed; told to sort, it would read all of it.
        var rows = request.PageSize + 1;
        return plan.Rest.Length == 0
            ? Stretch(part, rows, "")
            : $"SELECT {Top(rows)}V, Id FROM ({Stretch(part, budget, $", CASE WHEN {plan.Rest[5..]} THEN 1 ELSE 0 END AS Fits")}) AS s WHERE Fits = 1{(criteria.SqlServer ? $" ORDER BY V {Direction}, Id {Direction}" : "")}{Limit(rows)}";
    });

    /// <summary>For each part the last row that was looked at, where the part reaches that far.</summary>
    public string Horizons(IEnumerable<(int Index, CaseListPart Part)> parts, int budget) => Union(parts, part =>
        $"SELECT {column} AS V, Id FROM Cases{Hint(plan, criteria)} WHERE {PartOf(criteria, part)}{plan.Where}{Onward()} ORDER BY {column} {Direction}, Id {Direction}"
        + (criteria.SqlServer ? $" OFFSET {Number(budget - 1)} ROWS FETCH NEXT 1 ROWS ONLY" : $" LIMIT 1 OFFSET {Number(budget - 1)}"));

    /// <summary>How many there are in all parts, up to a bound.</summary>
    public static string Count(CasePlan plan, CaseCriteria criteria, IEnumerable<CaseListPart> parts, int bound)
    {
        var top = criteria.SqlServer ? $"TOP ({Number(bound)}) " : "";
        var limit = criteria.SqlServer ? "" : $" LIMIT {Number(bound)}";
        var each = parts.Select(part => $"SELECT * FROM (SELECT {top}1 AS X FROM Cases{Hint(plan, criteria)} WHERE {PartOf(criteria, part)}{plan.Where}{plan.Range.Text}{limit}) AS p");
        return $"SELECT COUNT(*) FROM (SELECT {top}X FROM ({string.Join(" UNION ALL ", each)}) AS a{limit}) AS b";
    }

    /// <summary>Keys of all rows of a plan that fit, in no order: for what is known to be few.</summary>
    public string Collect(IEnumerable<CaseListPart> parts) =>
        string.Join(" UNION ALL ", parts.Select(part => $"SELECT {column} AS V, Id FROM Cases{Hint(plan, criteria)} WHERE {PartOf(criteria, part)}{plan.Where}{plan.Range.Text}{plan.Rest}"));

    private static string Union(IEnumerable<(int Index, CaseListPart Part)> parts, Func<CaseListPart, string> of) =>
        string.Join(" UNION ALL ", parts.Select(p => $"SELECT {Number(p.Index)} AS P, V, Id FROM ({of(p.Part)}) AS p"));

    private string Stretch(CaseListPart part, int rows, string more) =>
        $"SELECT {Top(rows)}{column} AS V, Id{more} FROM Cases{Hint(plan, criteria)} WHERE {PartOf(criteria, part)}{plan.Where}{Onward()} ORDER BY {column} {Direction}, Id {Direction}{Limit(rows)}";

    private static string PartOf(CaseCriteria criteria, CaseListPart part) =>
        string.Create(CultureInfo.InvariantCulture, $"Status = {(int)criteria.Filter.Status} AND AccountId = {part.AccountId} AND Kind = {(int)part.Kind}");

    private static string Hint(CasePlan plan, CaseCriteria criteria) => criteria.SqlServer ? "" : $" INDEXED BY {plan.Index}";

    private string Direction => Backwards ? "DESC" : "ASC";

    private string Top(int rows) => criteria.SqlServer ? $"TOP ({Number(rows)}) " : "";

    private string Limit(int rows) => criteria.SqlServer ? "" : $" LIMIT {Number(rows)}";

    /// <summary>
    /// What of the range is still ahead. Where the page before ended inside the range, its end stands for the bound on that side: told both, SQLite begins at the
    /// range's bound and walks all the way to the page.
    /// </summary>
    private string Onward()
    {
        if (request.Cursor is not { } cursor || request.Move is PageMove.First or PageMove.Last)
            return plan.Range.Text;
        var (value, id) = request.Move == PageMove.Next ? (cursor.LastValue, cursor.LastId) : (cursor.FirstValue, cursor.FirstId);
        return (!plan.Range.Holds(value) ? plan.Range.Text : Backwards ? plan.Range.From : plan.Range.To) + After(value, id);
    }

    private string After(long value, long id)
    {
        var sign = Backwards ? '<' : '>';
        var v = criteria.SqlServer && request.Sort != CaseSort.AtRisk ? DayRange.ServerLiteral(new DateTime(value, DateTimeKind.Utc)) : value.ToString(CultureInfo.InvariantCulture);
        var row = id.ToString(CultureInfo.InvariantCulture);
        return criteria.SqlServer ? $" AND {column} {sign}= {v} AND ({column} {sign} {v} OR Id {sign} {row})" : $" AND ({column}, Id) {sign} ({v}, {row})";
    }

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
