namespace ReturnsConsole.Features.Refunds;

/// <summary>Where a batch's document stands.</summary>
public enum BatchState : byte
{
    /// <summary>Written; nobody was told yet.</summary>
    Waiting = 1,

    /// <summary>Amazon has it, or is just being told.</summary>
    Submitted = 2,

    /// <summary>Each message has its result.</summary>
    Answered = 3,

    /// <summary>Nobody knows what became of it.</summary>
    Unknown = 4,

    /// <summary>Not taken: nothing of it happened.</summary>
    Refused = 5,

    /// <summary>Taken back before anybody was told; its instructions are in the queue again.</summary>
    Dissolved = 6,
}

/// <summary>Instructions that go to Amazon as one document.</summary>
public sealed class RefundBatch
{
    public int Id { get; private set; }

    public required int AccountId { get; init; }

    public required int PartnerId { get; init; }

    public required InstructionKind Kind { get; init; }

    public required string FeedType { get; init; }

    /// <summary>SHA-256 of the document, hex: under it the evidence store keeps it.</summary>
    public required string DocumentHash { get; init; }

    public required long DocumentBytes { get; init; }

    public required int Messages { get; init; }

    /// <summary>Key of its message in the outbox.</summary>
    public required string MessageKey { get; init; }

    public BatchState State { get; set; }

    /// <summary>Amazon's feed id; empty before it has one.</summary>
    public string FeedId { get; set; } = "";

    public int Accepted { get; set; }

    public int Refused { get; set; }

    public int Unknown { get; set; }

    public string Said { get; set; } = "";

    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTime? SubmittedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public int Version { get; set; }
}
