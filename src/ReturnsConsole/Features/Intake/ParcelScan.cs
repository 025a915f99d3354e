namespace ReturnsConsole.Features.Intake;

/// <summary>What the console answered.</summary>
public enum ScanResult : byte
{
    Known = 1,
    Near = 2,
    Unknown = 3,

    /// <summary>It lies on the shelf of unidentified parcels.</summary>
    OnShelf = 4,
}

/// <summary>What became of a scan.</summary>
public enum ScanState : byte
{
    NotAnswered = 0,
    Authorized = 1,
    Shelved = 2,

    /// <summary>A person looked and let it be.</summary>
    PutAside = 3,

    /// <summary>What was done was taken back.</summary>
    Undone = 4,
}

/// <summary>One scan at the dock: the day's list, and the memory by which a scan sent twice counts once.</summary>
public sealed class ParcelScan
{
    public long Id { get; private set; }

    /// <summary>Made by the browser.</summary>
    public required Guid ScanId { get; init; }

    public required string Code { get; init; }

    /// <summary>When the server took it.</summary>
    public required DateTime At { get; init; }

    /// <summary>By the browser's clock; earlier than <see cref="At"/> when it waited for a connection.</summary>
    public required DateTime ScannedAt { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    public required ScanResult Result { get; set; }

    public ScanState State { get; set; }

    /// <summary>0 while nobody knows whose it is.</summary>
    public int AccountId { get; set; }

    public string OrderId { get; set; } = "";

    /// <summary>RA numbers or shelf code.</summary>
    public string Note { get; set; } = "";

    public int Version { get; set; }
}
