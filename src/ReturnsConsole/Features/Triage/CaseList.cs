using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>
/// Pages of cases by key, not by offset. The kept counts tell which (account, kind) hold cases at all; each is one short seek into its own index, and the
/// seeks are merged: a page costs the same among ten thousand cases as among a million. What no index answers alone is asked row by row, within a bound.
/// </summary>
public sealed class CaseList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    /// <summary>What a marketplace or currency holds is counted and sorted as a whole up to here; beyond it the list says "more than".</summary>
    public const int Bound = 2_000;
    private const int MaxPageSize = 200;
    private const int LooksPerPage = 3;
    private const int LooksForTheFirst = 5;

    /// <summary>Fewer rows looked at than usual, to try where a look ends.</summary>
    internal int? Budget { get; init; }

    public async Task<Answer<CasePage>> RunAsync(Actor actor, CaseListRequest request, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<CasePage>(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        var criteria = CaseCriteria.Of(request.Filter, companies, actor.UserId, clock.GetUtcNow().UtcDateTime, db.Database.IsSqlServer());
        request = request with { PageSize = Math.Clamp(request.PageSize, 1, MaxPageSize), Sort = CaseCriteria.OrderOf(request.Filter) ?? request.Sort };
        if (!string.IsNullOrWhiteSpace(request.Filter.Search) || request.Filter.Sku is not null)
            return Answer.Of<CasePage>(await CaseSearch.RunAsync(connection, request, criteria, ct));
        var parts = await PartsAsync(criteria, connection, ct);
        var cases = parts.Sum(p => p.Cases);
        // Of an age and due: the kept counts tell on which days both is so, and no other day is looked at.
        if (criteria is { Due: not null, Age: not null } && parts.Count > 0)
            criteria = criteria with { Due = new(parts.Min(p => p.DueDays!.Value.From), parts.Max(p => p.DueDays!.Value.Before)) };
        var plan = CasePlan.Of(request.Sort, criteria, cases);
        if (Budget is { } budget && !plan.IsOfPerson)
            plan = plan with { Budget = budget };
        if (await FewAsync(connection, request, criteria, plan, parts, ct) is { } few)
            return Answer.Of<CasePage>(few);
        return Answer.Of<CasePage>(await PageAsync(connection, request, criteria, plan, parts, cases, ct));
    }

    /// <summary>The page out of all cases of a person, marketplace or currency, when these are few and no index has them in order; null when it is not so.</summary>
    private static async Task<CasePage?> FewAsync(DbConnection connection, CaseListRequest request, CaseCriteria criteria, CasePlan plan, List<CaseListPart> parts, CancellationToken ct)
    {
        if (plan.IsOfPerson && plan.Rest.Length > 0)
            return await CollectAsync(connection, request, criteria, plan, parts, ct);
        foreach (var place in CasePlan.OfPlace(criteria))
        {
            if (await IsFewAsync(connection, criteria, place, parts, ct))
                return await CollectAsync(connection, request, criteria, place with { Rest = criteria.RangeOf(request.Sort).Text + criteria.RestOf(request.Sort) + criteria.Owner }, parts, ct);
        }
        return null;
    }

    private static async Task<bool> IsFewAsync(DbConnection connection, CaseCriteria criteria, CasePlan place, List<CaseListPart> parts, CancellationToken ct)
    {
        long found = 0;
        foreach (var batch in parts.Chunk(100))
        {
            await using var command = criteria.Command(connection, CaseListSql.Count(place, criteria, batch, Bound + 1));
            found += Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
            if (found > Bound)
                return false;
        }
        return true;
    }

    private static async Task<CasePage> CollectAsync(DbConnection connection, CaseListRequest request, CaseCriteria criteria, CasePlan plan, List<CaseListPart> parts, CancellationToken ct)
    {
        var sql = new CaseListSql(request, criteria, plan);
        var keys = new List<CaseKey>();
        foreach (var batch in parts.Chunk(100))
        {
            await using var command = criteria.Command(connection, sql.Collect(batch));
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                keys.Add(KeyOf(reader, 0));
        }
        return await CaseSearch.PageAsync(connection, request, keys, capped: false, ct);
    }

    private static async Task<List<CaseListPart>> PartsAsync(CaseCriteria criteria, DbConnection connection, CancellationToken ct)
    {
        await using var command = criteria.Command(connection, CaseListSql.Parts(criteria));
        var parts = new List<CaseListPart>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            parts.Add(new(reader.GetInt32(0), (CaseKind)reader.GetByte(1), reader.GetInt64(2)) { DueDays = reader.FieldCount > 3 ? new(reader.GetInt32(3), reader.GetInt32(4) + 1) : null });
        return parts;
    }

    private static async Task<CasePage> PageAsync(DbConnection connection, CaseListRequest request, CaseCriteria criteria, CasePlan plan, List<CaseListPart> parts, long cases, CancellationToken ct)
    {
        var onward = request.Move is PageMove.First or PageMove.Next ? PageMove.Next : PageMove.Previous;
        var look = request;
        var keys = new List<CaseKey>();
        CaseKey? horizon;
        for (var looks = 1; ; looks++)
        {
            var seen = await CaseLook.RunAsync(connection, new CaseListSql(look, criteria, plan), plan, criteria, parts, request.PageSize, plan.BudgetOf(looks), ct);
            keys.AddRange(seen.Keys);
            horizon = seen.Horizon;
            if (horizon is not { } end || keys.Count > request.PageSize || looks == (keys.Count > 0 ? LooksPerPage : LooksForTheFirst))
                break;
            look = request with { Move = onward, Cursor = new(end.Value, end.Id, end.Value, end.Id) };
        }
        var more = keys.Count > request.PageSize || horizon is not null;
        if (keys.Count > request.PageSize)
            keys.RemoveRange(request.PageSize, keys.Count - request.PageSize);
        var partial = keys.Count < request.PageSize && horizon is not null;
        PageCursor? cursor = keys.Count == 0 && horizon is null ? null : CursorOf(keys, partial ? horizon : null, request);
        if (request.Move is PageMove.Previous or PageMove.Last)
            keys.Reverse();
        var rows = await CaseRows.ReadAsync(connection, keys, ct);
        var (before, after) = request.Move switch
        {
            PageMove.First => (false, more),
            PageMove.Next => (true, more),
            PageMove.Previous => (more, true),
            _ => (more, false),
        };
        var whole = !before && !after;
        return new(rows, !criteria.HasPlace ? cases : whole ? rows.Count : criteria.IsPlaceOnly ? Bound : rows.Count, cursor, before, after, criteria.HasPlace && !whole, partial);
    }

    /// <summary>First and last of the page in the order that is shown; where the look ended at its bound, that is the far end.</summary>
    private static PageCursor CursorOf(List<CaseKey> keys, CaseKey? horizon, CaseListRequest request)
    {
        var near = keys.Count > 0 ? keys[0] : horizon!.Value;
        var far = horizon ?? keys[^1];
        return request.Move is PageMove.Previous or PageMove.Last ? new(far.Value, far.Id, near.Value, near.Id) : new(near.Value, near.Id, far.Value, far.Id);
    }

    internal static CaseKey KeyOf(DbDataReader reader, int column) => new(reader.GetValue(column) is DateTime at ? at.Ticks : reader.GetInt64(column), reader.GetInt64(column + 1));
}

/// <summary>An (account, kind) that holds cases of the filter, and how many.</summary>
internal readonly record struct CaseListPart(int AccountId, CaseKind Kind, long Cases)
{
    /// <summary>The days within which they are due, where the kept counts tell days.</summary>
    public DayRange? DueDays { get; init; }
}

/// <summary>Where a case stands in the chosen order.</summary>
internal readonly record struct CaseKey(long Value, long Id) : IComparable<CaseKey>
{
    public int CompareTo(CaseKey other) => Value != other.Value ? Value.CompareTo(other.Value) : Id.CompareTo(other.Id);
}
