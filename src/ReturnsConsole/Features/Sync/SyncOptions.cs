namespace ReturnsConsole.Features.Sync;

/// <summary>Settings of the section <c>Sync</c>.</summary>
public sealed class SyncOptions
{
    /// <summary>False: nothing runs by itself; runs are started by hand or by the verb.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>All streams run in this rhythm instead of their own; for demonstrations and tests. Null: their own.</summary>
    public TimeSpan? Every { get; set; }

    /// <summary>Tries of a message before a person is asked.</summary>
    public int SendAttempts { get; set; } = 8;

    /// <summary>Largest pushed message in bytes.</summary>
    public int WebhookMaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Deliveries a second that are taken from one address; twice as many at once after a pause.</summary>
    public int WebhooksPerSecond { get; set; } = 1_000;

    /// <summary>Shorter than the partner's own waits; for demonstrations and tests against a simulator. Null: as documented.</summary>
    public TimeSpan? LongestCallWait { get; set; }
}
