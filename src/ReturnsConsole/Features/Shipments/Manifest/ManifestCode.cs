namespace ReturnsConsole.Features.Shipments.Manifest;

/// <summary>What kind of number an item of a manifest bears. From <see cref="Order"/> on it may name several items.</summary>
public enum ManifestCodeKind : byte
{
    Item = 1,
    Label = 2,
    Rma = 3,
    PlatformReturn = 4,
    Order = 5,
    Tracking = 6,
    Sku = 7,
}

/// <summary>A number that an unloaded item may bear, kept beside the manifest so that a scan is one look into one index. Rows are only ever added.</summary>
public sealed class ManifestCode
{
    public required int ShipmentPk { get; init; }

    /// <summary>As <c>IdentifierText.Key</c> has it.</summary>
    public required string Value { get; init; }

    public required ManifestCodeKind Kind { get; init; }

    public required long ManifestItemId { get; init; }
}

/// <summary>An item of a manifest that is not unloaded: kept with each scan, and counted anew from manifest and scans when the manifest changes and when the shipment is closed.</summary>
public sealed class ManifestGap
{
    public required int ShipmentPk { get; init; }

    public required long ManifestItemId { get; init; }
}
