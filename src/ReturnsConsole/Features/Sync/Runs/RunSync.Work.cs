using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Runs;

public sealed partial class RunSync
{
    /// <summary>One claimed run.</summary>
    private sealed class Work(RunSync sync, ConsoleContext db, Partner partner, StreamDescription stream, SyncStream state, SyncRun run, string claim)
    {
        private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
        private bool changed;

        /// <summary>What this run could not take, over all its parts, one sentence a line.</summary>
        private string trouble = run.Message;

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
                again = await WaitAsync(failed.RetryAfter ?? TimeSpan.FromMinutes(1), failed.Message, failed.RequestId);
            }
            catch (PartnerException failed)
            {
                again = await FailAsync(failed.Message, failed);
            }
            catch (PayloadNotImportedException failed)
            {
                again = await FailAsync(failed.Message, null);
            }
            catch (Exception fault) when (fault is not StreamLostException)
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
                if (await StandstillAsync(ct) is { } why)
                {
                    await EndAsync(SyncRunStatus.Stopped, why, null);
                    return null;
                }
                if (slices == MaxSlices)
                {
                    await EndAsync(SyncRunStatus.Waiting, $"Catching up: {slice.FromUtc:yyyy-MM-dd HH:mm} UTC is reached; it goes on at once.", null);
                    return TimeSpan.FromSeconds(1);
                }
                var result = await PullOneAsync(connector, slice, known, ct);
                if (!result.Complete)
                {
                    if (result.ComeBackIn is { } wait)
                        return await WaitAsync(wait, $"{partner.Name} needs time (a report is being made, or a rate is used up).", result.RequestId);
                    slice = slice with { Cursor = result.Cursor };
                    continue;
                }
                slice = SyncWindows.After(slice.UntilUtc, stream, sync.Now);
            }
            await EndAsync(SyncRunStatus.Done, null, null);
            return null;
        }

        private async Task<TimeSpan> WaitAsync(TimeSpan wait, string message, string? requestId)
        {
            // A partner that says "at once" and refuses at once must not be called without a pause.
            wait = wait < ShortestWait ? ShortestWait : wait;
            run.WaitedMs += (long)wait.TotalMilliseconds;
            await EndAsync(SyncRunStatus.Waiting, $"{message} Asked again in {Words(wait)}.", requestId);
            return wait;
        }

        /// <summary>A person may pause the stream or switch the partner off while it runs, and another stream may learn that the credentials are refused.</summary>
        private async Task<string?> StandstillAsync(CancellationToken ct)
        {
            var now = await db.Partners.AsNoTracking().Where(p => p.Id == partner.Id).Select(p => new { p.Paused, p.StoppedBecause }).SingleOrDefaultAsync(ct);
            var paused = await db.SyncStreams.AnyAsync(s => s.Id == state.Id && s.Paused, ct);
            return now is null ? "The partner was removed."
                : now.Paused ? "The partner was switched off meanwhile; it goes on where it was when it is switched on."
                : now.StoppedBecause.Length > 0 ? $"It stopped with the partner: {now.StoppedBecause}"
                : paused ? "It was paused meanwhile; it goes on where it was when it is resumed."
                : null;
        }

        /// <summary>Fetches, imports, then notes how far it is: in this order, whatever happens between.</summary>
        private async Task<PullResult> PullOneAsync(IPartnerConnector connector, SyncWindows.Slice slice, IReadOnlyList<string> known, CancellationToken ct)
        {
            run.FromUtc ??= slice.FromUtc;
            run.UntilUtc = slice.UntilUtc;
            (state.WindowFrom, state.WindowUntil) = (slice.FromUtc, slice.UntilUtc);
            await using var intake = new PayloadIntake(sync.contexts, sync.receive, sync.runner, sync.folder, partner.Id, partner.Name, partner.AccountId, sync.clock) { RunId = run.Id };
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
                trouble = string.Join('\n', taken.Trouble.Prepend(trouble).Where(t => t.Length > 0));
        }

        private async Task<TimeSpan?> FailAsync(string message, PartnerException? failed)
        {
            state.FailuresInRow++;
            await EndAsync(SyncRunStatus.Failed, message, failed?.RequestId ?? "");
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
            sync.feed.Publish(ChangeTopic.Partners);
        }

        /// <param name="message">Null: nothing to say beyond what could not be taken.</param>
        /// <param name="requestId">Null: that of the last answer stays.</param>
        private async Task EndAsync(SyncRunStatus status, string? message, string? requestId)
        {
            var said = new[] { message?.ReplaceLineEndings(" "), trouble }.Where(t => !string.IsNullOrEmpty(t));
            (run.Status, run.FinishedAt, run.Message) = (status, sync.Now, Clip(string.Join('\n', said), 1000));
            if (requestId is not null)
                run.RequestId = Clip(requestId, 100);
            state.OpenRunId = status == SyncRunStatus.Waiting ? run.Id : 0;
            if (status == SyncRunStatus.Done)
                (state.FailuresInRow, state.LastSuccessAt) = (0, sync.Now);
            await SaveAsync();
        }

        private async Task SaveAsync()
        {
            // Only the columns that are the run's: a person may pause the stream meanwhile.
            var until = sync.Now + Lease;
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            var kept = await db.SyncStreams.Where(s => s.Id == state.Id && s.ClaimedBy == claim).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Watermark, state.Watermark).SetProperty(s => s.WindowFrom, state.WindowFrom).SetProperty(s => s.WindowUntil, state.WindowUntil)
                    .SetProperty(s => s.Cursor, state.Cursor).SetProperty(s => s.OpenRunId, state.OpenRunId).SetProperty(s => s.FailuresInRow, state.FailuresInRow)
                    .SetProperty(s => s.LastSuccessAt, state.LastSuccessAt).SetProperty(s => s.ClaimedUntil, until).SetProperty(s => s.Version, s => s.Version + 1), CancellationToken.None);
            if (kept != 1)
                throw new StreamLostException();
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        private static string Words(TimeSpan time) => time.TotalSeconds < 120 ? $"{Math.Ceiling(time.TotalSeconds):0} seconds" : $"{time.TotalMinutes:0} minutes";

        private static string Clip(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
    }
}
