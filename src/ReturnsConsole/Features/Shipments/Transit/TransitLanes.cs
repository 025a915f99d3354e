using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Transit;

public sealed record LaneCase(long Id, string Subject, long AtRisk, string Currency, DateTime Since);

/// <summary>What is lost on one way to us.</summary>
/// <param name="Lane">Carrier and hub, as the cases' headline says them.</param>
/// <param name="Cases">The dearest of them, at most <see cref="TransitLanes.MostCases"/>.</param>
public sealed record TransitLane(int AccountId, string Account, string Lane, string Marketplace, int Count, IReadOnlyList<Money> Sums, int WithoutValue, DateTime Oldest, IReadOnlyList<LaneCase> Cases);

/// <summary>Open cases of goods lost in transit, by lane: account, carrier, hub and marketplace.</summary>
public sealed class TransitLanes(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts)
{
    public const int MostCases = 20;

    public async Task<Answer<IReadOnlyList<TransitLane>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<TransitLane>>(refusal);
        var names = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        var ids = names.Keys.ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.LostInTransit && (c.Status == CaseStatus.Open || c.Status == CaseStatus.Waiting || c.Status == CaseStatus.AwaitingApproval) && ids.Contains(c.AccountId));
        var sums = await open.GroupBy(c => new { c.AccountId, c.Headline, c.Marketplace, c.Currency })
            .Select(g => new { g.Key.AccountId, g.Key.Headline, g.Key.Marketplace, g.Key.Currency, Count = g.Count(), Sum = g.Sum(c => c.AtRisk), Oldest = g.Min(c => c.OpenedAt) }).ToListAsync(ct);
        var lanes = new List<TransitLane>();
        foreach (var lane in sums.GroupBy(s => (s.AccountId, s.Headline, s.Marketplace)))
        {
            var cases = await open.Where(c => c.AccountId == lane.Key.AccountId && c.Headline == lane.Key.Headline && c.Marketplace == lane.Key.Marketplace).OrderByDescending(c => c.AtRisk).ThenBy(c => c.Id).Take(MostCases)
                .Select(c => new { c.Id, c.OrderId, c.Sku, c.SubjectKey, c.AtRisk, c.Currency, c.OpenedAt }).ToListAsync(ct);
            lanes.Add(new(lane.Key.AccountId, names[lane.Key.AccountId], lane.Key.Headline, lane.Key.Marketplace, lane.Sum(s => s.Count), [.. lane.Where(s => s.Currency.Length > 0).OrderBy(s => s.Currency, StringComparer.Ordinal).Select(s => new Money(s.Sum, s.Currency))],
                lane.Where(s => s.Currency.Length == 0).Sum(s => s.Count), lane.Min(s => s.Oldest),
                [.. cases.Select(c => new LaneCase(c.Id, c.OrderId.Length > 0 ? $"{c.OrderId} {c.Sku}" : $"Shipment {string.Join(' ', c.SubjectKey.Split(' ').Skip(2))}", c.AtRisk, c.Currency, c.OpenedAt))]));
        }
        return Answer.Of<IReadOnlyList<TransitLane>>([.. lanes.OrderByDescending(l => l.Count).ThenBy(l => l.Lane, StringComparer.Ordinal)]);
    }
}
