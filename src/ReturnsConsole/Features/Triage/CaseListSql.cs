using System.Globalization;
using System.Text;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Triage;

/// <summary>The text of the list's queries. Only numbers and names of our own stand in it.</summary>
/// <param name="due">Days of the cases that count, where the filter says so.</param>
/// <param name="total">Cases of the filter.</param>
internal sealed class CaseListSql(bool sqlServer, CaseListRequest request, int? assignee, DueDays? due, long total)
{
    /// <summary>So few cases of some days are all read and sorted; more are met soon enough by walking in the order asked for.</summary>
    private const int FewOfDays = 20_000;

    private readonly string column = ColumnOf(request.Sort);

    /// <summary>The index is walked against its own direction.</summary>
    public bool Backwards { get; } = request.Descending != request.Move is PageMove.Previous or PageMove.Last;

    public static string ColumnOf(CaseSort sort) => sort switch
    {
        CaseSort.Opened => "OpenedAt",
        CaseSort.AtRisk => "AtRisk",
        _ => "DueAt",
    };

    public static string Parts(CaseFilter filter, IReadOnlySet<int>? companies, int? assignee, DueDays? due)
    {
        var sql = new StringBuilder($"SELECT AccountId, Kind, SUM(Cases) FROM {(due is null ? "CaseTotals" : "CaseTallies")} WHERE Status = {(int)filter.Status}");
        if (due is { } days)
            sql.Append(CultureInfo.InvariantCulture, $" AND DueDay >= {days.From} AND DueDay < {days.Before}");
        if (filter.Kind is { } kind)
            sql.Append(CultureInfo.InvariantCulture, $" AND Kind = {(int)kind}");
        if (filter.AccountId is { } account)
            sql.Append(CultureInfo.InvariantCulture, $" AND AccountId = {account}");
        if (assignee is { } person)
            sql.Append(CultureInfo.InvariantCulture, $" AND AssigneeId = {person}");
        return sql.Append(CaseScope.CompanyFilter(companies)).Append(" GROUP BY AccountId, Kind HAVING SUM(Cases) > 0").ToString();
    }

    /// <summary>For each part the keys that could stand on the page, one more than it holds.</summary>
    public string Keys(IReadOnlyList<CaseListPart> parts)
    {
        var sql = new StringBuilder();
        var direction = Backwards ? "DESC" : "ASC";
        var rows = (request.PageSize + 1).ToString(CultureInfo.InvariantCulture);
        foreach (var part in parts)
        {
            if (sql.Length > 0)
                sql.Append(" UNION ALL ");
            sql.Append("SELECT * FROM (SELECT ").Append(sqlServer ? $"TOP ({rows}) " : "").Append(column).Append(" AS V, Id FROM Cases").Append(Hint()).Append(" WHERE ");
            if (assignee is { } person)
                sql.Append(CultureInfo.InvariantCulture, $"AssigneeId = {person} AND ");
            sql.Append(CultureInfo.InvariantCulture, $"Status = {(int)request.Filter.Status} AND AccountId = {part.AccountId} AND Kind = {(int)part.Kind}");
            if (due is { } days)
                sql.Append(days.Condition(sqlServer));
            sql.Append(After()).Append(" ORDER BY ").Append(column).Append(' ').Append(direction).Append(", Id ").Append(direction);
            sql.Append(sqlServer ? "" : " LIMIT " + rows).Append(") AS p");
        }
        return sql.ToString();
    }

    private string Hint()
    {
        var index = (assignee is null ? "IX_Cases_QueueBy" : "IX_Cases_OfPersonBy") + (due is not null && total <= FewOfDays ? CaseSort.Due : request.Sort) switch { CaseSort.Opened => "Opened", CaseSort.AtRisk => "Risk", _ => "Due" };
        return sqlServer ? "" : $" INDEXED BY {index}";
    }

    private string After()
    {
        if (request.Cursor is not { } cursor || request.Move is PageMove.First or PageMove.Last)
            return "";
        var (value, id) = request.Move == PageMove.Next ? (cursor.LastValue, cursor.LastId) : (cursor.FirstValue, cursor.FirstId);
        var sign = Backwards ? '<' : '>';
        var v = Literal(value);
        var row = id.ToString(CultureInfo.InvariantCulture);
        return sqlServer ? $" AND {column} {sign}= {v} AND ({column} {sign} {v} OR Id {sign} {row})" : $" AND ({column}, Id) {sign} ({v}, {row})";
    }

    private string Literal(long value) =>
        sqlServer && request.Sort != CaseSort.AtRisk
            ? DueDays.ServerLiteral(new DateTime(value, DateTimeKind.Utc))
            : value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Days since 1970-01-01 UTC, from the first to before the last.</summary>
internal readonly record struct DueDays(int From, int Before)
{
    public static DueDays? Of(CaseFilter filter, DateTime now)
    {
        var today = TallyKey.DayOf(now);
        return !TallyKey.IsOpen(filter.Status) ? null : filter.Due switch
        {
            DueFilter.Late => new(0, today),
            DueFilter.Today => new(today, today + 1),
            _ => null,
        };
    }

    public string Condition(bool sqlServer) => $" AND DueAt >= {Literal(sqlServer, From)} AND DueAt < {Literal(sqlServer, Before)}";

    public static string ServerLiteral(DateTime at) => $"'{at.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)}'";

    private static string Literal(bool sqlServer, int day)
    {
        var at = DateTime.UnixEpoch.AddDays(day);
        return sqlServer ? ServerLiteral(at) : Instants.ToMilliseconds(at).ToString(CultureInfo.InvariantCulture);
    }
}
