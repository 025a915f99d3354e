using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Shipments.Unloading;

public enum UnloadResult
{
    Unloaded,

    /// <summary>It was scanned before, by somebody, at some time.</summary>
    Already,
    OtherShipment,
    NotOnManifest,
    Unknown,

    /// <summary>The code names several items: a person says which.</summary>
    Choose,

    /// <summary>Nothing was recorded.</summary>
    Refused,
}

/// <summary>One item that a code may stand for.</summary>
public sealed record UnloadChoice(long ManifestItemId, string ItemId, string Sku, string LabelId, string OrderId, int Quantity);

/// <summary>What a scan was answered.</summary>
/// <param name="Item">SKU, else the item's number, else the code.</param>
public sealed record UnloadAnswer(UnloadResult Result, string Code, string Item, ManifestCount Count)
{
    /// <summary>What can be taken back; null when this scan recorded nothing.</summary>
    public Guid? ScanId { get; init; }

    public string OrderId { get; init; } = "";

    public int Quantity { get; init; } = 1;

    /// <summary>Who scanned it first, where it was here already.</summary>
    public string By { get; init; } = "";

    public DateTime? At { get; init; }

    /// <summary>Another shipment: the one on whose manifest it stands, or with which it was unloaded before.</summary>
    public string Elsewhere { get; init; } = "";

    public string Refusal { get; init; } = "";

    public IReadOnlyList<UnloadChoice> Choices { get; init; } = [];

    public bool MoreChoices { get; init; }
}
