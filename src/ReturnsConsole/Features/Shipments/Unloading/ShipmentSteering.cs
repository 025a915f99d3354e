using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>What changing a shipment's state has in common: permission, one transaction, the version that was seen, the audit entry.</summary>
public sealed class ShipmentSteering(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    internal async Task<Outcome> RunAsync(
        Actor actor, int id, int version, ShipmentState to, string action, string? why, Func<ConsoleContext, ConsolidatedShipment, Task<(Outcome? Refusal, string Said)>> change, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ShipmentAccess.FindAsync(db, guard, actor, id, ct) is null)
            return Outcome.Refused(ShipmentAccess.NotThere);
        await using var transaction = await db.BeginWriteAsync(ct);
        var shipment = await db.ConsolidatedShipments.SingleAsync(s => s.Id == id, ct);
        if (shipment.Version != version)
            return Outcome.Conflict($"{(shipment.StateBy.Length > 0 ? $"{shipment.StateBy} changed the shipment meanwhile: it is {ShipmentWords.Of(shipment.State).Word.ToLowerInvariant()}" : "The shipment was changed meanwhile")}. It has been read again; look before you repeat.");
        var before = shipment.State;
        var (wrong, said) = await change(db, shipment);
        if (wrong is not null)
            return wrong;
        (shipment.State, shipment.StateAt, shipment.StateBy) = (to, clock.GetUtcNow().UtcDateTime, actor.Name);
        await audit.AppendAsync(db, new AuditRecord(actor, action, "shipment", id.ToString(CultureInfo.InvariantCulture), Before: before.ToString(), After: said, Why: why), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var topic in (ChangeTopic[])[ChangeTopic.Shipments, ChangeTopic.Audit])
            feed.Publish(topic);
        return Outcome.Done(said);
    }
}

/// <summary>Stops unloading for a while: nobody's scan counts until somebody resumes.</summary>
public sealed class PauseUnloading(ShipmentSteering steering)
{
    public Task<Outcome> RunAsync(Actor actor, int id, int version, CancellationToken ct) => steering.RunAsync(actor, id, version, ShipmentState.Paused, "shipment.paused", null, (_, shipment) => Task.FromResult<(Outcome?, string)>(
        shipment.State == ShipmentState.Unloading ? (null, $"Unloading of {shipment.ShipmentId} is paused.") : (Outcome.Refused($"Only what is being unloaded can be paused; {shipment.ShipmentId} is {ShipmentWords.Of(shipment.State).Word.ToLowerInvariant()}."), "")), ct);
}

public sealed class ResumeUnloading(ShipmentSteering steering)
{
    public Task<Outcome> RunAsync(Actor actor, int id, int version, CancellationToken ct) => steering.RunAsync(actor, id, version, ShipmentState.Unloading, "shipment.resumed", null, (_, shipment) => Task.FromResult<(Outcome?, string)>(
        shipment.State == ShipmentState.Paused ? (null, $"Unloading of {shipment.ShipmentId} goes on.") : (Outcome.Refused($"{shipment.ShipmentId} is not paused."), "")), ct);
}

/// <summary>Ends the unloading: what is missing then and what is too many become cases.</summary>
public sealed class CloseShipment(ShipmentSteering steering, WriteUnloadReceipts receipts, ReconciliationRequests requests)
{
    /// <param name="missing">As the person saw it who decides: when somebody scanned meanwhile, they look again.</param>
    public async Task<Outcome> RunAsync(Actor actor, int id, int version, int missing, CancellationToken ct)
    {
        var outcome = await steering.RunAsync(actor, id, version, ShipmentState.Closed, "shipment.closed", null, async (db, shipment) =>
        {
            if (shipment.State is ShipmentState.Closed)
                return (Outcome.Refused($"{shipment.ShipmentId} was closed already by {shipment.StateBy}."), "");
            if (shipment.State is ShipmentState.Underway)
                return (Outcome.Refused($"Nothing of {shipment.ShipmentId} was scanned yet. Scan its first item, or leave it: what never comes becomes a case by itself."), "");
            var count = await ShipmentAccess.CountAsync(db, id, ct);
            if (count.Missing != missing)
                return (Outcome.Conflict($"Somebody scanned meanwhile: {Count(count.Missing, "item is", "items are")} missing now, not {Number(missing)}. Look again before you close."), "");
            Gaps.Recount(db, id);
            return (null, Said(shipment.ShipmentId, count));
        }, ct);
        if (outcome.Succeeded)
        {
            // Receipts go before the rules look; were this process to die here, they would follow by themselves.
            await receipts.RunAsync(ct);
            requests.Request("a shipment closed");
        }
        return outcome;
    }

    private static string Said(string number, ManifestCount count) => count is { Missing: 0, Surplus: 0 }
        ? $"{number} is closed: all {Count(count.Expected, "item", "items")} came."
        : $"{number} is closed: {Number(count.Scanned)} of {Count(count.Expected, "item", "items")} came{(count.Missing > 0 ? $", {Number(count.Missing)} missing" : "")}{(count.Surplus > 0 ? $", {Number(count.Surplus)} too many" : "")}.";

    private static string Count(int n, string one, string many) => $"{Number(n)} {(n == 1 ? one : many)}";

    private static string Number(int n) => n.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>Takes the closing back, with a reason: more of the shipment turned up, or it was closed by mistake. Its cases close by themselves.</summary>
public sealed class ReopenShipment(ShipmentSteering steering, ReconciliationRequests requests)
{
    public const int MaxReason = 200;

    public async Task<Outcome> RunAsync(Actor actor, int id, int version, string reason, CancellationToken ct)
    {
        var why = (reason ?? "").Trim();
        if (why.Length is 0 or > MaxReason)
            return Outcome.Refused("Say why: the reason is kept with the shipment.");
        var outcome = await steering.RunAsync(actor, id, version, ShipmentState.Unloading, "shipment.reopened", why, (db, shipment) =>
        {
            if (shipment.State != ShipmentState.Closed)
                return Task.FromResult<(Outcome?, string)>((Outcome.Refused($"{shipment.ShipmentId} is not closed."), ""));
            shipment.ReopenedWhy = why;
            return Task.FromResult<(Outcome?, string)>((null, $"{shipment.ShipmentId} is open again."));
        }, ct);
        if (outcome.Succeeded)
            requests.Request("a shipment reopened");
        return outcome;
    }
}
