using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Findings that are about no order: settlements in their chains, and reason codes that hold returns back. Few rows, looked at in every run.</summary>
internal static class LooseFindings
{
    public static readonly CaseKind[] Kinds = [CaseKind.SettlementBreak, CaseKind.UnmappedReasonCode];

    public static async Task<List<CaseFinding>> AllAsync(ConsoleContext db, CancellationToken ct)
    {
        var findings = new List<CaseFinding>();
        await SettlementsAsync(db, findings, ct);
        await ReasonCodesAsync(db, findings, ct);
        return findings;
    }

    private static async Task SettlementsAsync(ConsoleContext db, List<CaseFinding> findings, CancellationToken ct)
    {
        var settlements = await db.Settlements.AsNoTracking().ToListAsync(ct);
        if (settlements.Count == 0)
            return;
        var types = new Dictionary<int, List<(string Type, long Lines, long Sum)>>();
        foreach (var s in settlements.Where(s => s.UnclassifiedLines > 0))
        {
            var rows = await db.SettlementLines.AsNoTracking().Where(l => l.SettlementPk == s.Id && l.Kind == SettlementLineKind.Unclassified)
                .GroupBy(l => new { l.TransactionType, l.AmountType, l.AmountDescription })
                .Select(g => new { g.Key.TransactionType, g.Key.AmountType, g.Key.AmountDescription, Lines = g.LongCount(), Sum = g.Sum(l => l.Amount) })
                .ToListAsync(ct);
            types[s.Id] = [.. rows.Select(r => (string.Join(" / ", new[] { r.TransactionType, r.AmountType, r.AmountDescription }.Where(t => t.Length > 0)), r.Lines, r.Sum))];
        }
        var carried = await db.SettlementLines.AsNoTracking().Where(l => l.Kind == SettlementLineKind.CarryOver && l.AmountDescription == "Payable to Amazon")
            .GroupBy(l => l.SettlementPk).Select(g => new { Pk = g.Key, Sum = g.Sum(l => l.Amount) }).ToDictionaryAsync(g => g.Pk, g => g.Sum, ct);
        foreach (var chain in settlements.GroupBy(s => (s.AccountId, s.Currency)))
        {
            var facts = chain.Select(s => new SettlementFact
            {
                Pk = s.Id,
                SettlementId = s.SettlementId,
                Currency = s.Currency,
                Marketplace = Marketplace.CodeOf(s.Marketplace),
                StartAt = s.StartAt,
                EndAt = s.EndAt,
                DeclaredTotal = s.DeclaredTotal,
                SummedTotal = s.SummedTotal,
                Unclassified = types.GetValueOrDefault(s.Id) ?? [],
                CarriedOver = carried.TryGetValue(s.Id, out var sum) ? sum : null,
            });
            Add(findings, chain.Key.AccountId, SettlementRules.Decide(facts));
        }
    }

    private static async Task ReasonCodesAsync(ConsoleContext db, List<CaseFinding> findings, CancellationToken ct)
    {
        var waiting = await db.ReturnItems.AsNoTracking().Where(r => r.Mapping == MappingStatus.Quarantined).GroupBy(r => new { r.AccountId, r.Channel, r.ReasonCode })
            .Select(g => new { g.Key.AccountId, g.Key.Channel, g.Key.ReasonCode, Count = g.LongCount(), Value = g.Sum(r => r.OrderAmount ?? 0), First = g.Min(r => r.Currency), Last = g.Max(r => r.Currency), Example = g.Min(r => r.Id), Requested = g.Min(r => r.RequestedAt), Delivered = g.Min(r => r.DeliveredAt) })
            .ToListAsync(ct);
        foreach (var w in waiting)
        {
            var oneCurrency = w.First == w.Last && w.First is { Length: > 0 };
            Add(findings, w.AccountId, [UnmappedReasonCodeRule.Find(new QuarantinedReason(PlatformNames.Of(w.Channel), w.ReasonCode, w.Count, oneCurrency ? w.Value : 0, oneCurrency ? w.First! : "", w.Example, Earlier(w.Requested, w.Delivered)))]);
        }
    }

    private static DateTime? Earlier(DateTime? a, DateTime? b) => a is { } one && b is { } two ? (one < two ? one : two) : a ?? b;

    private static void Add(List<CaseFinding> to, int account, IReadOnlyList<Finding> findings) =>
        to.AddRange(findings.Select(f => new CaseFinding(OrderKey.None, account, f, FindingHash.Of(f))));
}
