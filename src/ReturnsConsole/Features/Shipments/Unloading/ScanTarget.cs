using System.Globalization;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>What a scanned code turned out to be, and what the scan's row says of it.</summary>
/// <param name="ManifestItemId">Its item on this shipment's manifest; 0: it is on none, or on another's.</param>
internal sealed record ScanTarget(UnloadKind Kind, string ItemKey, string ItemId, long OrderKey, string OrderId, string RmaId, string Sku, int Quantity, string Reference, string Note = "", long ManifestItemId = 0)
{
    /// <summary>Begins the references of receipts that stand for one item of a hub.</summary>
    public const string ItemReference = "item ";

    public bool HasReceipt => Reference.Length > 0;

    public static string KeyOf(ManifestItem item) => "=" + item.ItemId;

    public static ScanTarget Of(ManifestItem item) => new(
        UnloadKind.Expected, KeyOf(item), item.ItemId, item.OrderKey, item.OrderId, item.RmaId, item.Sku, Math.Max(1, item.Quantity), $"{ItemReference}{PlatformNames.Of(item.Channel)} {item.ItemId}", ManifestItemId: item.Id);

    public static ScanTarget OnOther(ManifestItem item) => Of(item) with { Kind = UnloadKind.OtherShipment, Note = item.ShipmentId, ManifestItemId = 0 };

    public static ScanTarget Of(ReturnItem item)
    {
        var number = item.Id.ToString(CultureInfo.InvariantCulture);
        return new(UnloadKind.NotOnManifest, $"#{number}", "", item.OrderKey, item.OrderId, item.RmaId, item.Sku, Math.Max(1, item.Quantity), $"return {number}");
    }

    /// <summary>Nobody knows whose it is: no receipt can be written.</summary>
    public static ScanTarget Unknown(string code) =>
        new(UnloadKind.Unknown, "?" + (ScanReadings.Of(code) is [{ Length: > 0 } key, ..] ? key : Clipped(code)), "", 0, "", "", "", 1, "");

    public void Fill(ShipmentScan scan)
    {
        (scan.Kind, scan.ItemKey, scan.ItemId, scan.Note) = (Kind, ItemKey, ItemId, Note);
        // A receipt that was written keeps the name it was written under.
        if (scan.Receipt != ScanReceipt.None)
            return;
        (scan.OrderKey, scan.OrderId, scan.RmaId, scan.Sku, scan.Quantity, scan.Reference) = (OrderKey, OrderId, RmaId, Sku, Quantity, Reference);
        if (HasReceipt)
            scan.Receipt = ScanReceipt.Due;
    }

    private static string Clipped(string code) => code.Length <= 60 ? code : code[..60];
}
