using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>One queue: the open cases of a kind, by age, with the money at risk in each currency.</summary>
/// <param name="Ages">Open cases of 0–2, 3–7, 8–14 and 15 or more days.</param>
/// <param name="AtRisk">One amount per currency, largest count first; never added across.</param>
public sealed record CaseQueue(CaseKind Kind, long Open, AgeBuckets Ages, long Late, long Mine, long Unassigned, IReadOnlyList<Money> AtRisk);

/// <summary>Counts by age in days.</summary>
public readonly record struct AgeBuckets(long UpTo2, long UpTo7, long UpTo14, long Older)
{
    public long Total => UpTo2 + UpTo7 + UpTo14 + Older;
}

/// <summary>The queues that a person sees, from kept counts: cases are never counted one by one.</summary>
public sealed class CaseQueues(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">Only this account; null = all that the person sees.</param>
    public async Task<Answer<IReadOnlyList<CaseQueue>>> RunAsync(Actor actor, int? accountId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<CaseQueue>>(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        var today = TallyKey.DayOf(clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var queues = new Dictionary<CaseKind, QueueSum>();
        await foreach (var row in RowsAsync(db, today, companies, accountId, actor.UserId, ct))
        {
            if (!queues.TryGetValue(row.Kind, out var sum))
                queues[row.Kind] = sum = new QueueSum();
            sum.Add(row);
        }
        return Answer.Of<IReadOnlyList<CaseQueue>>([.. ExceptionCatalogue.All.Where(k => queues.ContainsKey(k.Kind)).Select(k => queues[k.Kind].ToQueue(k.Kind))]);
    }

    private static async IAsyncEnumerable<Row> RowsAsync(ConsoleContext db, int today, IReadOnlySet<int>? companies, int? accountId, int me,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var scope = (accountId is { } a ? $" AND AccountId = {a.ToString(CultureInfo.InvariantCulture)}" : "") + CaseScope.CompanyFilter(companies);
        await db.Database.OpenConnectionAsync(ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT Kind, Currency, SUM(Cases), SUM(AtRisk),
                SUM(CASE WHEN OpenedDay >= {today - 2} THEN Cases ELSE 0 END),
                SUM(CASE WHEN OpenedDay BETWEEN {today - 7} AND {today - 3} THEN Cases ELSE 0 END),
                SUM(CASE WHEN OpenedDay BETWEEN {today - 14} AND {today - 8} THEN Cases ELSE 0 END),
                SUM(CASE WHEN DueDay < {today} THEN Cases ELSE 0 END),
                SUM(CASE WHEN AssigneeId = {me} AND AssigneeId <> 0 THEN Cases ELSE 0 END),
                SUM(CASE WHEN AssigneeId = 0 THEN Cases ELSE 0 END)
            FROM CaseTallies WHERE Status = {(int)CaseStatus.Open}{scope} GROUP BY Kind, Currency
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            long Number(int i) => Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture);
            if (Number(2) > 0)
                yield return new Row((CaseKind)Number(0), reader.GetString(1), Number(2), Number(3), Number(4), Number(5), Number(6), Number(7), Number(8), Number(9));
        }
    }

    private readonly record struct Row(CaseKind Kind, string Currency, long Cases, long AtRisk, long UpTo2, long UpTo7, long UpTo14, long Late, long Mine, long Unassigned);

    private sealed class QueueSum
    {
        private readonly List<(Money Money, long Cases)> money = [];
        private long cases, upTo2, upTo7, upTo14, late, mine, unassigned;

        public void Add(Row row)
        {
            cases += row.Cases;
            upTo2 += row.UpTo2;
            upTo7 += row.UpTo7;
            upTo14 += row.UpTo14;
            late += row.Late;
            mine += row.Mine;
            unassigned += row.Unassigned;
            if (row.Currency.Length > 0 && row.AtRisk != 0)
                money.Add((new Money(row.AtRisk, row.Currency), row.Cases));
        }

        public CaseQueue ToQueue(CaseKind kind) => new(kind, cases, new(upTo2, upTo7, upTo14, cases - upTo2 - upTo7 - upTo14), late, mine, unassigned,
            [.. money.OrderByDescending(m => m.Cases).ThenBy(m => m.Money.Currency, StringComparer.Ordinal).Select(m => m.Money)]);
    }
}
