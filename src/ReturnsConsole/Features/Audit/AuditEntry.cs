namespace ReturnsConsole.Features.Audit;

/// <summary>Who did what, when, to what, before, after, why. Rows form a hash chain and are never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>1, 2, 3 … without gaps: the chain's order.</summary>
    public required long Id { get; init; }

    public required DateTime At { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>"case.dismissed", "user.role-changed", "import.finished" …</summary>
    public required string Action { get; init; }

    /// <summary>"case", "file", "user", "settlement" …</summary>
    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    /// <summary>JSON of what changed, as it was.</summary>
    public string? Before { get; init; }

    public string? After { get; init; }

    public string? Why { get; init; }

    /// <summary>SHA-256 of the entry before, hex; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over the previous hash and every field above, hex.</summary>
    public required string Hash { get; init; }
}

/// <summary>What an act says of itself for the trail.</summary>
public sealed record AuditRecord(Access.Actor Actor, string Action, string SubjectKind, string SubjectId, string? Before = null, string? After = null, string? Why = null);
