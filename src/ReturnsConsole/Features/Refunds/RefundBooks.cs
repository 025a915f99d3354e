using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>
/// The only place where an instruction changes its state: with its reservation, in the same transaction, and with an audit entry. One of it serves one
/// transaction; <see cref="SaveAsync"/> or <see cref="WriteAuditAsync"/> ends it.
/// </summary>
internal sealed class RefundBooks(ConsoleContext db, AuditTrail trail, DateTime now)
{
    private readonly List<AuditRecord> records = [];
    private readonly List<(Actor Actor, RefundRequest Request)> added = [];

    public ConsoleContext Db => db;

    public DateTime Now => now;

    /// <summary>The line's reservation, made when there is none. The unique index lets only one be made.</summary>
    public async Task<RefundReservation> ReserveAsync(OrderMoney money, string orderItemId, string currency, CancellationToken ct)
    {
        await ReserveAsync([(money, orderItemId, currency)], ct);
        return money.ReservationOf(orderItemId)!;
    }

    /// <summary>The same for many lines at once.</summary>
    public async Task ReserveAsync(IEnumerable<(OrderMoney Money, string OrderItemId, string Currency)> lines, CancellationToken ct)
    {
        var made = false;
        foreach (var (money, item, currency) in lines.Where(l => l.Money.ReservationOf(l.OrderItemId) is null))
        {
            var reservation = new RefundReservation { AccountId = money.AccountId, OrderKey = OrderKey.From(money.OrderId), OrderId = money.OrderId, OrderItemId = item, Currency = currency };
            db.RefundReservations.Add(reservation);
            money.Reservations.Add(reservation);
            made = true;
        }
        // Their numbers are part of what makes a wish unique.
        if (made)
            await db.SaveChangesAsync(ct);
    }

    public void Add(Actor actor, RefundRequest request, RefundReservation reservation)
    {
        Hold(reservation, request, +1);
        db.RefundRequests.Add(request);
        added.Add((actor, request));
    }

    /// <param name="why">In words; stands in the trail and is said of the instruction.</param>
    public void Move(Actor actor, RefundRequest request, RefundReservation reservation, RefundState to, string action, string why)
    {
        var before = Snapshot(request);
        Hold(reservation, request, -1);
        (request.State, request.StateAt) = (to, now);
        request.EndedAt = RefundStates.IsInFlight(to) ? null : now;
        if (why.Length > 0)
            request.Said = why.Length <= 1000 ? why : why[..999] + "…";
        Hold(reservation, request, +1);
        records.Add(new AuditRecord(actor, action, "refund", request.Key, before, Snapshot(request), why));
    }

    /// <summary>Something of it is noted without a change of state.</summary>
    public void Note(Actor actor, RefundRequest request, string action, string why) => records.Add(new AuditRecord(actor, action, "refund", request.Key, null, Snapshot(request), why));

    public void Note(AuditRecord record) => records.Add(record);

    /// <summary>Writes everything, audit entries included. The caller commits.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        await WriteAuditAsync(ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Puts the audit entries into the context; the caller saves and commits.</summary>
    public async Task WriteAuditAsync(CancellationToken ct)
    {
        foreach (var (actor, request) in added)
            records.Add(new AuditRecord(actor, request.Kind == InstructionKind.Refund ? "refund.requested" : "cancellation.requested", "refund", request.Key, null, Snapshot(request), request.Note));
        await trail.AppendAsync(db, records, ct);
        added.Clear();
        records.Clear();
    }

    private static void Hold(RefundReservation reservation, RefundRequest request, int sign)
    {
        if (RefundStates.IsInFlight(request.State))
            reservation.InFlight += sign * request.Total;
        else if (request.State == RefundState.Confirmed)
            reservation.Confirmed += sign * request.Total;
        if (request.Kind == InstructionKind.Cancellation && RefundStates.Holds(request.State))
            reservation.Cancelled += sign * request.Quantity;
    }

    private static string Snapshot(RefundRequest r) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["state"] = r.State.ToString(),
        ["order"] = r.OrderId,
        ["item"] = r.OrderItemId,
        ["total"] = r.Total,
        ["currency"] = r.Currency,
        ["quantity"] = r.Quantity,
        ["batch"] = r.BatchId,
        ["proof"] = r.ProofReference,
    });
}
