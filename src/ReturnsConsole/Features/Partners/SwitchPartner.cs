using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <summary>Switches a partner off and on. Off: it is neither called nor heard. On clears what had stopped it.</summary>
public sealed class SwitchPartner(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, int partnerId, bool on, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Partners.SingleOrDefaultAsync(p => p.Id == partnerId, ct) is not { } partner)
            return Outcome.Refused("The partner no longer exists.");
        if (await SyncScope.RefusalAsync(db, guard, actor, partnerId, ct) is { } unseen)
            return Outcome.Forbidden(unseen);
        if (!on && partner.Paused)
            return Outcome.Done($"{partner.Name} is off already.");
        if (on && partner.IsCalled)
            return Outcome.Done($"{partner.Name} is on already.");
        var before = SavePartner.Snapshot(partner);
        var why = on && partner.StoppedBecause.Length > 0 ? $"It had stopped: {partner.StoppedBecause}" : null;
        partner.Paused = !on;
        if (on)
            (partner.StoppedBecause, partner.StoppedAt) = ("", null);
        await trail.AppendAsync(db, new AuditRecord(actor, on ? "partner.on" : "partner.off", "partner", partner.Name, before, SavePartner.Snapshot(partner), why), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Partners);
        return Outcome.Done(on ? $"{partner.Name} is called again." : $"{partner.Name} is switched off: it is neither called nor heard.");
    }
}
