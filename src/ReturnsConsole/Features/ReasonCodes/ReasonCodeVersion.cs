namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>
/// One state of the whole table of reason codes. While <see cref="ActivatedAt"/> is empty it is the draft (at most one, the highest number); afterwards it never
/// changes. It holds from <see cref="EffectiveFrom"/> until the day on which the next one begins.
/// </summary>
public sealed class ReasonCodeVersion
{
    /// <summary>From when on version 1 holds: before any return that a partner can still tell of.</summary>
    public static readonly DateTime Beginning = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public int Id { get; private set; }

    public required int Number { get; init; }

    /// <summary>UTC day.</summary>
    public DateTime EffectiveFrom { get; set; }

    public required DateTime CreatedAt { get; init; }

    public int CreatedById { get; init; }

    public string CreatedByName { get; init; } = "";

    /// <summary>Number of the version it equals, when it takes the table back.</summary>
    public int? CopyOf { get; init; }

    /// <summary>Last change to the draft.</summary>
    public DateTime EditedAt { get; set; }

    public string EditedByName { get; set; } = "";

    public DateTime? ActivatedAt { get; set; }

    public int ActivatedById { get; set; }

    public string ActivatedByName { get; set; } = "";

    public string Why { get; set; } = "";

    /// <summary>When its day had come and it took effect; look-ups know it from here on.</summary>
    public DateTime? BegunAt { get; set; }

    /// <summary>When every return that it covers had been let go; empty while that is still to do. A process that dies leaves it empty, and the next one goes on.</summary>
    public DateTime? ReleasedAt { get; set; }

    /// <summary>How many returns it let go.</summary>
    public long Released { get; set; }

    public int Version { get; set; }
}

/// <summary>A return that waited for its reason code and was let go, once, by this version.</summary>
public sealed class ReleasedReturn
{
    public required int VersionId { get; init; }

    public required long ReturnItemId { get; init; }

    public required DateTime ReleasedAt { get; init; }
}

/// <summary>A look through the table that the calendar asked for.</summary>
public sealed class ReasonCodeReview
{
    public int Id { get; private set; }

    public required DateTime OpenedAt { get; init; }

    public DateTime? DoneAt { get; set; }

    public int DoneById { get; set; }

    public string DoneByName { get; set; } = "";

    public string Note { get; set; } = "";

    public int Version { get; set; }
}
