using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Sync.Jobs;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>Runs a stream at once, beside its rhythm.</summary>
public sealed class RunStreamNow(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, SyncScheduler scheduler)
{
    public async Task<Outcome> RunAsync(Actor actor, int partnerId, string stream, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await SyncScope.RefusalAsync(db, guard, actor, partnerId, ct) is { } unseen)
            return Outcome.Refused(unseen);
        var partner = await db.Partners.AsNoTracking().SingleAsync(p => p.Id == partnerId, ct);
        if (PartnerConnectors.Describe(partner.Kind).Streams.All(s => s.Name != stream))
            return Outcome.Refused($"{partner.Name} has no stream '{stream}'.");
        if (!partner.IsCalled)
            return Outcome.Refused(partner.Paused ? $"{partner.Name} is switched off. Switch it on under Partners first." : $"{partner.Name} is no longer called: {partner.StoppedBecause}");
        if (await db.SyncStreams.AnyAsync(s => s.PartnerId == partnerId && s.Stream == stream && s.Paused, ct))
            return Outcome.Refused("The stream is paused. Resume it first.");
        await scheduler.NowAsync(partnerId, stream, $"by {actor.Name}", ct);
        return Outcome.Done($"{partner.Name}, {stream}: started.");
    }
}

/// <summary>Pauses a stream or lets it go on where it was.</summary>
public sealed class PauseStream(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, int partnerId, string stream, bool pause, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await SyncScope.RefusalAsync(db, guard, actor, partnerId, ct) is { } unseen)
            return Outcome.Refused(unseen);
        var partner = await db.Partners.AsNoTracking().SingleAsync(p => p.Id == partnerId, ct);
        if (PartnerConnectors.Describe(partner.Kind).Streams.All(s => s.Name != stream))
            return Outcome.Refused($"{partner.Name} has no stream '{stream}'.");
        await RunSync.EnsureAsync(db, partnerId, stream, clock.GetUtcNow().UtcDateTime, ct);
        await using var write = await db.BeginWriteAsync(ct);
        var changed = await db.SyncStreams.Where(s => s.PartnerId == partnerId && s.Stream == stream && s.Paused != pause)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Paused, pause).SetProperty(s => s.Version, s => s.Version + 1), ct);
        if (changed > 0)
        {
            await trail.AppendAsync(db, new AuditRecord(actor, pause ? "stream.paused" : "stream.resumed", "partner", $"{partner.Name}/{stream}"), ct);
            await db.SaveChangesAsync(ct);
        }
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Sync);
        return Outcome.Done(pause ? $"{partner.Name}, {stream}: paused. A run that is under way ends by itself." : $"{partner.Name}, {stream}: goes on where it was.");
    }
}
