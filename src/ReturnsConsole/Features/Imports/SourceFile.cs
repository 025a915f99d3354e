using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Features.Imports;

public enum ImportStatus
{
    Queued = 0,

    /// <summary>A question only a person can answer; see <see cref="SourceFile.Question"/>.</summary>
    NeedsAnswer = 1,
    Reading = 2,
    Done = 3,

    /// <summary>Not taken, nothing changed; the message says why.</summary>
    Refused = 4,
    Cancelled = 5,

    /// <summary>The same content was imported before: nothing to do.</summary>
    AlreadyImported = 6,

    /// <summary>Trouble on our side (disk, database); can be tried again.</summary>
    Failed = 7,
}

/// <summary>One report as it came: kept compressed under its content hash outside the database, and its import's result.</summary>
public sealed class SourceFile
{
    public int Id { get; private set; }

    public required int AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the unpacked bytes, hex.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required DateTime ReceivedAt { get; init; }

    public required int ReceivedById { get; init; }

    public required string ReceivedByName { get; init; }

    /// <summary>Fetched from or sent by a partner, not brought by a person.</summary>
    public bool FromPartner { get; init; }

    /// <summary>The run that fetched it; null for what a person brought or a partner pushed.</summary>
    public int? SyncRunId { get; init; }

    public ImportStatus Status { get; set; }

    public FileFormat Format { get; set; }

    public string Layout { get; set; } = "";

    public FileEncoding Encoding { get; set; }

    public NumberCulture Numbers { get; set; }

    public DateOrder Dates { get; set; }

    /// <summary>Evidence sentences, one per line.</summary>
    public string Decisions { get; set; } = "";

    /// <summary>Culture a person answered with; null = from evidence.</summary>
    public string? Culture { get; set; }

    public string? Question { get; set; }

    /// <summary>Comma-separated culture names.</summary>
    public string? Answers { get; set; }

    public string? Message { get; set; }

    public long Rows { get; set; }

    public long Accepted { get; set; }

    /// <summary>Of the accepted: rows that corrected what was known.</summary>
    public long Corrected { get; set; }

    public long Duplicates { get; set; }

    public long Rejected { get; set; }

    /// <summary>Rows that carry nothing. Rows = accepted + duplicates + rejected + ignored.</summary>
    public long Ignored { get; set; }

    public DateTime? StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>Who is reading it now (process id and start) and until when that claim holds.</summary>
    public string? ClaimedBy { get; set; }

    public DateTime? ClaimedUntil { get; set; }

    /// <summary>The evidence was deleted by retention at this time; facts stay.</summary>
    public DateTime? EvidenceErasedAt { get; set; }

    public int Version { get; set; }
}

public enum SourceRecordOutcome : byte
{
    Accepted = 1,

    /// <summary>Seen before with the same content: no new fact.</summary>
    Duplicate = 2,

    /// <summary>A newer row about the same thing: the fact was corrected.</summary>
    Corrected = 3,
    Rejected = 4,

    /// <summary>Carries nothing (repeated header, blank line).</summary>
    Ignored = 5,

    /// <summary>An older row about the same thing: what is known already is newer and stays. Counted with the duplicates.</summary>
    Superseded = 6,
}

/// <summary>One row of one file: where it stands, its content hash, and what became of it. Never a copy of the text.</summary>
public sealed class SourceRecord
{
    /// <summary>File, line and part in one ascending key; see <see cref="KeyOf"/>.</summary>
    public required long Id { get; init; }

    public required long Hash { get; init; }

    public required SourceRecordOutcome Outcome { get; init; }

    /// <summary>At one file a second around the clock, four years; at one a minute, centuries.</summary>
    public const int MaxFile = (1 << 27) - 2;

    public const int MaxLine = (1 << 24) - 1;

    /// <summary>On lines up to <see cref="MaxCrowdedLine"/>.</summary>
    public const int MaxPart = (1 << 19) - 1;

    /// <summary>A file of few long lines (XML without line breaks) has many rows on each, a file of many lines few.</summary>
    public const int MaxCrowdedLine = (1 << 16) - 1;

    /// <summary>On any line.</summary>
    public const int MaxUsualPart = (1 << 11) - 1;

    private const long Crowded = 1L << 35;

    /// <param name="fileId">Up to <see cref="MaxFile"/>.</param>
    /// <param name="line">1-based physical line, up to <see cref="MaxLine"/>.</param>
    /// <param name="part">Ordinal among rows that begin on the same line; see <see cref="Holds"/>.</param>
    public static long KeyOf(int fileId, long line, int part)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fileId, MaxFile + 1);
        return ((long)fileId << 36) | (part <= MaxUsualPart ? (line << 11) | (uint)part : Crowded | (line << 19) | (uint)part);
    }

    public static (int FileId, long Line, int Part) PartsOf(long id) => (id & Crowded) == 0
        ? ((int)(id >> 36), (id >> 11) & MaxLine, (int)(id & MaxUsualPart))
        : ((int)(id >> 36), (id >> 19) & MaxCrowdedLine, (int)(id & MaxPart));

    /// <summary>Whether a key has room for this place.</summary>
    public static bool Holds(long line, int part) => line is >= 0 and <= MaxLine && part >= 0 && part <= (line <= MaxCrowdedLine ? MaxPart : MaxUsualPart);
}

/// <summary>A row that was not taken, with its text so that it can be downloaded, mended and imported again.</summary>
public sealed class RejectedSourceRow
{
    public long Id { get; private set; }

    public required int FileId { get; init; }

    public required long Line { get; init; }

    public required string Field { get; init; }

    public required string Found { get; init; }

    public required string Expected { get; init; }

    public required string Raw { get; init; }
}
