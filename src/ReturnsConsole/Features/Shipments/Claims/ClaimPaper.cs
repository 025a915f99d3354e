using System.Globalization;
using ReturnsConsole.Shared;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Shipments.Claims;

/// <summary>The claim as a paper for the hub or carrier. Times are UTC; what is not known is said so and never counted as nothing.</summary>
internal static class ClaimPaper
{
    /// <summary>Unloaded items beyond this many stand in the CSV file only.</summary>
    private const int MostUnloaded = 1_000;

    private static readonly PdfColumn[] Items = [new("Item", 0.2), new("Order", 0.2), new("SKU", 0.17), new("Qty", 0.05, Right: true), new("Label · pallet · box", 0.25), new("Value", 0.13, Right: true)];
    private static readonly PdfColumn[] Scans = [new("Item", 0.2), new("Order", 0.2), new("SKU", 0.17), new("Scanned (UTC)", 0.15), new("By", 0.14), new("Box · note", 0.14)];

    public static byte[] Write(ClaimFile file)
    {
        var s = file.Shipment;
        var paper = new PdfPaper($"Claim: shipment {s.Number}", $"{s.Account} · as of {Time(file.AsOf)} UTC · {file.By}");
        paper.Facts([
            ("From", file.Hub), ("To", s.Account), ("Shipment", s.Number), ("Carrier", s.Carrier), ("Tracking", s.TrackingId), ("Left", s.DepartedAt is { } left ? $"{Time(left)} UTC" : "not told"),
            ("Pallets, boxes", $"{ShipmentWords.Count(s.Pallets, "pallet", "pallets")}, {ShipmentWords.Count(s.Boxes, "box", "boxes")}"),
            ("Unloading", s.State == ShipmentState.Closed ? $"closed by {s.StateBy} at {Time(s.StateAt)} UTC" : $"{ShipmentWords.Of(s.State).Word.ToLowerInvariant()}: these figures are not final"),
            ("Counted", $"{ShipmentWords.Number(s.Count.Expected)} announced, {ShipmentWords.Number(s.Count.Scanned)} unloaded, {ShipmentWords.Number(s.Count.Missing)} not unloaded, {ShipmentWords.Number(s.Count.Surplus)} too many")]);
        var known = file.Missing.Where(l => l.Value is not null).ToList();
        var unknown = file.Missing.Where(l => l.Value is null).ToList();
        paper.Heading(known.Count + unknown.Count == 0 ? "Nothing is missing" : $"Claimed: {(file.Claimed.Known.Count == 0 ? "value not known" : string.Join(" and ", file.Claimed.Known))}");
        paper.Text($"{ShipmentWords.Count(known.Count + unknown.Count, "item", "items")} of the manifest came neither with this shipment nor by another way."
            + " Value: the price charged for the item, promotions taken off; tax and shipping are left out where they were charged apart.");
        if (known.Count > 0)
        {
            paper.Heading($"Missing items ({ShipmentWords.Number(known.Count)})");
            paper.Table(Items, known.Select(Row));
        }
        if (unknown.Count > 0)
        {
            paper.Heading($"Missing items without known value ({ShipmentWords.Number(unknown.Count)}), not in the sum above");
            paper.Table(Items, unknown.Select(Row));
        }
        Section(paper, file, ClaimLineKind.CameOtherwise, "Not with this shipment, received by another way");
        Section(paper, file, ClaimLineKind.Surplus, "Unloaded, not on the manifest");
        paper.Heading("Who unloaded");
        paper.Table([new("Person", 0.4), new("Scans", 0.15, Right: true), new("Last (UTC)", 0.45)], file.People.Select(p => (IReadOnlyList<string>)[p.Name, ShipmentWords.Number(p.Scans), "   " + Time(p.Last)]));
        Section(paper, file, ClaimLineKind.Unloaded, "Unloaded");
        return paper.Save();
    }

    private static void Section(PdfPaper paper, ClaimFile file, ClaimLineKind kind, string heading)
    {
        var lines = file.Lines.Where(l => l.Kind == kind).ToList();
        if (lines.Count == 0)
            return;
        paper.Heading($"{heading} ({ShipmentWords.Number(lines.Count)})");
        paper.Table(Scans, lines.Take(MostUnloaded).Select(l => (IReadOnlyList<string>)[l.ItemId.Length > 0 ? l.ItemId : l.Code, l.OrderId, l.Sku, Time(l.ScannedAt), l.ScannedBy, Joined(l.Box, l.Note)]));
        if (lines.Count > MostUnloaded)
            paper.Text($"{ShipmentWords.Number(lines.Count - MostUnloaded)} more stand in the CSV file.");
    }

    private static IReadOnlyList<string> Row(ClaimLine l) =>
        [l.ItemId, l.OrderId, l.Sku, ShipmentWords.Number(l.Quantity), Joined(l.LabelId, l.Pallet, l.Box), l.Value is { } value ? value.ToString() : "not known"];

    private static string Joined(params ReadOnlySpan<string> parts)
    {
        var there = new List<string>();
        foreach (var part in parts)
        {
            if (part.Length > 0)
                there.Add(part);
        }
        return string.Join(" · ", there);
    }

    private static string Time(DateTime? at) => at?.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture) ?? "–";
}
