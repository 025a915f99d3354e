namespace ReturnsConsole.Features.Sync.Inbox;

public enum InboxStatus : byte
{
    Stored = 0,
    Processed = 1,

    /// <summary>It could not be understood; kept, and a case says so.</summary>
    Failed = 2,

    /// <summary>A person looked at one that was not understood and set it aside.</summary>
    SetAside = 3,
}

/// <summary>What a partner pushed, raw, stored before it was acknowledged. The body is encrypted, and dropped once it lies in the evidence.</summary>
public sealed class InboxMessage
{
    public long Id { get; private set; }

    public required int PartnerId { get; init; }

    /// <summary>Content hash, hex: the same delivery again is the same message.</summary>
    public required string Identity { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>As it came, encrypted (see <see cref="InboxBodies"/>): partners push names and addresses unasked.</summary>
    public byte[]? Body { get; set; }

    /// <summary>How often it came.</summary>
    public int Deliveries { get; set; }

    public InboxStatus Status { get; set; }

    public DateTime? ProcessedAt { get; set; }

    public string Problem { get; set; } = "";
}
