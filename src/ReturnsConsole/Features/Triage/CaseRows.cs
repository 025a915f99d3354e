using System.Data.Common;
using System.Globalization;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>Rows of the list by id, in the order asked for.</summary>
internal static class CaseRows
{
    public const string Columns = "Id, AccountId, Kind, Status, Severity, OrderId, Sku, Marketplace, Headline, AtRisk, Currency, OpenedAt, DueAt, ClearsBy, AssigneeId, AssigneeName, Version";

    public static async Task<IReadOnlyList<CaseRow>> ReadAsync(DbConnection connection, List<CaseKey> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return [];
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM Cases WHERE Id IN ({string.Join(',', keys.Select(k => k.Id.ToString(CultureInfo.InvariantCulture)))})";
        var rows = new Dictionary<long, CaseRow>(keys.Count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var row = Read(reader);
            rows[row.Id] = row;
        }
        return [.. keys.Where(k => rows.ContainsKey(k.Id)).Select(k => rows[k.Id])];
    }

    public static CaseRow Read(DbDataReader r) => new(r.GetInt64(0), r.GetInt32(1), (CaseKind)r.GetByte(2), (CaseStatus)r.GetByte(3), (CaseSeverity)r.GetByte(4), r.GetString(5), r.GetString(6),
        r.GetString(7), r.GetString(8), r.GetInt64(9), r.GetString(10), At(r, 11), At(r, 12), r.IsDBNull(13) ? null : At(r, 13), r.GetInt32(14), r.GetString(15), r.GetInt32(16));

    /// <summary>SQLite keeps instants as milliseconds, SQL Server as such.</summary>
    public static DateTime At(DbDataReader reader, int column) =>
        reader.GetValue(column) is DateTime at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : Instants.FromMilliseconds(reader.GetInt64(column));
}
