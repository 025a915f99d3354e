using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Home.Trends;

/// <summary>A refund, counted once however many sources saw it.</summary>
internal sealed record WeekRefund(int AccountId, string OrderId, RefundFact Fact);

/// <summary>Refunds of a span of time, read by their day and put together by the rules that reconciliation uses.</summary>
internal static class RefundWeeks
{
    /// <param name="accounts">Null: all.</param>
    public static async IAsyncEnumerable<WeekRefund> ReadAsync(ConsoleContext db, IReadOnlyList<int>? accounts, DateTime from, DateTime to, ReconciliationSettings settings, [EnumeratorCancellation] CancellationToken ct)
    {
        // The same refund may be told weeks apart: what was told shortly before and after is read along.
        var sightings = Query(db, accounts, from.AddDays(-settings.DeferralDays), to.AddDays(settings.DeferralDays));
        var group = new List<RefundSightingFact>();
        var refunds = new List<RefundFact>();
        RefundSighting? before = null;
        await foreach (var sighting in sightings.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (before is not null && !Together(before, sighting))
            {
                foreach (var refund in Merged(group, refunds, before, from, to, settings))
                    yield return refund;
            }
            group.Add(SightingFacts.Of(sighting));
            before = sighting;
        }
        if (before is not null)
        {
            foreach (var refund in Merged(group, refunds, before, from, to, settings))
                yield return refund;
        }
    }

    internal static IQueryable<RefundSighting> Query(ConsoleContext db, IReadOnlyList<int>? accounts, DateTime from, DateTime to)
    {
        var (all, seen) = (accounts is null, accounts ?? []);
        return db.RefundSightings.AsNoTracking().Where(r => r.PostedAt >= from && r.PostedAt < to && (all || seen.Contains(r.AccountId)))
            .OrderBy(r => r.AccountId).ThenBy(r => r.OrderKey).ThenBy(r => r.OrderId);
    }

    /// <summary>Without an order nothing says that two sightings are one refund.</summary>
    private static bool Together(RefundSighting a, RefundSighting b) => a.AccountId == b.AccountId && a.OrderKey == b.OrderKey && a.OrderKey != OrderKey.None && a.OrderId == b.OrderId;

    private static List<WeekRefund> Merged(List<RefundSightingFact> group, List<RefundFact> refunds, RefundSighting of, DateTime from, DateTime to, ReconciliationSettings settings)
    {
        refunds.Clear();
        RefundMerging.Merge(group, settings, refunds);
        group.Clear();
        return [.. refunds.Where(r => r.Kind != RefundKind.Other && r.PostedAt >= from && r.PostedAt < to).Select(r => new WeekRefund(of.AccountId, of.OrderId, r))];
    }
}
