using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>What an unloaded item is to the shipment.</summary>
public enum UnloadKind : byte
{
    /// <summary>On its manifest.</summary>
    Expected = 1,

    /// <summary>On the manifest of another shipment.</summary>
    OtherShipment = 2,

    /// <summary>A return that is known here and on no manifest: never handed in, or forgotten by the hub.</summary>
    NotOnManifest = 3,

    /// <summary>Nobody knows the code.</summary>
    Unknown = 4,
}

/// <summary>What became of the goods receipt that a scan stands for.</summary>
public enum ScanReceipt : byte
{
    /// <summary>Nobody knows whose goods it is.</summary>
    None = 0,
    Due = 1,
    Written = 2,

    /// <summary>The scan was taken back after its receipt was written.</summary>
    WithdrawalDue = 3,
    Withdrawn = 4,
}

/// <summary>One item unloaded of a shipment. A scan is answered only once it stands here; its goods receipt follows and is never forgotten.</summary>
public sealed class ShipmentScan
{
    public long Id { get; private set; }

    public required int ShipmentPk { get; init; }

    /// <summary>Made by the browser: a scan that is sent again is the same one.</summary>
    public required Guid ScanId { get; init; }

    public required string Code { get; init; }

    /// <summary>What it is one of per shipment, while it stands: the hub's item number, else what the code leads to.</summary>
    public required string ItemKey { get; set; }

    public required UnloadKind Kind { get; set; }

    /// <summary>The hub's item number; empty when no manifest names it.</summary>
    public string ItemId { get; set; } = "";

    public required int AccountId { get; init; }

    public required ReturnChannel Channel { get; init; }

    public long OrderKey { get; set; }

    public string OrderId { get; set; } = "";

    public string RmaId { get; set; } = "";

    public string Sku { get; set; } = "";

    public int Quantity { get; set; } = 1;

    /// <summary>The other shipment's number.</summary>
    public string Note { get; set; } = "";

    /// <summary>When the server took it.</summary>
    public required DateTime At { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    public DateTime? UndoneAt { get; set; }

    public string UndoneBy { get; set; } = "";

    public ScanReceipt Receipt { get; set; }

    /// <summary>Identity of the goods receipt, whichever shipment brought the item: two scans of one item are one receipt.</summary>
    public string Reference { get; set; } = "";
}
