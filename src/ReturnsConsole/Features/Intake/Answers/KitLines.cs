using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Intake.Answers;

/// <summary>An announced kit at the dock: it comes whole, or its components come one by one.</summary>
internal static class KitLines
{
    /// <param name="lines">Of one order, as if there were no kits.</param>
    /// <param name="kits">Of its account.</param>
    public static List<ParcelLine> Unpack(List<ParcelLine> lines, List<ReturnItem> returns, List<GoodsReceipt> receipts, KitBook kits)
    {
        var result = new List<ParcelLine>(lines.Count);
        foreach (var line in lines)
        {
            var day = returns.Where(r => r.Sku == line.Sku).Min(r => r.RequestedAt ?? r.FirstScanAt ?? r.DeliveredAt);
            if (line.InReturn == 0 || kits.Of(line.Sku, day) is not { } parts)
            {
                result.Add(line);
                continue;
            }
            var alone = parts.Select(p => receipts.Where(r => r.Disposition != Disposition.Lost && p.Sku == r.Sku).Sum(r => r.Quantity)).ToList();
            var begun = parts.Select((p, i) => (alone[i] + p.Pieces - 1) / p.Pieces).Max();
            result.Add(line with { Received = line.Received + begun, Kit = KitRules.Say(parts) });
            // A component that was also sold by itself has its own line already.
            result.AddRange(parts.Select((p, i) => (Part: p, Alone: alone[i])).Where(p => !lines.Exists(l => p.Part.Sku == l.Sku))
                .Select(p => new ParcelLine(p.Part.Sku.ToString(), line.OrderItemId, p.Part.Sku.ToString(), 0, KitRules.Pieces(line.InReturn, p.Part), KitRules.Pieces(line.Received, p.Part) + p.Alone, false) { PartOf = line.Sku }));
        }
        return result;
    }
}
