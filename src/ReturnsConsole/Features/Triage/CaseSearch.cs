using System.Data.Common;
using System.Globalization;
using System.Text;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Search by order id (whole, or the beginning of an Amazon one) or whole SKU; what is found is sorted here, up to a bound.</summary>
internal static class CaseSearch
{
    public const int Bound = 1000;

    public static async Task<CasePage> RunAsync(DbConnection connection, bool sqlServer, CaseListRequest request, IReadOnlySet<int>? companies, int? assignee, DueDays? due, CancellationToken ct)
    {
        var found = new Dictionary<long, CaseKey>();
        var search = request.Filter.Search!.Trim();
        var capped = false;
        foreach (var (condition, text) in Conditions(search))
            capped |= await FindAsync(connection, sqlServer, request, companies, assignee, due, condition, text, found, ct);
        var keys = found.Values.ToList();
        keys.Sort(request.Descending ? static (a, b) => b.CompareTo(a) : static (a, b) => a.CompareTo(b));
        var (from, rowsOfPage) = Stretch(request, keys);
        var page = keys.GetRange(from, rowsOfPage);
        var rows = await CaseRows.ReadAsync(connection, page, ct);
        PageCursor? cursor = page.Count == 0 ? null : new(page[0].Value, page[0].Id, page[^1].Value, page[^1].Id);
        return new(rows, keys.Count, cursor, from > 0, from + page.Count < keys.Count, capped);
    }

    private static (int From, int Rows) Stretch(CaseListRequest request, List<CaseKey> keys)
    {
        var size = request.PageSize;
        if (request.Move == PageMove.Last)
            return (Math.Max(0, keys.Count - size), Math.Min(size, keys.Count));
        if (request.Move == PageMove.First || request.Cursor is not { } cursor)
            return (0, Math.Min(size, keys.Count));
        var at = new CaseKey(request.Move == PageMove.Next ? cursor.LastValue : cursor.FirstValue, request.Move == PageMove.Next ? cursor.LastId : cursor.FirstId);
        int Against(CaseKey key) => request.Descending ? -key.CompareTo(at) : key.CompareTo(at);
        if (request.Move == PageMove.Previous)
        {
            var before = keys.Count(k => Against(k) < 0);
            return (Math.Max(0, before - size), Math.Min(size, before));
        }
        var from = keys.Count(k => Against(k) <= 0);
        return (from, Math.Min(size, keys.Count - from));
    }

    /// <summary>An Amazon order id is a number of 17 digits in the key, so that its beginning is a range of keys.</summary>
    private static IEnumerable<(string Condition, string? Text)> Conditions(string search)
    {
        yield return ($"OrderKey = {OrderKey.From(search).ToString(CultureInfo.InvariantCulture)} AND OrderId = @text", search);
        yield return ("Sku = @text AND Sku <> ''", search);
        var digits = search.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is < 3 or > 16 || !digits.All(char.IsAsciiDigit))
            yield break;
        var low = long.Parse(digits.PadRight(17, '0'), CultureInfo.InvariantCulture) + 1;
        var high = long.Parse(digits.PadRight(17, '9'), CultureInfo.InvariantCulture) + 1;
        yield return (string.Create(CultureInfo.InvariantCulture, $"OrderKey BETWEEN {low} AND {high}"), null);
    }

    private static async Task<bool> FindAsync(DbConnection connection, bool sqlServer, CaseListRequest request, IReadOnlySet<int>? companies, int? assignee, DueDays? due, string condition, string? text,
        Dictionary<long, CaseKey> found, CancellationToken ct)
    {
        var filter = request.Filter;
        var sql = new StringBuilder($"SELECT {(sqlServer ? $"TOP ({Bound + 1}) " : "")}{CaseListSql.ColumnOf(request.Sort)}, Id FROM Cases WHERE {condition} AND Status = {(int)filter.Status}");
        if (filter.Kind is { } kind)
            sql.Append(CultureInfo.InvariantCulture, $" AND +Kind = {(int)kind}");
        if (filter.AccountId is { } account)
            sql.Append(CultureInfo.InvariantCulture, $" AND +AccountId = {account}");
        if (assignee is { } person)
            sql.Append(CultureInfo.InvariantCulture, $" AND +AssigneeId = {person}");
        if (due is { } days)
            sql.Append(days.Condition(sqlServer));
        sql.Append(CaseScope.CompanyFilter(companies).Replace("CompanyId", "+CompanyId", StringComparison.Ordinal));
        if (!sqlServer)
            sql.Append(CultureInfo.InvariantCulture, $" LIMIT {Bound + 1}");
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("AND Status", "AND +Status").ToString();
        if (text is not null)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@text";
            parameter.Value = text;
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = 0;
        while (await reader.ReadAsync(ct))
        {
            if (++rows > Bound)
                return true;
            var key = new CaseKey(reader.GetValue(0) is DateTime at ? at.Ticks : reader.GetInt64(0), reader.GetInt64(1));
            found[key.Id] = key;
        }
        return false;
    }
}
