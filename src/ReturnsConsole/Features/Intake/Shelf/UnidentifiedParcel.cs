namespace ReturnsConsole.Features.Intake.Shelf;

public enum ShelfState : byte
{
    /// <summary>Nobody knows whose it is; the console keeps looking.</summary>
    Waiting = 0,

    /// <summary>Data arrived that names its order: it can be fetched.</summary>
    Matched = 1,

    /// <summary>Fetched and authorised.</summary>
    Fetched = 2,

    /// <summary>Was put there by mistake.</summary>
    Withdrawn = 3,
}

/// <summary>A parcel that fits nothing known, with its place and its picture.</summary>
public sealed class UnidentifiedParcel
{
    public int Id { get; private set; }

    /// <summary>The browser's scan id: the same again is the same parcel.</summary>
    public required string RequestKey { get; init; }

    /// <summary>The dock's own account until it is known whose it is.</summary>
    public required int AccountId { get; set; }

    /// <summary>As scanned.</summary>
    public required string Code { get; init; }

    public required string ShelfCode { get; init; }

    public Guid? PhotoId { get; init; }

    /// <summary>Of its goods receipt.</summary>
    public required string ReceiptReference { get; init; }

    public required DateTime At { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    public ShelfState State { get; set; }

    /// <summary>Orders that fit equally well; a person chooses. 0 while none fits.</summary>
    public int Proposals { get; set; }

    public long OrderKey { get; set; }

    public string OrderId { get; set; } = "";

    public DateTime? EndedAt { get; set; }

    public string? EndedWhy { get; set; }

    public int Version { get; set; }
}

/// <summary>What an unidentified parcel may be found by.</summary>
public sealed class UnidentifiedCode
{
    public required int ParcelId { get; init; }

    public required string Value { get; init; }
}
