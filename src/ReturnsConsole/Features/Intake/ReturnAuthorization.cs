namespace ReturnsConsole.Features.Intake;

/// <summary>Where a return was allowed.</summary>
public enum AuthorizationOrigin : byte
{
    /// <summary>In Amazon's return report.</summary>
    AmazonReport = 1,

    /// <summary>In a returns platform or shop.</summary>
    Portal = 2,

    /// <summary>At the dock, after the parcel had come.</summary>
    PostHoc = 3,
}

/// <summary>What the person at the dock found in the parcel.</summary>
public enum ParcelFinding : byte
{
    AsAnnounced = 0,

    /// <summary>Fewer pieces than announced.</summary>
    PartQuantity = 1,

    /// <summary>Another item than the order line's.</summary>
    WrongItem = 2,
    EmptyBox = 3,

    /// <summary>Nobody can say which item it is.</summary>
    UnknownItem = 4,
}

/// <summary>One item let in at the dock, with its number (RMA). Taken back by a counter-entry, never deleted.</summary>
public sealed class ReturnAuthorization
{
    public required long Id { get; init; }

    /// <summary>"RA-000123": on the label and in its QR code.</summary>
    public required string Number { get; init; }

    /// <summary>The browser's scan id and which item of it: the same again is the same authorisation.</summary>
    public required string RequestKey { get; init; }

    public required AuthorizationOrigin Origin { get; init; }

    public required int AccountId { get; init; }

    public required long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public string Marketplace { get; init; } = "";

    /// <summary>SKU of the order line; empty for an unknown item.</summary>
    public string Sku { get; init; } = "";

    public string OrderItemId { get; init; } = "";

    public string ItemName { get; init; } = "";

    /// <summary>Pieces that came; 0 for an empty box.</summary>
    public required int Quantity { get; init; }

    /// <summary>Canonical reason; empty when the slip gave none.</summary>
    public string Reason { get; init; } = "";

    public required ParcelFinding Finding { get; init; }

    /// <summary>What was scanned.</summary>
    public string Code { get; init; } = "";

    public Guid? PhotoId { get; init; }

    /// <summary>Reference of the goods receipt; empty when no goods came.</summary>
    public string ReceiptReference { get; init; } = "";

    public required DateTime At { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    public DateTime? CancelledAt { get; set; }

    public string? CancelledBy { get; set; }

    public string? CancelledWhy { get; set; }

    public int Version { get; set; }

    public static string NumberOf(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"RA-{id:D6}");
}
