using System.Data.Common;
using System.Globalization;
using System.Text;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Search by order id or SKU, whole or its beginning, by the number of a case, an RMA, a tracking or label number; what is found is sorted here, up to a bound.</summary>
internal static class CaseSearch
{
    public const int Bound = 1000;
    private const int OrdersOfNumber = 50;

    private const int ShortestBeginning = 3;

    public static async Task<CasePage> RunAsync(DbConnection connection, CaseListRequest request, CaseCriteria criteria, CancellationToken ct)
    {
        var found = new Dictionary<long, CaseKey>();
        var capped = false;
        foreach (var (condition, text) in Conditions(request.Filter, criteria.SqlServer))
            capped |= await FindAsync(connection, request, criteria, condition, text, found, ct);
        return await PageAsync(connection, request, [.. found.Values], capped, ct);
    }

    /// <summary>The page that is asked for, out of all keys there are.</summary>
    public static async Task<CasePage> PageAsync(DbConnection connection, CaseListRequest request, List<CaseKey> keys, bool capped, CancellationToken ct)
    {
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
    internal static IEnumerable<(string Condition, string? Text)> Conditions(CaseFilter filter, bool sqlServer)
    {
        if (string.IsNullOrWhiteSpace(filter.Search))
        {
            yield return ("Sku <> ''", null);
            yield break;
        }
        var search = filter.Search.Trim();
        yield return ($"OrderKey = {OrderKey.From(search).ToString(CultureInfo.InvariantCulture)} AND OrderId = @text", search);
        yield return (search.Length < ShortestBeginning ? "Sku = @text AND Sku <> ''" : "Sku >= @text AND Sku < @after AND Sku <> ''", search);
        if (long.TryParse(search, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            yield return ($"Id = {number.ToString(CultureInfo.InvariantCulture)}", null);
        if (IdentifierText.Key(search) is { Length: > 0 } identifier)
            yield return ($"OrderKey IN (SELECT {(sqlServer ? $"TOP ({OrdersOfNumber}) " : "")}OrderKey FROM ParcelIdentifiers WHERE Value = @text AND Kind < {(int)IdentifierKind.Sku} AND OrderKey <> 0{(sqlServer ? "" : $" LIMIT {OrdersOfNumber}")})", identifier);
        var digits = search.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is < ShortestBeginning or > 16 || !digits.All(char.IsAsciiDigit))
            yield break;
        var low = long.Parse(digits.PadRight(17, '0'), CultureInfo.InvariantCulture) + 1;
        var high = long.Parse(digits.PadRight(17, '9'), CultureInfo.InvariantCulture) + 1;
        yield return (string.Create(CultureInfo.InvariantCulture, $"OrderKey BETWEEN {low} AND {high}"), null);
    }

    internal static string Statement(CaseListRequest request, CaseCriteria criteria, string condition)
    {
        var filter = request.Filter;
        var sql = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $" AND Status = {(int)filter.Status}"));
        if (filter.Kind is { } kind)
            sql.Append(CultureInfo.InvariantCulture, $" AND Kind = {(int)kind}");
        if (filter.AccountId is { } account)
            sql.Append(CultureInfo.InvariantCulture, $" AND AccountId = {account}");
        sql.Append(criteria.Owner).Append(criteria.RangeOf(request.Sort).Text).Append(criteria.RestOf(request.Sort)).Append(CaseScope.CompanyFilter(criteria.Companies));
        // By the number alone: the index of the queue would be walked from end to end. A plus keeps SQLite from using one.
        var rest = criteria.SqlServer ? sql.ToString() : sql.Replace(" AND ", " AND +").ToString();
        return $"SELECT {(criteria.SqlServer ? $"TOP ({Bound + 1}) " : "")}{CaseListSql.ColumnOf(request.Sort)}, Id FROM Cases WHERE {condition}{criteria.Sku}{rest}{(criteria.SqlServer ? "" : $" LIMIT {Bound + 1}")}";
    }

    private static async Task<bool> FindAsync(DbConnection connection, CaseListRequest request, CaseCriteria criteria, string condition, string? text, Dictionary<long, CaseKey> found, CancellationToken ct)
    {
        await using var command = criteria.Command(connection, Statement(request, criteria, condition));
        foreach (var (name, value) in ((string, string?)[])[("@text", text), ("@after", text is null ? null : text[..^1] + (char)(text[^1] + 1))])
        {
            if (value is null || !condition.Contains(name, StringComparison.Ordinal))
                continue;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = 0;
        while (await reader.ReadAsync(ct))
        {
            if (++rows > Bound)
                return true;
            var key = CaseList.KeyOf(reader, 0);
            found[key.Id] = key;
        }
        return false;
    }
}
