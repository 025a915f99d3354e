using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Board;

/// <summary>Refunds and cancellations, newest first, page by page behind the last id: what stands behind a page costs nothing.</summary>
public sealed class RefundList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    private const int Most = 1_000;

    public async Task<Answer<RefundListPage>> RunAsync(Actor actor, RefundListRequest request, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<RefundListPage>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var take = Math.Clamp(request.Take, 1, Most);
        var rows = new List<RefundRow>();
        // Each state is a stretch of the index; the stretches are merged by id.
        foreach (var state in StatesOf(request.View))
        {
            foreach (var account in Accounts(request, accounts))
                rows.AddRange(await Of(db, request, state, account).OrderByDescending(r => r.Id).Take(take + 1).Select(ToRow).ToListAsync(ct));
        }
        var page = rows.OrderByDescending(r => r.Id).Take(take).Select(r => r with { Account = accounts.GetValueOrDefault(r.AccountId, "") }).ToList();
        return Answer.Of(new RefundListPage(page, rows.Count > take ? page[^1].Id : null));
    }

    private static IEnumerable<int> Accounts(RefundListRequest request, Dictionary<int, string> visible) =>
        request.AccountId is { } one ? visible.ContainsKey(one) ? [one] : [] : visible.Keys.Order();

    private static IQueryable<RefundRequest> Of(ConsoleContext db, RefundListRequest request, RefundState state, int account)
    {
        var found = db.RefundRequests.AsNoTracking().Where(r => r.State == state && r.AccountId == account);
        if (request.Kind is { } kind)
            found = found.Where(r => r.Kind == kind);
        if (request.After is { } after)
            found = found.Where(r => r.Id < after);
        if (request.BatchId is { } batch)
            found = found.Where(r => r.BatchId == batch);
        if (request.OrderId.Trim() is { Length: > 0 } order)
        {
            var key = OrderKey.From(order);
            found = found.Where(r => r.OrderKey == key && r.OrderId == order);
        }
        return found;
    }

    internal static RefundState[] StatesOf(RefundView view) => view switch
    {
        RefundView.ToApprove => [RefundState.AwaitingApproval],
        RefundView.Queued => [RefundState.Queued],
        RefundView.UnderWay => [RefundState.Submitted, RefundState.PendingConfirmation],
        RefundView.Unknown => [RefundState.OutcomeUnknown],
        RefundView.Rejected => [RefundState.Rejected],
        RefundView.Confirmed => [RefundState.Confirmed],
        RefundView.Cancelled => [RefundState.Cancelled],
        _ => Enum.GetValues<RefundState>(),
    };

    internal static Expression<Func<RefundRequest, RefundRow>> ToRow { get; } = r => new RefundRow
    {
        Id = r.Id,
        Key = r.Key,
        Kind = r.Kind,
        State = r.State,
        AccountId = r.AccountId,
        Account = "",
        OrderId = r.OrderId,
        OrderItemId = r.OrderItemId,
        Sku = r.Sku,
        Marketplace = r.Marketplace,
        Total = r.Total,
        Currency = r.Currency,
        Quantity = r.Quantity,
        Reason = r.Reason,
        AskedBy = r.AskedBy,
        RequestedBy = r.RequestedBy,
        RequestedById = r.RequestedById,
        RequestedAt = r.RequestedAt,
        StateAt = r.StateAt,
        OverBy = r.OverBy,
        Via = r.Via,
        OrderChangedAt = r.OrderChangedAt,
        BatchId = r.BatchId,
        MessageNumber = r.MessageNumber,
        Said = r.Said,
        ProofReference = r.ProofReference,
        ProofAt = r.ProofAt,
        Verdict = r.Verdict,
        VerdictBy = r.VerdictBy,
        Version = r.Version,
    };
}

/// <summary>How many instructions stand where, for the accounts that the person sees.</summary>
public sealed class RefundCounts(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<Answer<IReadOnlyList<RefundCount>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<RefundCount>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var counts = await db.RefundRequests.GroupBy(r => new { r.State, r.AccountId, r.Kind }).Select(g => new { g.Key.AccountId, g.Key.Kind, g.Key.State, Count = g.LongCount() }).ToListAsync(ct);
        return Answer.Of<IReadOnlyList<RefundCount>>([.. counts.Where(c => accounts.ContainsKey(c.AccountId)).Select(c => new RefundCount(c.AccountId, c.Kind, c.State, c.Count))]);
    }

    /// <summary>The money of refunds that are not at an end, for the accounts that the person sees. Each state is a stretch of the index.</summary>
    public async Task<IReadOnlyList<RefundSum>> SumsAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is not null)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var sums = await db.RefundRequests.Where(r => r.Kind == InstructionKind.Refund && RefundStates.InFlight.Contains(r.State)).GroupBy(r => new { r.State, r.AccountId, r.Currency })
            .Select(g => new RefundSum(g.Key.AccountId, g.Key.State, g.Key.Currency, g.Sum(r => r.Total))).ToListAsync(ct);
        return [.. sums.Where(s => accounts.ContainsKey(s.AccountId))];
    }
}
