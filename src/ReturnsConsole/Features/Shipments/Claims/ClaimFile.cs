using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Claims;

/// <summary>What a line of the claim is about.</summary>
public enum ClaimLineKind
{
    Missing,

    /// <summary>Not with this shipment, and here all the same.</summary>
    CameOtherwise,
    Unloaded,
    Surplus,
}

/// <param name="Value">Null: nobody knows.</param>
/// <param name="Note">The hub's word on the item, another shipment's number, or whose goods it is.</param>
public sealed record ClaimLine(
    ClaimLineKind Kind, string ItemId, string OrderId, string RmaId, string Sku, int Quantity, string LabelId, string Pallet, string Box, Money? Value, DateTime? ScannedAt, string ScannedBy, string Code, string Note);

/// <summary>One shipment as finance claims it: what was announced, who unloaded what when, what is missing and what it stands for.</summary>
/// <param name="AsOf">UTC.</param>
public sealed record ClaimFile(ShipmentRow Shipment, string Hub, IReadOnlyList<ClaimLine> Lines, IReadOnlyList<ScanningPerson> People, DateTime AsOf, string By)
{
    public IEnumerable<ClaimLine> Missing => Lines.Where(l => l.Kind == ClaimLineKind.Missing);

    public GoodsValue Claimed => GoodsValue.Of(Missing.Select(l => l.Value));
}
