namespace ReturnsConsole.Connectors.Files;

/// <summary>What was decided about one file before its first row was taken, each with the evidence for it.</summary>
public sealed record FileProfile
{
    public required FileFormat Format { get; init; }

    /// <summary>The layout inside the format, in words: "33 columns", "V1 + posted-date-time".</summary>
    public required string Layout { get; init; }

    public required FileEncoding Encoding { get; init; }

    public required NumberCulture Numbers { get; init; }

    public required DateOrder Dates { get; init; }

    /// <summary>Tab, comma or semicolon; '\0' for XML.</summary>
    public required char Delimiter { get; init; }

    /// <summary>True when fields may be quoted (a file saved again by a spreadsheet).</summary>
    public bool Quoted { get; init; }

    /// <summary>Lines before the header that are not part of the report.</summary>
    public int PreambleLines { get; init; }

    /// <summary>Columns in the order they stand in the file, as written there.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Columns that are not known for this format; they are kept in the evidence and not read.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];

    /// <summary>Sentences that say why: "decimal comma: 1.141,18 on line 2".</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Rough number of data rows, for progress; exact for small files.</summary>
    public long EstimatedRows { get; init; }

    /// <summary>Unpacked bytes of the file when it was looked at; a reading that finds another number refuses it as changed. 0: not known.</summary>
    public long Bytes { get; init; }
}

/// <summary>Why a file was not taken at all.</summary>
public enum RefusalReason
{
    Empty,
    NotAReport,
    UnknownFormat,
    MissingColumn,
    DuplicateColumn,
    EncodingUndecided,
    CultureUndecided,
    DamagedBySpreadsheet,
    Truncated,
    TooLarge,
    LineTooLong,
    DamagedArchive,
    ChangedWhileReading,
    UnsafeXml,
}

/// <summary>A refusal that a clerk understands: what is wrong, where, and what to do.</summary>
/// <param name="Reason">The kind of trouble.</param>
/// <param name="Message">One or two sentences: which line and field where that applies, what was found, what was expected, what to do.</param>
/// <param name="Question">For what a person can decide (number or date culture): the question; else null.</param>
/// <param name="Answers">The answers that <see cref="ReadingAnswers"/> takes: culture names such as "en-US" or "de-DE".</param>
public sealed record FileRefusal(RefusalReason Reason, string Message, string? Question = null, IReadOnlyList<string>? Answers = null);

/// <summary>Result of looking at a file: exactly one of the two is set.</summary>
public sealed record FileInspection(FileProfile? Profile, FileRefusal? Refusal);

/// <summary>What a person answered to a question that a file left open.</summary>
/// <param name="Culture">Culture name ("de-DE", "en-US", "en-GB"): decides decimal sign and date order. Null: decide from evidence.</param>
public sealed record ReadingAnswers(string? Culture = null);

/// <summary>Bounds for hostile or broken input.</summary>
public sealed record FileLimits
{
    /// <summary>Largest unpacked size in bytes of one entry.</summary>
    public long MaxUnpackedBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Largest unpacked / packed ratio once 10 MB are unpacked.</summary>
    public int MaxRatio { get; init; } = 200;

    public int MaxEntries { get; init; } = 1_000;

    /// <summary>Longest line in bytes.</summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;
}

/// <summary>A file could not be read on after rows had been handed out; everything handed out must be undone.</summary>
public sealed class PartnerFileException : Exception
{
    public PartnerFileException(FileRefusal refusal)
        : base(refusal.Message) => Refusal = refusal;

    public PartnerFileException(FileRefusal refusal, Exception inner)
        : base(refusal.Message, inner) => Refusal = refusal;

    public FileRefusal Refusal { get; }
}
