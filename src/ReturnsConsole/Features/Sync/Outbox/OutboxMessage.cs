namespace ReturnsConsole.Features.Sync.Outbox;

public enum OutboxStatus : byte
{
    /// <summary>To be sent.</summary>
    Waiting = 0,

    /// <summary>Being sent: written before the call. A process that dies here leaves an unknown outcome.</summary>
    Sending = 1,

    /// <summary>The partner has it and takes its time.</summary>
    Pending = 2,
    Done = 3,

    /// <summary>The partner refuses it.</summary>
    Refused = 4,

    /// <summary>Nobody knows whether the partner did it: it is asked, never sent again by a machine.</summary>
    Unknown = 5,

    /// <summary>Tried too often.</summary>
    GaveUp = 6,

    /// <summary>A person took it back before it was done.</summary>
    Cancelled = 7,
}

/// <summary>Something to be told to a partner, written in the transaction that decided it.</summary>
public sealed class OutboxMessage
{
    public const int BodyLength = 100_000;

    public long Id { get; private set; }

    public required int PartnerId { get; init; }

    /// <summary>Which message it is; see <see cref="OutboxKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Our key of it, given to the partner where it has a place for one. Unique per partner: the same decision is written once.</summary>
    public required string Key { get; init; }

    /// <summary>The message as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>What it is about, for people: "order 026-…, SKU X".</summary>
    public required string Subject { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public OutboxStatus Status { get; set; }

    public int Attempts { get; set; }

    public DateTime NextAt { get; set; }

    /// <summary>The partner's id of it, to ask with.</summary>
    public string Reference { get; set; } = "";

    /// <summary>SHA-256 of what was sent, hex.</summary>
    public string DocumentHash { get; set; } = "";

    public string Message { get; set; } = "";

    public string RequestId { get; set; } = "";

    public DateTime? SentAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public string? ClaimedBy { get; set; }

    public DateTime? ClaimedUntil { get; set; }

    public int Version { get; set; }
}
