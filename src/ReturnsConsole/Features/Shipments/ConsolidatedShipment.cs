using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Shipments;

/// <summary>How far its unloading is.</summary>
public enum ShipmentState : byte
{
    Underway = 0,
    Unloading = 1,
    Paused = 2,
    Closed = 3,
}

/// <summary>
/// One shipment of many returned items from a hub to us. What the hub announced is summed up from <see cref="ManifestItem"/> by the import that brings it; the
/// state of unloading is ours.
/// </summary>
public sealed class ConsolidatedShipment
{
    public int Id { get; private set; }

    public required int AccountId { get; init; }

    public required ReturnChannel Channel { get; init; }

    /// <summary>The hub's own number.</summary>
    public required string ShipmentId { get; init; }

    public string Carrier { get; set; } = "";

    public string TrackingId { get; set; } = "";

    public DateTime? DepartedAt { get; set; }

    /// <summary>Items on the manifest.</summary>
    public int Items { get; set; }

    public int Pallets { get; set; }

    public int Boxes { get; set; }

    public ShipmentState State { get; set; }

    public DateTime? StartedAt { get; set; }

    public DateTime? LastScanAt { get; set; }

    /// <summary>Who brought it into its state, and when.</summary>
    public DateTime? StateAt { get; set; }

    public string StateBy { get; set; } = "";

    /// <summary>Why it was opened again; empty when it never was.</summary>
    public string ReopenedWhy { get; set; } = "";

    public int Version { get; set; }
}
