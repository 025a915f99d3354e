namespace ReturnsConsole.Features.Sync;

/// <summary>How far one stream of one partner is: everything before the watermark was taken and committed.</summary>
public sealed class SyncStream
{
    public int Id { get; private set; }

    public required int PartnerId { get; init; }

    public required string Stream { get; init; }

    /// <summary>UTC, by the partner's time. Null: never run to an end.</summary>
    public DateTime? Watermark { get; set; }

    /// <summary>The window that is being fetched; null when none is open.</summary>
    public DateTime? WindowFrom { get; set; }

    public DateTime? WindowUntil { get; set; }

    /// <summary>Where the open window goes on.</summary>
    public string? Cursor { get; set; }

    /// <summary>The run that the open window belongs to; 0 when none.</summary>
    public int OpenRunId { get; set; }

    /// <summary>A person paused it.</summary>
    public bool Paused { get; set; }

    public int FailuresInRow { get; set; }

    /// <summary>Last run that ended well.</summary>
    public DateTime? LastSuccessAt { get; set; }

    public required DateTime CreatedAt { get; init; }

    public string? ClaimedBy { get; set; }

    public DateTime? ClaimedUntil { get; set; }

    public int Version { get; set; }
}

public enum SyncRunStatus : byte
{
    Running = 0,
    Done = 1,

    /// <summary>The partner needs time (a report is being made, a rate is used up); the run goes on later.</summary>
    Waiting = 2,
    Failed = 3,

    /// <summary>The console was stopped meanwhile; the next run goes on where it was.</summary>
    Stopped = 4,
}

/// <summary>One run of a stream, for people to look back at.</summary>
public sealed class SyncRun
{
    public int Id { get; private set; }

    public required int PartnerId { get; init; }

    public required string Stream { get; init; }

    /// <summary>"schedule", "by Ada", "terminal".</summary>
    public required string Trigger { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? FinishedAt { get; set; }

    public SyncRunStatus Status { get; set; }

    public DateTime? FromUtc { get; set; }

    public DateTime? UntilUtc { get; set; }

    /// <summary>Documents and rows that came.</summary>
    public long Read { get; set; }

    public long New { get; set; }

    public long Changed { get; set; }

    public long Unchanged { get; set; }

    public long Rejected { get; set; }

    /// <summary>Time spent waiting for the partner: reports, rates.</summary>
    public long WaitedMs { get; set; }

    public string Message { get; set; } = "";

    /// <summary>The partner's id of the last request, for its support.</summary>
    public string RequestId { get; set; } = "";
}

/// <summary>A document that was taken: it is skipped when it comes again unchanged, which look-back windows make the usual case.</summary>
public sealed class SeenDocument
{
    public long Id { get; private set; }

    public required int PartnerId { get; init; }

    /// <summary>64 bits of the document's content hash, with its kind.</summary>
    public required long Hash { get; init; }

    /// <summary>Days since 2020-01-01, to forget what no look-back reaches any more.</summary>
    public required int Day { get; init; }
}
