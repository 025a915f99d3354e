using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Shipments.Claims;

/// <summary>The claim as a table: every item of the manifest and every item too many, one line each.</summary>
internal static class ClaimTable
{
    private static readonly string[] Columns =
        ["shipment", "hub", "carrier", "tracking", "departed", "state of item", "item", "order", "rma", "sku", "quantity", "label", "pallet", "box", "value", "currency", "scanned at", "scanned by", "scanned code", "note"];

    public static ExportTable Of(ClaimFile file) => new("Claim", Columns, RowsAsync(file));

    public static string Word(ClaimLineKind kind) => kind switch
    {
        ClaimLineKind.Missing => "missing",
        ClaimLineKind.CameOtherwise => "came another way",
        ClaimLineKind.Surplus => "too many",
        _ => "unloaded",
    };

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> RowsAsync(ClaimFile file)
    {
        await Task.CompletedTask;
        var s = file.Shipment;
        foreach (var line in file.Lines)
        {
            yield return
            [
                ExportCell.Of(s.Number), ExportCell.Of(file.Hub), ExportCell.Of(s.Carrier), ExportCell.Of(s.TrackingId), ExportCell.Of(s.DepartedAt), ExportCell.Of(Word(line.Kind)), ExportCell.Of(line.ItemId), ExportCell.Of(line.OrderId),
                ExportCell.Of(line.RmaId), ExportCell.Of(line.Sku), ExportCell.Of((long)line.Quantity), ExportCell.Of(line.LabelId), ExportCell.Of(line.Pallet), ExportCell.Of(line.Box),
                line.Value is { } value ? ExportCell.Of(value) : ExportCell.Of("not known"), ExportCell.Of(line.Value?.Currency), ExportCell.Of(line.ScannedAt), ExportCell.Of(line.ScannedBy), ExportCell.Of(line.Code), ExportCell.Of(line.Note),
            ];
        }
    }
}
