using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Shelf;

/// <summary>Takes a shelved parcel back by a counter-entry with a reason: put there by mistake, or sent on to its owner.</summary>
public sealed class UndoShelving(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, EvidenceStore evidence, AuditTrail audit, ReconciliationRequests requests, ChangeFeed feed, TimeProvider clock)
{
    private readonly DockReceipts receipts = new(evidence, audit, clock);

    public async Task<Outcome> RunAsync(Actor actor, int id, int version, string reason, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var why = (reason ?? "").Trim();
        if (why.Length is 0 or > UndoAuthorization.MaxReason)
            return Outcome.Refused("Say why: the reason is kept with the counter-entry.");
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shown = await db.UnidentifiedParcels.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        var goods = shown is null ? null : await db.GoodsReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.AccountId == shown.AccountId && r.Source == IntakeWords.Source && r.Reference == shown.ReceiptReference, ct);
        if (shown is null || goods is null || !seen.Contains(shown.AccountId))
            return Outcome.Refused("There is no such parcel that you can see.");
        var now = clock.GetUtcNow().UtcDateTime;
        var counter = new DockReceipt(goods.AccountId, goods.OrderId, goods.RmaId, goods.Sku, goods.Quantity, goods.TrackingId, now > goods.ReceivedAt ? now : goods.ReceivedAt.AddMilliseconds(1), goods.Reference, Withdrawn: true);
        var stored = await receipts.StoreAsync(counter, ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var parcel = await db.UnidentifiedParcels.SingleAsync(p => p.Id == id, ct);
        if (parcel.State is ShelfState.Fetched or ShelfState.Withdrawn)
            return Outcome.Refused(parcel.State == ShelfState.Fetched ? $"The parcel was fetched already ({parcel.EndedWhy})." : "The parcel was taken back already.");
        if (parcel.Version != version)
            return Outcome.Conflict("The parcel was changed meanwhile. It has been read again; look before you repeat.");
        (parcel.State, parcel.EndedAt, parcel.EndedWhy) = (ShelfState.Withdrawn, now, why);
        await receipts.WriteAsync(db, actor, counter, stored, ct);
        if (await db.ParcelScans.Where(s => s.State == ScanState.Shelved && s.Code == parcel.Code).OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct) is { } scan)
            scan.State = ScanState.Undone;
        await audit.AppendAsync(db, new AuditRecord(actor, "intake.shelving-undone", "shelf", id.ToString(CultureInfo.InvariantCulture), Why: why), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        requests.Request("a shelved parcel taken back");
        feed.Publish(ChangeTopic.Intake);
        feed.Publish(ChangeTopic.Cases);
        return Outcome.Done($"Taken off shelf {parcel.ShelfCode}.");
    }
}
