using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>Each settlement: its lines add up to what it keeps as their sum, and to its declared total, or an open case says by exactly how much not.</summary>
internal static class VerifySettlements
{
    private const string Name = "settlements tie out";

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sums = await db.SettlementLines.AsNoTracking().GroupBy(l => l.SettlementPk).Select(g => new { g.Key, Sum = g.Sum(l => l.Amount), Lines = g.LongCount() }).ToDictionaryAsync(g => g.Key, ct);
        var breaks = await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.SettlementBreak).Select(c => new { c.AccountId, c.SubjectKey, c.Status, c.AtRisk }).ToListAsync(ct);
        await foreach (var s in db.Settlements.AsNoTracking().OrderBy(s => s.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            var where = $"settlement {s.SettlementId}";
            var (sum, lines) = sums.TryGetValue(s.Id, out var found) ? (found.Sum, found.Lines) : (0, 0);
            if (sum != s.SummedTotal)
                yield return new(Name, where, $"Its {lines} lines add up to {new Money(sum, s.Currency)}, but {new Money(s.SummedTotal, s.Currency)} is kept as their sum. Lines were changed or lost after the import.");
            if (lines != s.LineCount)
                yield return new(Name, where, $"It has {lines} lines, but {s.LineCount} were imported.");
            if (s.DeclaredTotal is not { } declared || declared == s.SummedTotal)
                continue;
            var off = Math.Abs(s.SummedTotal - declared);
            var c = breaks.Find(b => b.AccountId == s.AccountId && b.SubjectKey == $"settlement {s.SettlementId}/total");
            if (c is null || c.Status == CaseStatus.ClosedByFacts)
                yield return new(Name, where, $"Lines and declared total differ by {new Money(off, s.Currency)}, and no case says so. Run 'reconcile'.");
            else if (c.AtRisk != off)
                yield return new(Name, where, $"Lines and declared total differ by {new Money(off, s.Currency)}; its case says {new Money(c.AtRisk, s.Currency)}. Run 'reconcile'.");
        }
    }
}
