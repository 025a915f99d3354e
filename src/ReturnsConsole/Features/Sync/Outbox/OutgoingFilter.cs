namespace ReturnsConsole.Features.Sync.Outbox;

public enum OutgoingShow
{
    All,

    /// <summary>Refused, given up or unknown.</summary>
    Troubled,

    /// <summary>Nobody knows whether the partner did it.</summary>
    Unknown,

    /// <summary>To be sent, being sent, or with the partner.</summary>
    Underway,
    Told,
    Cancelled,
}

/// <summary>Which messages a list shows.</summary>
public sealed record OutgoingFilter
{
    public OutgoingShow Show { get; init; }

    /// <summary>Name of the partner; null: all.</summary>
    public string? Partner { get; init; }

    /// <summary>Our key of one message; null: all.</summary>
    public string? Key { get; init; }
}

/// <summary>How many messages of the same partner and key there are of each sort.</summary>
public sealed record OutgoingCounts(long Troubled, long Unknown, long Underway, long Told, long Cancelled)
{
    public long All => Troubled + Underway + Told + Cancelled;
}

/// <param name="Partners">Names to filter by.</param>
public sealed record OutgoingPageRows(IReadOnlyList<OutboxRow> Items, long Total, OutgoingCounts Counts, IReadOnlyList<string> Partners);
