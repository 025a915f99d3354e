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
    public const int MaxReason = 500;

    public Task<Outcome> RunAsync(Actor actor, int partnerId, bool on, CancellationToken ct) => RunAsync(actor, partnerId, on, "", ct);

    /// <param name="reason">Why, for the audit trail; may be empty.</param>
    public async Task<Outcome> RunAsync(Actor actor, int partnerId, bool on, string reason, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (reason.Trim().Length > MaxReason)
            return Outcome.Refused($"Give a reason of at most {MaxReason} characters.");
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
        var stopped = on && partner.StoppedBecause.Length > 0 ? $"It had stopped: {partner.StoppedBecause}" : "";
        var why = string.Join(' ', new[] { reason.Trim(), stopped }.Where(w => w.Length > 0));
        partner.Paused = !on;
        if (on)
            (partner.StoppedBecause, partner.StoppedAt) = ("", null);
        await trail.AppendAsync(db, new AuditRecord(actor, on ? "partner.on" : "partner.off", "partner", partner.Name, before, SavePartner.Snapshot(partner), why.Length == 0 ? null : why.Length <= 1000 ? why : why[..999] + "…"), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Partners);
        return Outcome.Done(on ? $"{partner.Name} is called again." : $"{partner.Name} is switched off: it is neither called nor heard.");
    }
}
