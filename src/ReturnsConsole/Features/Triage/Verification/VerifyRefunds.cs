using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>
/// Refunds: a reservation is what its instructions hold; ours never exceed what was paid unless a second person agreed; one instruction stands in one document at
/// most, and each document's instructions are counted; every instruction has the audit entries that brought it where it is.
/// </summary>
internal static class VerifyRefunds
{
    private const string Once = "no line refunded twice";

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, ReconciliationSettings settings, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var after = 0L;
        while (true)
        {
            var part = await db.RefundReservations.AsNoTracking().Where(r => r.Id > after).OrderBy(r => r.Id).Take(500).ToListAsync(ct);
            if (part.Count == 0)
                break;
            after = part[^1].Id;
            foreach (var finding in await ReservationsAsync(db, part, settings, ct))
                yield return finding;
        }
        foreach (var finding in await BatchesAsync(db, ct))
            yield return finding;
        foreach (var finding in await TrailAsync(db, ct))
            yield return finding;
    }

    private static async Task<List<VerifyFinding>> ReservationsAsync(ConsoleContext db, List<RefundReservation> part, ReconciliationSettings settings, CancellationToken ct)
    {
        var found = new List<VerifyFinding>();
        db.ChangeTracker.Clear();
        var all = await MoneyLoading.LoadAsync(db, part.Select(r => new OrderOf(r.AccountId, r.OrderId)), settings, ct);
        foreach (var r in part)
        {
            var money = all[new(r.AccountId, r.OrderId)];
            var own = money.Requests.Where(q => q.ReservationId == r.Id).ToList();
            var (flying, proven) = (own.Where(q => RefundStates.IsInFlight(q.State)).Sum(q => q.Total), own.Where(q => q.State == RefundState.Confirmed).Sum(q => q.Total));
            var cancelled = own.Where(q => q.Kind == InstructionKind.Cancellation && RefundStates.Holds(q.State)).Sum(q => q.Quantity);
            var where = $"order {r.OrderId}, item {r.OrderItemId}";
            if ((r.InFlight, r.Confirmed, r.Cancelled) != (flying, proven, cancelled))
                found.Add(new(Once, where, $"Its reservation holds {new Money(r.InFlight, r.Currency)} under way, {new Money(r.Confirmed, r.Currency)} proven, {r.Cancelled} cancelled; its instructions {new Money(flying, r.Currency)}, {new Money(proven, r.Currency)} and {cancelled}."));
            if (money.LineOf(r.OrderItemId) is not { } line || OrderMoney.PaidFor(line) is not { } paid || line.Currency != r.Currency)
                continue;
            var over = flying + proven - paid.Total;
            if (over > own.Where(q => RefundStates.Holds(q.State)).Sum(q => q.OverBy))
                found.Add(new(Once, where, $"{new Money(paid.Total, r.Currency)} was paid; our refunds under way and proven are {new Money(flying + proven, r.Currency)}: {new Money(over, r.Currency)} more, and nobody agreed to that."));
            foreach (var unasked in own.Where(q => q.OverBy > 0 && q.ApprovedAt is null && q.State is not (RefundState.AwaitingApproval or RefundState.Cancelled)))
                found.Add(new(Once, $"refund {unasked.Key}", "It exceeds what was left, and no second person agreed."));
            foreach (var self in own.Where(q => q.ApprovedAt is not null && q.ApprovedById == q.RequestedById))
                found.Add(new("nobody approves their own refund", $"refund {self.Key}", $"{self.RequestedBy} asked for it and approved it."));
        }
        return found;
    }

    private static async Task<List<VerifyFinding>> BatchesAsync(ConsoleContext db, CancellationToken ct)
    {
        const string name = "one instruction, one message";
        var found = new List<VerifyFinding>();
        var counts = await db.RefundRequests.AsNoTracking().Where(r => r.BatchId != null).GroupBy(r => r.BatchId).Select(g => new { Id = g.Key!.Value, Count = g.Count(), Last = g.Max(r => r.MessageNumber) }).ToDictionaryAsync(g => g.Id, ct);
        foreach (var batch in await db.RefundBatches.AsNoTracking().OrderBy(b => b.Id).ToListAsync(ct))
        {
            var (count, last) = counts.TryGetValue(batch.Id, out var c) ? (c.Count, c.Last) : (0, 0);
            var expected = batch.State == BatchState.Dissolved ? 0 : batch.Messages;
            if (count != expected || last != expected)
                found.Add(new(name, $"document {batch.Id.ToString(CultureInfo.InvariantCulture)}", $"It was made of {batch.Messages} instructions; {count} stand in it."));
        }
        var keys = await db.RefundRequests.AsNoTracking().GroupBy(r => r.Key).Where(g => g.Count() > 1).Select(g => g.Key).Take(20).ToListAsync(ct);
        found.AddRange(keys.Select(k => new VerifyFinding(name, $"refund {k}", "Its key is used more than once.")));
        var told = RefundStates.Told;
        var orphans = await db.RefundRequests.AsNoTracking().Where(r => told.Contains(r.State) && r.BatchId == null).OrderBy(r => r.Id).Select(r => r.Key).Take(20).ToListAsync(ct);
        found.AddRange(orphans.Select(k => new VerifyFinding(name, $"refund {k}", "It counts as sent, but stands in no document.")));
        return found;
    }

    /// <summary>Each has its beginning, and an entry that leads to where it stands.</summary>
    private static async Task<List<VerifyFinding>> TrailAsync(ConsoleContext db, CancellationToken ct)
    {
        const string name = "every change of a refund is in the audit trail";
        var found = new List<VerifyFinding>();
        var after = 0L;
        while (found.Count < 100)
        {
            var part = await db.RefundRequests.AsNoTracking().Where(r => r.Id > after).OrderBy(r => r.Id).Take(500).Select(r => new { r.Id, r.Key, r.State }).ToListAsync(ct);
            if (part.Count == 0)
                break;
            after = part[^1].Id;
            var keys = part.Select(r => r.Key).ToList();
            var entries = (await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == "refund" && keys.Contains(e.SubjectId)).Select(e => new { e.SubjectId, e.After }).ToListAsync(ct)).ToLookup(e => e.SubjectId);
            found.AddRange(part.Where(r => !entries[r.Key].Any(e => e.After?.Contains($"\"state\":\"{r.State}\"", StringComparison.Ordinal) == true))
                .Select(r => new VerifyFinding(name, $"refund {r.Key}", $"It is {RefundWords.Of(r.State)}, and no entry says how it came there.")));
        }
        return found;
    }
}
