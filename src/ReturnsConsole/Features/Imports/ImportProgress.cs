using System.Collections.Concurrent;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

public enum ImportPhase
{
    /// <summary>Format, encoding and culture are being decided.</summary>
    Inspecting,

    /// <summary>Another import or a reconciliation is writing.</summary>
    Waiting,
    Reading,

    /// <summary>Indexes, totals, commit.</summary>
    Finishing,
}

/// <summary>How far a running import is. Kept in memory only.</summary>
/// <param name="EstimatedRows">0 while unknown.</param>
/// <param name="Left">Null while unknown.</param>
public sealed record ImportState(int FileId, ImportPhase Phase, long Rows, long EstimatedRows, double RowsPerSecond, TimeSpan? Left);

/// <summary>The imports running in this process: how far they are, and how to stop one.</summary>
public sealed class ImportProgress(ChangeFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<int, Running> running = new();

    public ImportState? Of(int fileId) => running.TryGetValue(fileId, out var run) ? run.State : null;

    /// <summary>Asks a running import to stop and undo; false when this process is not running it.</summary>
    public bool Cancel(int fileId, Actor by)
    {
        if (!running.TryGetValue(fileId, out var run))
            return false;
        run.CancelledBy = by;
        run.Stop.Cancel();
        return true;
    }

    internal Running Begin(int fileId, CancellationToken ct)
    {
        var run = new Running(this, feed, clock, fileId, ct);
        running[fileId] = run;
        return run;
    }

    internal sealed class Running : IDisposable
    {
        private readonly ImportProgress owner;
        private readonly ChangeFeed feed;
        private readonly TimeProvider clock;
        private readonly int fileId;
        private long readingSince;
        private long lastPublished;

        public Running(ImportProgress owner, ChangeFeed feed, TimeProvider clock, int fileId, CancellationToken ct)
        {
            this.owner = owner;
            this.feed = feed;
            this.clock = clock;
            this.fileId = fileId;
            Stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            State = new ImportState(fileId, ImportPhase.Inspecting, 0, 0, 0, null);
        }

        public CancellationTokenSource Stop { get; }

        public Actor? CancelledBy { get; set; }

        public ImportState State { get; private set; }

        public void Enter(ImportPhase phase, long estimatedRows = 0)
        {
            if (phase == ImportPhase.Reading)
                readingSince = clock.GetTimestamp();
            State = State with { Phase = phase, EstimatedRows = estimatedRows == 0 ? State.EstimatedRows : estimatedRows };
            feed.Publish(ChangeTopic.Imports);
        }

        public void Rows(long rows)
        {
            var seconds = clock.GetElapsedTime(readingSince).TotalSeconds;
            var speed = seconds > 0 ? rows / seconds : 0;
            var total = Math.Max(State.EstimatedRows, rows);
            State = State with { Rows = rows, RowsPerSecond = speed, Left = speed > 0 ? TimeSpan.FromSeconds((total - rows) / speed) : null };
            if (lastPublished != 0 && clock.GetElapsedTime(lastPublished) < Throttle)
                return;
            lastPublished = clock.GetTimestamp();
            feed.Publish(ChangeTopic.Imports);
        }

        public void Dispose()
        {
            owner.running.TryRemove(fileId, out _);
            Stop.Dispose();
        }
    }
}
