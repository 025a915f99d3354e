using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>
/// One scan while a shipment is unloaded. The scan is durable before it is answered; its goods receipt is written soon after by <see cref="WriteUnloadReceipts"/>.
/// An item counts once, whoever scans it how often.
/// </summary>
public sealed class UnloadItem(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, ChangeFeed feed, TimeProvider clock) : IDisposable
{
    // SQLite lets one write at a time, and whoever finds it busy asks again after ever longer pauses: scans wait in line instead.
    private readonly SemaphoreSlim line = new(1, 1);

    /// <param name="scanId">Made by the browser: the same one again is the same scan.</param>
    /// <param name="chosen">The manifest item that a person chose of those a code names; null: as scanned.</param>
    public async Task<UnloadAnswer> RunAsync(Actor actor, int shipmentId, Guid scanId, string code, long? chosen, CancellationToken ct)
    {
        var text = TakeScan.Clip(code ?? "");
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return Refused(text, refusal);
        if (text.Length == 0 || scanId == Guid.Empty)
            return Refused(text, "The scan was empty.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        if (await ShipmentAccess.FindAsync(db, guard, actor, shipmentId, ct) is not { } shipment)
            return Refused(text, ShipmentAccess.NotThere);
        if (await SentBeforeAsync(db, shipmentId, scanId, ct) is { } before)
            return before;
        var found = chosen is { } id ? await ChosenAsync(db, shipment, id, ct) : await FindTarget.RunAsync(db, shipment, code!, ct);
        if (found is null)
            return Refused(text, "This item is not on the shipment's manifest any more. Scan it again.");
        if (found.Target is not { } target)
        {
            return new(UnloadResult.Choose, text, "", await ShipmentAccess.CountAsync(db, shipmentId, ct))
            {
                Choices = [.. found.Choices.Select(m => new UnloadChoice(m.Id, m.ItemId, m.Sku, m.LabelId, m.OrderId, Math.Max(1, m.Quantity)))],
                MoreChoices = found.More,
            };
        }
        UnloadAnswer answer;
        await line.WaitAsync(ct);
        try
        {
            answer = await WriteAsync(db, actor, shipment, scanId, text, target, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The same item, or the same scan, won the race on another connection.
            await using var fresh = await contexts.CreateDbContextAsync(ct);
            if ((await SentBeforeAsync(fresh, shipmentId, scanId, ct) ?? await HereAlreadyAsync(fresh, shipmentId, text, target, ct)) is not { } other)
                throw;
            return other;
        }
        finally
        {
            line.Release();
        }
        if (answer.ScanId is not null)
            feed.Publish(ChangeTopic.Shipments);
        return answer;
    }

    public void Dispose() => line.Dispose();

    private async Task<UnloadAnswer> WriteAsync(ConsoleContext db, Actor actor, ConsolidatedShipment shipment, Guid scanId, string code, ScanTarget target, CancellationToken ct)
    {
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await HereAlreadyAsync(db, shipment.Id, code, target, ct) is { } already)
            return already;
        var now = clock.GetUtcNow().UtcDateTime;
        var open = await db.ConsolidatedShipments.Where(s => s.Id == shipment.Id && (s.State == ShipmentState.Unloading || s.State == ShipmentState.Underway))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, ShipmentState.Unloading).SetProperty(s => s.LastScanAt, now).SetProperty(s => s.StartedAt, s => s.StartedAt ?? now), ct);
        if (open == 0)
            return Refused(code, WhyNotOpen(await db.ConsolidatedShipments.AsNoTracking().SingleAsync(s => s.Id == shipment.Id, ct))) with { Count = await ShipmentAccess.CountAsync(db, shipment.Id, ct) };
        var elsewhere = target.ItemId.Length == 0 ? null : await ElsewhereAsync(db, shipment, target, ct);
        var scan = new ShipmentScan
        {
            ShipmentPk = shipment.Id,
            ScanId = scanId,
            Code = code,
            ItemKey = target.ItemKey,
            Kind = target.Kind,
            AccountId = shipment.AccountId,
            Channel = shipment.Channel,
            At = now,
            ActorId = actor.UserId,
            ActorName = actor.Name,
        };
        target.Fill(scan);
        db.ShipmentScans.Add(scan);
        await Tallies.AddAsync(db, scan, ct);
        await Gaps.FillAsync(db, shipment.Id, target.ManifestItemId, ct);
        await db.SaveChangesAsync(ct);
        var count = await ShipmentAccess.CountAsync(db, shipment.Id, ct);
        await transaction.CommitAsync(ct);
        return Answer(scan, count) with { Elsewhere = elsewhere?.Number ?? scan.Note, By = elsewhere?.By ?? "", At = elsewhere?.At };
    }

    private static async Task<FindTarget.Found?> ChosenAsync(ConsoleContext db, ConsolidatedShipment shipment, long id, CancellationToken ct) =>
        await db.ManifestItems.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.AccountId == shipment.AccountId && m.Channel == shipment.Channel && m.ShipmentId == shipment.ShipmentId, ct) is { } item
            ? FindTarget.Found.One(ScanTarget.Of(item)) : null;

    private static async Task<UnloadAnswer?> SentBeforeAsync(ConsoleContext db, int shipment, Guid scanId, CancellationToken ct) =>
        await db.ShipmentScans.AsNoTracking().SingleOrDefaultAsync(s => s.ScanId == scanId && s.ShipmentPk == shipment, ct) is { } there
            ? Answer(there, await ShipmentAccess.CountAsync(db, shipment, ct)) : null;

    private static async Task<UnloadAnswer?> HereAlreadyAsync(ConsoleContext db, int shipment, string code, ScanTarget target, CancellationToken ct) =>
        await db.ShipmentScans.AsNoTracking().SingleOrDefaultAsync(s => s.ShipmentPk == shipment && s.ItemKey == target.ItemKey && s.UndoneAt == null, ct) is { } there
            ? new UnloadAnswer(UnloadResult.Already, code, NameOf(there), await ShipmentAccess.CountAsync(db, shipment, ct)) { OrderId = there.OrderId, By = there.ActorName, At = there.At }
            : null;

    /// <summary>The same item was unloaded with another shipment: one of the two scans, or one of the two manifests, is wrong.</summary>
    private static Task<OtherScan?> ElsewhereAsync(ConsoleContext db, ConsolidatedShipment shipment, ScanTarget target, CancellationToken ct) =>
        db.ShipmentScans.AsNoTracking().Where(s => s.ItemId == target.ItemId && s.AccountId == shipment.AccountId && s.Channel == shipment.Channel && s.ShipmentPk != shipment.Id && s.UndoneAt == null)
            .Join(db.ConsolidatedShipments, s => s.ShipmentPk, c => c.Id, (s, c) => new OtherScan(c.ShipmentId, s.ActorName, s.At)).FirstOrDefaultAsync(ct);

    private static UnloadAnswer Answer(ShipmentScan scan, ManifestCount count) => new(
        scan.Kind switch { UnloadKind.Expected => UnloadResult.Unloaded, UnloadKind.OtherShipment => UnloadResult.OtherShipment, UnloadKind.NotOnManifest => UnloadResult.NotOnManifest, _ => UnloadResult.Unknown },
        scan.Code, NameOf(scan), count)
    {
        ScanId = scan.UndoneAt is null ? scan.ScanId : null,
        OrderId = scan.OrderId,
        Quantity = scan.Quantity,
        Elsewhere = scan.Note,
    };

    internal static string NameOf(ShipmentScan scan) => scan.Sku.Length > 0 ? scan.Sku : scan.ItemId.Length > 0 ? scan.ItemId : scan.Code;

    private static string WhyNotOpen(ConsolidatedShipment s) => s.State == ShipmentState.Paused
        ? $"Unloading is paused by {s.StateBy}. Resume it, then scan the item again."
        : $"The shipment was closed by {s.StateBy}. Reopen it with a reason to go on.";

    private static UnloadAnswer Refused(string code, string why) => new(UnloadResult.Refused, code, "", default) { Refusal = why };

    private sealed record OtherScan(string Number, string By, DateTime At);
}
