using System.Data.Common;
using System.Globalization;
using System.Text;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Triage;

/// <summary>What a filter asks of a case, as conditions. Names that people typed are parameters; everything else is a number or a name of our own.</summary>
internal sealed record CaseCriteria(CaseFilter Filter, IReadOnlySet<int>? Companies, int? Assignee, DayRange? Due, DayRange? Age, bool SqlServer)
{
    public static CaseCriteria Of(CaseFilter filter, IReadOnlySet<int>? companies, int me, DateTime now, bool sqlServer) => new(filter, companies, filter.Assignee switch
    {
        AssigneeFilter.Nobody => 0,
        AssigneeFilter.Me => me,
        AssigneeFilter.Person => filter.PersonId,
        _ => null,
    }, DayRange.OfDue(filter, now), DayRange.OfAge(filter, now), sqlServer);

    public bool HasPlace => Filter.Marketplace is not null || Filter.Currency is not null;

    /// <summary>Nothing but one marketplace or currency was asked for, and there are more than <see cref="CaseList.Bound"/> of it.</summary>
    public bool IsPlaceOnly => HasPlace && Assignee is null && Due is null && Age is null && (Filter.Marketplace is null || Filter.Currency is null);

    /// <summary>The order that the filter prescribes: a range is read in its own order.</summary>
    public static CaseSort? OrderOf(CaseFilter filter) => !TallyKey.IsOpen(filter.Status) || filter is { Due: DueFilter.Any, Age: AgeFilter.Any }
        ? filter.Currency is not null && (filter.AtRiskFrom is not null || filter.AtRiskTo is not null) ? CaseSort.AtRisk : null
        : filter.Due != DueFilter.Any ? CaseSort.Due : CaseSort.Opened;

    /// <summary>" AND DueAt >= …": the range of the column that the list is sorted by.</summary>
    public string RangeOf(CaseSort sort) => sort switch
    {
        CaseSort.Opened => Age?.Condition("OpenedAt", SqlServer) ?? "",
        CaseSort.AtRisk => AtRisk,
        _ => Due?.Condition("DueAt", SqlServer) ?? "",
    };

    /// <summary>Everything but status, account, kind, owner and the range of that column.</summary>
    public string RestOf(CaseSort sort)
    {
        var sql = new StringBuilder();
        foreach (var other in Enum.GetValues<CaseSort>().Where(s => s != sort))
            sql.Append(RangeOf(other));
        return sql.Append(Marketplace).Append(Currency).ToString();
    }

    public string Marketplace => Filter.Marketplace is null ? "" : " AND Marketplace = @market";

    public string Currency => Filter.Currency is null ? "" : " AND Currency = @currency";

    public string Sku => Filter.Sku is null ? "" : " AND Sku = @sku";

    public string Owner => Assignee is { } person ? string.Create(CultureInfo.InvariantCulture, $" AND AssigneeId = {person}") : "";

    private string AtRisk => Filter.Currency is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"{(Filter.AtRiskFrom is { } from ? $" AND AtRisk >= {from}" : "")}{(Filter.AtRiskTo is { } to ? $" AND AtRisk <= {to}" : "")}");

    public DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in ((string, string?)[])[("@market", Filter.Marketplace), ("@currency", Filter.Currency), ("@sku", Filter.Sku)])
        {
            if (value is null || !sql.Contains(name, StringComparison.Ordinal))
                continue;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}

/// <summary>Days since 1970-01-01 UTC, from the first to before the last.</summary>
internal readonly record struct DayRange(int From, int Before)
{
    /// <summary>Far enough, and still an instant in every database.</summary>
    private const int End = 2_900_000;

    public static DayRange? OfDue(CaseFilter filter, DateTime now)
    {
        var today = TallyKey.DayOf(now);
        return !TallyKey.IsOpen(filter.Status) ? null : filter.Due switch
        {
            DueFilter.Late => new(0, today),
            DueFilter.Today => new(today, today + 1),
            _ => null,
        };
    }

    public static DayRange? OfAge(CaseFilter filter, DateTime now)
    {
        var today = TallyKey.DayOf(now);
        return !TallyKey.IsOpen(filter.Status) ? null : filter.Age switch
        {
            AgeFilter.UpTo2 => new(today - 2, End),
            AgeFilter.UpTo7 => new(today - 7, today - 2),
            AgeFilter.UpTo14 => new(today - 14, today - 7),
            AgeFilter.Older => new(0, today - 14),
            _ => null,
        };
    }

    public string Condition(string column, bool sqlServer) => $" AND {column} >= {Literal(sqlServer, From)} AND {column} < {Literal(sqlServer, Before)}";

    public static string ServerLiteral(DateTime at) => $"'{at.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)}'";

    private static string Literal(bool sqlServer, int day)
    {
        var at = DateTime.UnixEpoch.AddDays(day);
        return sqlServer ? ServerLiteral(at) : Instants.ToMilliseconds(at).ToString(CultureInfo.InvariantCulture);
    }
}
