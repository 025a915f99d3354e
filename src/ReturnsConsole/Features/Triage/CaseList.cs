using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>
/// Pages of cases by key, not by offset. The kept counts tell which (account, kind) hold cases at all; each is one short seek into its own index, and the
/// seeks are merged: a page costs the same among ten thousand cases as among a million.
/// </summary>
public sealed class CaseList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    private const int MaxPageSize = 200;

    public async Task<Answer<CasePage>> RunAsync(Actor actor, CaseListRequest request, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<CasePage>(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var filter = request.Filter;
        var assignee = filter.Assignee switch
        {
            AssigneeFilter.Nobody => 0,
            AssigneeFilter.Me => actor.UserId,
            AssigneeFilter.Person => filter.PersonId,
            _ => (int?)null,
        };
        request = request with { PageSize = Math.Clamp(request.PageSize, 1, MaxPageSize) };
        var due = DueDays.Of(filter, clock.GetUtcNow().UtcDateTime);
        if (!string.IsNullOrWhiteSpace(filter.Search))
            return Answer.Of<CasePage>(await CaseSearch.RunAsync(connection, db.Database.IsSqlServer(), request, companies, assignee, due, ct));
        var parts = await PartsAsync(connection, CaseListSql.Parts(filter, companies, assignee, due), ct);
        var total = parts.Sum(p => p.Cases);
        var sql = new CaseListSql(db.Database.IsSqlServer(), request, assignee, due, total);
        var keys = await KeysAsync(connection, sql, parts, ct);
        return Answer.Of<CasePage>(await PageAsync(connection, request, keys, total, ct));
    }

    private static async Task<List<CaseListPart>> PartsAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var parts = new List<CaseListPart>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            parts.Add(new(reader.GetInt32(0), (CaseKind)reader.GetByte(1), reader.GetInt64(2)));
        return parts;
    }

    private static async Task<List<CaseKey>> KeysAsync(DbConnection connection, CaseListSql sql, List<CaseListPart> parts, CancellationToken ct)
    {
        var keys = new List<CaseKey>();
        foreach (var batch in parts.Chunk(100))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql.Keys(batch);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                keys.Add(new(reader.GetValue(0) is DateTime at ? at.Ticks : reader.GetInt64(0), reader.GetInt64(1)));
        }
        keys.Sort(sql.Backwards ? static (a, b) => b.CompareTo(a) : static (a, b) => a.CompareTo(b));
        return keys;
    }

    private static async Task<CasePage> PageAsync(DbConnection connection, CaseListRequest request, List<CaseKey> keys, long total, CancellationToken ct)
    {
        var more = keys.Count > request.PageSize;
        if (more)
            keys.RemoveRange(request.PageSize, keys.Count - request.PageSize);
        var fromTheEnd = request.Move is PageMove.Previous or PageMove.Last;
        if (fromTheEnd)
            keys.Reverse();
        var rows = await CaseRows.ReadAsync(connection, keys, ct);
        PageCursor? cursor = keys.Count == 0 ? null : new(keys[0].Value, keys[0].Id, keys[^1].Value, keys[^1].Id);
        return request.Move switch
        {
            PageMove.First => new(rows, total, cursor, false, more),
            PageMove.Next => new(rows, total, cursor, true, more),
            PageMove.Previous => new(rows, total, cursor, more, true),
            _ => new(rows, total, cursor, more, false),
        };
    }
}

/// <summary>An (account, kind) that holds cases of the filter, and how many.</summary>
internal readonly record struct CaseListPart(int AccountId, CaseKind Kind, long Cases);

/// <summary>Where a case stands in the chosen order.</summary>
internal readonly record struct CaseKey(long Value, long Id) : IComparable<CaseKey>
{
    public int CompareTo(CaseKey other) => Value != other.Value ? Value.CompareTo(other.Value) : Id.CompareTo(other.Id);
}
