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

    /// <summary>The range of the column that a list of this order is sorted by.</summary>
    public ColumnRange RangeOf(CaseSort sort) => sort switch
    {
        CaseSort.Opened => Age?.Of("OpenedAt", SqlServer) ?? default,
        CaseSort.AtRisk => AtRisk,
        _ => Due?.Of("DueAt", SqlServer) ?? default,
    };

    /// <summary>Everything but status, account, kind, owner and the range of that column.</summary>
    public string RestOf(CaseSort sort)
    {
        var sql = new StringBuilder();
        foreach (var other in Enum.GetValues<CaseSort>().Where(s => s != sort))
            sql.Append(RangeOf(other).Text);
        return sql.Append(Marketplace).Append(Currency).ToString();
    }

    public string Marketplace => Filter.Marketplace is null ? "" : " AND Marketplace = @market";

    public string Currency => Filter.Currency is null ? "" : " AND Currency = @currency";

    public string Sku => Filter.Sku is null ? "" : " AND Sku = @sku";

    public string Owner => Assignee is { } person ? string.Create(CultureInfo.InvariantCulture, $" AND AssigneeId = {person}") : "";

    private ColumnRange AtRisk => Filter.Currency is null ? default : new("AtRisk", Filter.AtRiskFrom, Filter.AtRiskTo is { } to ? to + 1 : null, null, null);

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

    public ColumnRange Of(string column, bool sqlServer)
    {
        var (from, before) = (DateTime.UnixEpoch.AddDays(From), DateTime.UnixEpoch.AddDays(Before));
        return sqlServer
            ? new(column, from.Ticks, before.Ticks, ServerLiteral(from), ServerLiteral(before))
            : new(column, Instants.ToMilliseconds(from), Instants.ToMilliseconds(before), null, null);
    }

    public static string ServerLiteral(DateTime at) => $"'{at.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)}'";
}

/// <summary>A stretch of a column, from the first value to before the last, as conditions and as the values that keys carry.</summary>
/// <param name="First">Null: open.</param>
/// <param name="End">Null: open.</param>
/// <param name="FirstText">How the database writes the first value, where that is not its number.</param>
internal readonly record struct ColumnRange(string Column, long? First, long? End, string? FirstText, string? EndText)
{
    public string From => First is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND {Column} >= {FirstText ?? First.Value.ToString(CultureInfo.InvariantCulture)}");

    public string To => End is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND {Column} < {EndText ?? End.Value.ToString(CultureInfo.InvariantCulture)}");

    public string Text => From + To;

    public bool Holds(long value) => !(value < First) && !(value >= End);
}
