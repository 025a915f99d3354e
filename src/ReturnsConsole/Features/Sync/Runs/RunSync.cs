using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Runs;

/// <summary>
/// Runs one stream of one partner: fetches its windows, imports what comes, and only then moves the watermark. A run may happen twice or die anywhere: the window is
/// fetched again and changes nothing. One process at a time has a stream.
/// </summary>
public sealed class RunSync(
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
        try
        {
            return await new Work(this, db, partner, description, state, run, claim).RunAsync(ct);
        }
        finally
        {
            await ReleaseAsync(state.Id, claim);
            feed.Publish(ChangeTopic.Sync);
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
        return taken == 1 ? await db.SyncStreams.SingleAsync(s => s.Id == held.Id, ct) : null;
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
        (open.Status, open.FinishedAt) = (SyncRunStatus.Running, null);
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

    /// <summary>One claimed run.</summary>
    private sealed class Work(RunSync sync, ConsoleContext db, Partner partner, StreamDescription stream, SyncStream state, SyncRun run, string claim)
    {
        private bool changed;

        public async Task<SyncReport> RunAsync(CancellationToken ct)
        {
            TimeSpan? again = null;
            try
            {
                again = await PullAllAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                await EndAsync(SyncRunStatus.Stopped, "The console was stopped; the next run goes on from here.", null);
                throw;
            }
            catch (PartnerException failed) when (failed.Fault == PartnerFault.Throttled)
            {
                again = failed.RetryAfter ?? TimeSpan.FromMinutes(1);
                await EndAsync(SyncRunStatus.Waiting, failed.Message, failed.RequestId);
            }
            catch (PartnerException failed)
            {
                again = await FailAsync(failed.Message, failed);
            }
            catch (PayloadNotImportedException failed)
            {
                again = await FailAsync(failed.Message, null);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                var words = DiskTrouble.Words(fault);
                if (words is null)
                    sync.log.LogError(fault, "The run of {Stream} of {Partner} failed", stream.Name, partner.Name);
                again = await FailAsync(words ?? $"The run failed for a reason on our side. It is tried again; the log has the details of {run.StartedAt:yyyy-MM-dd HH:mm} UTC.", null);
            }
            finally
            {
                if (changed)
                    sync.reconciliation.Request("sync");
            }
            return new SyncReport(partner.Name, stream.Name, run.Status, run.Read, run.New, run.Changed, run.Unchanged, run.Rejected, state.Watermark, run.Message, run.RequestId, again);
        }

        private async Task<TimeSpan?> PullAllAsync(CancellationToken ct)
        {
            var connector = sync.factory.Of(partner);
            var known = await sync.subjects.OfAsync(partner, stream.Name, ct);
            var slice = SyncWindows.Next(state, stream, sync.Now);
            for (var slices = 0; slice is not null; slices++)
            {
                if (slices == MaxSlices)
                {
                    await EndAsync(SyncRunStatus.Waiting, $"Catching up: {state.Watermark:yyyy-MM-dd HH:mm} UTC is reached; it goes on at once.", null);
                    return TimeSpan.FromSeconds(1);
                }
                var result = await PullOneAsync(connector, slice, known, ct);
                if (!result.Complete)
                {
                    if (result.ComeBackIn is { } wait)
                    {
                        run.WaitedMs += (long)wait.TotalMilliseconds;
                        await EndAsync(SyncRunStatus.Waiting, $"{partner.Name} is still preparing it; asked again in {Words(wait)}.", result.RequestId);
                        return wait;
                    }
                    slice = slice with { Cursor = result.Cursor };
                    continue;
                }
                slice = SyncWindows.After(slice.UntilUtc, stream, sync.Now);
            }
            await EndAsync(SyncRunStatus.Done, run.Message, null);
            return null;
        }

        /// <summary>Fetches, imports, then notes how far it is: in this order, whatever happens between.</summary>
        private async Task<PullResult> PullOneAsync(IPartnerConnector connector, SyncWindows.Slice slice, IReadOnlyList<string> known, CancellationToken ct)
        {
            run.FromUtc ??= slice.FromUtc;
            run.UntilUtc = slice.UntilUtc;
            (state.WindowFrom, state.WindowUntil) = (slice.FromUtc, slice.UntilUtc);
            await using var intake = new PayloadIntake(sync.contexts, sync.receive, sync.runner, sync.folder, partner.Id, partner.Name, partner.AccountId, sync.Now) { RunId = run.Id };
            PullResult result;
            try
            {
                result = await connector.PullAsync(stream.Name, new PullWindow(slice.FromUtc, slice.UntilUtc, slice.Cursor) { Subjects = known }, intake, ct);
            }
            catch (PartnerException failed)
            {
                // What came before the failure is good: it is taken, and the window is fetched again from where it was.
                Count(await intake.CommitAsync(ct));
                if (failed.Fault == PartnerFault.Expired)
                    state.Cursor = null;
                throw;
            }
            Count(await intake.CommitAsync(ct));
            if (result.RequestId is { } id)
                run.RequestId = Clip(id, 100);
            if (result.Complete)
            {
                if (state.Watermark is not { } mark || mark < slice.UntilUtc)
                    state.Watermark = slice.UntilUtc;
                (state.WindowFrom, state.WindowUntil, state.Cursor) = (null, null, null);
            }
            else
            {
                state.Cursor = result.Cursor;
            }
            await SaveAsync();
            return result;
        }

        private void Count(IntakeResult taken)
        {
            run.Read += taken.Read;
            run.New += taken.New;
            run.Changed += taken.Changed;
            run.Unchanged += taken.Unchanged;
            run.Rejected += taken.Rejected;
            changed |= taken.New + taken.Changed > 0;
            if (taken.Trouble.Count > 0)
                run.Message = Clip(string.Join(' ', taken.Trouble), 1000);
        }

        private async Task<TimeSpan?> FailAsync(string message, PartnerException? failed)
        {
            state.FailuresInRow++;
            await EndAsync(SyncRunStatus.Failed, message, failed?.RequestId);
            if (failed is { Fault: PartnerFault.AccessDenied or PartnerFault.Misconfigured })
            {
                await StopPartnerAsync(message);
                return null;
            }
            var wait = failed?.RetryAfter ?? TimeSpan.FromMinutes(Math.Min(30, Math.Pow(2, Math.Min(state.FailuresInRow, 6) - 1)));
            return wait < stream.Every ? wait : null;
        }

        /// <summary>Refused credentials are not tried again and again: some partners block the address for that. A person must act.</summary>
        private async Task StopPartnerAsync(string message)
        {
            await using var other = await sync.contexts.CreateDbContextAsync(CancellationToken.None);
            var now = sync.Now;
            await other.Partners.Where(p => p.Id == partner.Id && p.StoppedBecause == "").ExecuteUpdateAsync(
                set => set.SetProperty(p => p.StoppedBecause, Clip(message, 1000)).SetProperty(p => p.StoppedAt, now).SetProperty(p => p.Version, p => p.Version + 1), CancellationToken.None);
            sync.reconciliation.Request("sync");
        }

        private async Task EndAsync(SyncRunStatus status, string message, string? requestId)
        {
            (run.Status, run.FinishedAt, run.Message) = (status, sync.Now, Clip(message, 1000));
            if (requestId is not null)
                run.RequestId = Clip(requestId, 100);
            state.OpenRunId = status == SyncRunStatus.Waiting ? run.Id : 0;
            if (status == SyncRunStatus.Done)
                (state.FailuresInRow, state.LastSuccessAt) = (0, sync.Now);
            await SaveAsync();
        }

        private async Task SaveAsync()
        {
            Debug.Assert(state.ClaimedBy == claim, "only the claimed stream is written");
            state.ClaimedUntil = sync.Now + Lease;
            await db.SaveChangesAsync(CancellationToken.None);
        }

        private static string Words(TimeSpan time) => time.TotalSeconds < 120 ? $"{Math.Ceiling(time.TotalSeconds):0} seconds" : $"{time.TotalMinutes:0} minutes";

        private static string Clip(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
    }
}
