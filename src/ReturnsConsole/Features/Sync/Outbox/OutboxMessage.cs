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

    /// <summary>Taken back before it was done: by a person, or because a later message says the same anew.</summary>
    Cancelled = 7,
}

/// <summary>Something to be told to a partner, written in the transaction that decided it.</summary>
public sealed class OutboxMessage
{
    public const int BodyLength = 100_000;
    public const int LaneLength = 150;

    public long Id { get; private set; }

    public required int PartnerId { get; init; }

    /// <summary>Which message it is; see <see cref="OutboxKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Our key of it, given to the partner where it has a place for one. Unique per partner: the same decision is written once.</summary>
    public required string Key { get; init; }

    /// <summary>The message as JSON; empty when it ended so long ago that it was forgotten.</summary>
    public required string Body { get; set; }

    /// <summary>Messages of one lane and partner are sent in the order in which they were written, one at a time; empty: it waits for no other. See <see cref="OutboxKinds.LaneOf"/>.</summary>
    public string Lane { get; init; } = "";

    /// <summary>The return items it tells about; none of them may be quarantined.</summary>
    public ICollection<OutboxItem> Items { get; } = [];

    /// <summary>What it is about, for people: "order 026-…, SKU X".</summary>
    public required string Subject { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public OutboxStatus Status { get; set; }

    /// <summary>Tries that failed. Being asked to wait is none.</summary>
    public int Attempts { get; set; }

    /// <summary>Since when it is to be sent: written, or released by a person.</summary>
    public DateTime DueSince { get; set; }

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

    /// <summary>Somebody decided that it is not there: it leaves once more, under the same key.</summary>
    internal void SendAgain(DateTime now) =>
        (Status, NextAt, DueSince, Attempts, EndedAt, Reference, ClaimedBy, ClaimedUntil) = (OutboxStatus.Waiting, now, now, 0, null, "", null, null);

    /// <summary>A later message says the same anew: this one is not sent any more.</summary>
    internal void ReplaceBy(string laterKey, DateTime now) =>
        (Status, EndedAt, Message) = (OutboxStatus.Cancelled, now, $"Not sent: a later message ({laterKey}) says the same anew.");
}

/// <summary>A return item that a message tells about.</summary>
public sealed class OutboxItem
{
    public long Id { get; private set; }

    public long MessageId { get; private set; }

    public required long ReturnItemId { get; init; }
}
