using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Refunds;

/// <summary>Our instructions that are a case: not proven in time, of unknown outcome, or rejected with nothing asked for since.</summary>
internal static class RefundTroubles
{
    public static async Task<IReadOnlyList<(int Account, Finding Finding)>> AllAsync(ConsoleContext db, DateTime now, CancellationToken ct)
    {
        var told = RefundStates.Told;
        var late = await db.RefundRequests.AsNoTracking().Where(r => told.Contains(r.State) && r.AlarmAt <= now).OrderBy(r => r.Id).ToListAsync(ct);
        var untold = RefundStates.Untold;
        var changed = await db.RefundRequests.AsNoTracking().Where(r => untold.Contains(r.State) && r.Via == RefundVia.Shop && r.OrderChangedAt != null).OrderBy(r => r.Id).ToListAsync(ct);
        var rejected = await db.RefundRequests.AsNoTracking()
            .Where(r => r.State == RefundState.Rejected && !db.RefundRequests.Any(later => later.ReservationId == r.ReservationId && later.Kind == r.Kind && later.Id > r.Id)).OrderBy(r => r.Id).ToListAsync(ct);
        return [
            .. late.Select(r => (r.AccountId, RefundFindings.Unconfirmed(Of(r, r.AlarmAt!.Value)))),
            .. changed.Select(r => (r.AccountId, RefundFindings.OrderChanged(Of(r, r.OrderChangedAt!.Value)))),
            .. rejected.Select(r => (r.AccountId, RefundFindings.Rejected(Of(r, r.StateAt)))),
            .. await CancellationsAsync(db, ct)];
    }

    /// <summary>Buyers who want to cancel what has not shipped; Amazon's own fulfilment answers for itself.</summary>
    private static async Task<IReadOnlyList<(int Account, Finding Finding)>> CancellationsAsync(ConsoleContext db, CancellationToken ct)
    {
        var wanted = await db.OrderLines.AsNoTracking().Where(l => l.CancelWantedAt != null && l.FulfilledBy != "AFN" && l.FulfilledBy != "AMAZON" && l.FulfilledBy != "Amazon").OrderBy(l => l.Id).ToListAsync(ct);
        return [.. wanted.Where(l => RefundIntake.IsUnshipped(l.Status) && !l.Status.StartsWith("cancel", StringComparison.OrdinalIgnoreCase)).GroupBy(l => (l.AccountId, l.OrderId))
            .Select(g => (g.Key.AccountId, RefundFindings.CancellationRequested(g.Key.OrderId, g.Count() == 1 ? g.First().Sku : "", g.First().Marketplace, g.Count(), g.First().Status, g.Min(l => l.CancelWantedAt!.Value))))];
    }

    private static OwnInstruction Of(RefundRequest r, DateTime since) => new(
        r.Id, r.Key, r.Kind == InstructionKind.Refund, r.State != RefundState.PendingConfirmation, r.OrderId, r.Sku, r.Marketplace, r.Total, r.Currency, r.State == RefundState.Rejected ? r.Said : "", since);
}
