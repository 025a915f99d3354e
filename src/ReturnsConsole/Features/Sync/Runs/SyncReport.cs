namespace ReturnsConsole.Features.Sync.Runs;

/// <summary>How a run ended, for terminals, jobs and tests.</summary>
/// <param name="Again">When the stream wants to go on by itself, earlier than by its rhythm; null: by its rhythm.</param>
public sealed record SyncReport(string Partner, string Stream, SyncRunStatus Status, long Read, long New, long Changed, long Unchanged, long Rejected, DateTime? Watermark, string Message, string RequestId, TimeSpan? Again)
{
    /// <summary>False: nothing was run, because it is paused, stopped, or another process runs it.</summary>
    public bool Ran { get; init; } = true;

    public static SyncReport NotRun(string partner, string stream, string why) => new(partner, stream, SyncRunStatus.Stopped, 0, 0, 0, 0, 0, null, why, "", null) { Ran = false };
}
