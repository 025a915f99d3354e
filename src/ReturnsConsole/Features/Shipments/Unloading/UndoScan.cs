using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Facts;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>Takes one scan back. Nothing is deleted: the scan stays with who took it back, and a receipt that was written gets its counter-entry.</summary>
public sealed class UndoScan(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, int shipmentId, Guid scanId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ShipmentAccess.FindAsync(db, guard, actor, shipmentId, ct) is null)
            return Outcome.Refused(ShipmentAccess.NotThere);
        await using var transaction = await db.BeginWriteAsync(ct);
        var state = await db.ConsolidatedShipments.Where(s => s.Id == shipmentId).Select(s => new { s.State, s.StateBy }).SingleAsync(ct);
        if (state.State == ShipmentState.Closed)
            return Outcome.Refused($"The shipment was closed by {state.StateBy}. Reopen it with a reason to take a scan back.");
        var scan = await db.ShipmentScans.SingleOrDefaultAsync(s => s.ScanId == scanId && s.ShipmentPk == shipmentId, ct);
        if (scan is null)
            return Outcome.Refused("There is no such scan in this shipment.");
        if (scan.UndoneAt is not null)
            return Outcome.Refused($"This scan was taken back already by {scan.UndoneBy}.");
        var receipt = FactUpserts<GoodsReceipt>.NaturalKey("ref", IntakeWords.Source, scan.Reference);
        if (scan.Receipt == ScanReceipt.Written && await db.GoodsReceipts.AnyAsync(r => r.NaturalKey == receipt && r.AccountId == scan.AccountId && (r.Grade != ConditionGrade.None || r.Disposition != Disposition.None), ct))
            return Outcome.Refused("The item has been graded already. Correct it where goods are graded.");
        (scan.UndoneAt, scan.UndoneBy) = (clock.GetUtcNow().UtcDateTime, actor.Name);
        scan.Receipt = scan.Receipt switch { ScanReceipt.Due => ScanReceipt.None, ScanReceipt.Written when !await IsElsewhereAsync(db, scan, ct) => ScanReceipt.WithdrawalDue, var other => other };
        await Tallies.RemoveAsync(db, scan, ct);
        await Gaps.OpenAsync(db, scan, ct);
        await audit.AppendAsync(db, new AuditRecord(actor, "shipment.scan-undone", "shipment", shipmentId.ToString(CultureInfo.InvariantCulture), Before: $"{{\"scan\":{scan.Id.ToString(CultureInfo.InvariantCulture)},\"by\":{System.Text.Json.JsonSerializer.Serialize(scan.ActorName)}}}"), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.Shipments);
        feed.Publish(ChangeTopic.Audit);
        return Outcome.Done($"{UnloadItem.NameOf(scan)} is taken back: it counts as not unloaded.");
    }

    /// <summary>The same item also stands as unloaded with another shipment: its goods are here.</summary>
    private static Task<bool> IsElsewhereAsync(ConsoleContext db, ShipmentScan scan, CancellationToken ct) =>
        db.ShipmentScans.AnyAsync(s => s.ItemId == scan.ItemId && s.AccountId == scan.AccountId && s.Reference == scan.Reference && s.Id != scan.Id && s.UndoneAt == null, ct);
}
