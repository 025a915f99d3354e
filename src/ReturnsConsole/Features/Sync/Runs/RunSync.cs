using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Runs;

/// <summary>
/// Runs one stream of one partner: fetches its windows, imports what comes, and only then moves the watermark. A run may happen twice or die anywhere: the window is
/// fetched again and changes nothing. One process at a time has a stream.
/// </summary>
public sealed partial class RunSync(
    IDbContextFactory<ConsoleContext> contexts, PartnerFactory factory, StreamSubjects subjects, ReceivePayload receive, ImportRunner runner, ReconciliationRequests reconciliation, ChangeFeed feed,
    IOptions<StorageOptions> storage, IHostEnvironment host, TimeProvider clock, ILogger<RunSync> log)
{
    private const int MaxSlices = 40;
    private readonly IDbContextFactory<ConsoleContext> contexts = contexts;
    private readonly PartnerFactory factory = factory;
    private readonly StreamSubjects subjects = subjects;
    private readonly ReceivePayload receive = receive;
    private readonly ImportRunner runner = runner;
    private readonly ReconciliationRequests reconciliation = reconciliation;
    private readonly ChangeFeed feed = feed;
    private readonly TimeProvider clock = clock;
    private readonly ILogger<RunSync> log = log;
    private readonly string folder = storage.Value.FolderOf(host, "incoming");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <param name="trigger">Who or what asked: "schedule", "by Ada", "terminal".</param>
    public async Task<SyncReport> RunAsync(int partnerId, string stream, string trigger, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var partner = await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Id == partnerId, ct);
        if (partner is null)
            return SyncReport.NotRun($"partner {partnerId}", stream, "The partner was removed.");
        if (!partner.IsCalled)
            return SyncReport.NotRun(partner.Name, stream, partner.Paused ? "The partner is switched off." : partner.StoppedBecause);
        if (PartnerConnectors.Describe(partner.Kind).Streams.FirstOrDefault(s => s.Name == stream) is not { } description)
            return SyncReport.NotRun(partner.Name, stream, $"{partner.Name} has no stream '{stream}'.");
        var claim = Claim.New();
        if (await ClaimAsync(db, partnerId, stream, claim, ct) is not { } state)
            return SyncReport.NotRun(partner.Name, stream, "It is paused, or another process runs it now.");
        var run = await OpenAsync(db, partner, state, trigger, ct);
        feed.Publish(ChangeTopic.Sync);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewal = RenewAsync(state.Id, claim, over.Token);
        try
        {
            return await new Work(this, db, partner, description, state, run, claim).RunAsync(ct);
        }
        catch (StreamLostException)
        {
            // The process that has it now has marked this run as left, and fetches the window again.
            log.LogWarning("{Stream} of {Partner} was taken over by another process; what was not committed here is fetched there.", stream, partner.Name);
            return SyncReport.NotRun(partner.Name, stream, "Another process took the stream over and goes on with it.");
        }
        finally
        {
            await over.CancelAsync();
            await renewal;
            await ReleaseAsync(state.Id, claim);
            feed.Publish(ChangeTopic.Sync);
        }
    }

    /// <summary>A window at a slow rate takes longer than a lease: as long as this process lives, the stream stays its own.</summary>
    private async Task RenewAsync(int streamId, string claim, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Lease / 5, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                var until = Now + Lease;
                await db.SyncStreams.Where(s => s.Id == streamId && s.ClaimedBy == claim).ExecuteUpdateAsync(set => set.SetProperty(s => s.ClaimedUntil, until), ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (DbException fault)
        {
            log.LogWarning(fault, "The claim on a stream could not be renewed; if the run goes on for long, another process takes it over.");
        }
    }

    private async Task<SyncStream?> ClaimAsync(ConsoleContext db, int partnerId, string stream, string claim, CancellationToken ct)
    {
        var now = Now;
        await EnsureAsync(db, partnerId, stream, now, ct);
        var held = await db.SyncStreams.AsNoTracking().SingleAsync(s => s.PartnerId == partnerId && s.Stream == stream, ct);
        var dead = held.ClaimedBy is not null && Claim.IsDead(held.ClaimedBy);
        var taken = await db.SyncStreams.Where(s => s.Id == held.Id && !s.Paused && s.ClaimedBy == held.ClaimedBy && (s.ClaimedBy == null || s.ClaimedUntil < now || dead))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ClaimedBy, claim).SetProperty(s => s.ClaimedUntil, now + Lease).SetProperty(s => s.Version, s => s.Version + 1), ct);
        // What the context knows of the row is older than the claim.
        db.ChangeTracker.Clear();
        return taken == 1 ? await db.SyncStreams.AsNoTracking().SingleAsync(s => s.Id == held.Id, ct) : null;
    }

    internal static async Task EnsureAsync(ConsoleContext db, int partnerId, string stream, DateTime now, CancellationToken ct)
    {
        if (await db.SyncStreams.AnyAsync(s => s.PartnerId == partnerId && s.Stream == stream, ct))
            return;
        var added = new SyncStream { PartnerId = partnerId, Stream = stream, CreatedAt = now };
        db.SyncStreams.Add(added);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another process was first.
            db.Entry(added).State = EntityState.Detached;
        }
    }

    /// <summary>A window that waits for its partner goes on under the run it began with.</summary>
    private async Task<SyncRun> OpenAsync(ConsoleContext db, Partner partner, SyncStream state, string trigger, CancellationToken ct)
    {
        var open = state.OpenRunId == 0 ? null : await db.SyncRuns.SingleOrDefaultAsync(r => r.Id == state.OpenRunId && r.Status == SyncRunStatus.Waiting, ct);
        foreach (var left in await db.SyncRuns.Where(r => r.PartnerId == partner.Id && r.Stream == state.Stream && r.Status == SyncRunStatus.Running).ToListAsync(ct))
            (left.Status, left.FinishedAt, left.Message) = (SyncRunStatus.Stopped, Now, "The console ended in the middle; the next run went on from there.");
        if (open is null)
        {
            open = new SyncRun { PartnerId = partner.Id, Stream = state.Stream, Trigger = trigger, StartedAt = Now };
            db.SyncRuns.Add(open);
        }
        // What it waited for is over; the trouble it had stays.
        (open.Status, open.FinishedAt, open.Message) = (SyncRunStatus.Running, null, string.Join('\n', open.Message.Split('\n').Skip(1)));
        await db.SaveChangesAsync(ct);
        return open;
    }

    private async Task ReleaseAsync(int streamId, string claim)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.SyncStreams.Where(s => s.Id == streamId && s.ClaimedBy == claim)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ClaimedBy, (string?)null).SetProperty(s => s.ClaimedUntil, (DateTime?)null), CancellationToken.None);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

/// <summary>The stream is no longer this process': its claim ran out and another took it.</summary>
internal sealed class StreamLostException : Exception;
