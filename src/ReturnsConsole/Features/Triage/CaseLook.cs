using System.Data.Common;

namespace ReturnsConsole.Features.Triage;

/// <summary>One look along the index: the keys that fit in walking order, at least one page of them, or all up to the horizon.</summary>
/// <param name="Horizon">The row up to which everything was looked at, where the look ended at its bound.</param>
internal sealed record CaseLook(List<CaseKey> Keys, CaseKey? Horizon)
{
    /// <param name="rows">How many rows of all parts together may be looked at.</param>
    public static async Task<CaseLook> RunAsync(DbConnection connection, CaseListSql sql, CasePlan plan, CaseCriteria criteria, List<CaseListPart> parts, int pageSize, int rows, CancellationToken ct)
    {
        var budget = Math.Max(rows / Math.Max(1, parts.Count), pageSize + 1);
        var keys = new List<CaseKey>();
        var found = new int[parts.Count];
        foreach (var batch in parts.Select((part, index) => (index, part)).Chunk(100))
        {
            await using var command = criteria.Command(connection, sql.Keys(batch, budget));
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                found[reader.GetInt32(0)]++;
                keys.Add(CaseList.KeyOf(reader, 1));
            }
        }
        Comparison<CaseKey> order = sql.Backwards ? static (a, b) => b.CompareTo(a) : static (a, b) => a.CompareTo(b);
        keys.Sort(order);
        if (plan.Rest.Length == 0)
            return new(keys, null);
        CaseKey? horizon = null;
        foreach (var batch in parts.Select((part, index) => (index, part)).Where(p => found[p.index] <= pageSize).Chunk(100))
        {
            await using var command = criteria.Command(connection, sql.Horizons(batch, budget));
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var end = CaseList.KeyOf(reader, 1);
                if (horizon is null || order(end, horizon.Value) < 0)
                    horizon = end;
            }
        }
        if (horizon is not { } nearest)
            return new(keys, null);
        // Behind the nearest horizon another part may hold a row that comes first.
        keys.RemoveAll(key => order(key, nearest) > 0);
        return new(keys, keys.Count > pageSize ? null : nearest);
    }
}
