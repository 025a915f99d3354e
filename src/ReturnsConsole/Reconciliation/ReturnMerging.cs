using System.Runtime.InteropServices;

namespace ReturnsConsole.Reconciliation;

/// <summary>
/// Amazon's report and a returns platform tell of the same return, each in its words. What a platform tells of an item that Amazon's report has too is folded
/// into Amazon's, which is the master; what only the platform knows stays a return of its own. Found by RMA and item, then order item, then SKU; a platform that
/// tells units apart folds as many into Amazon's line as the line has pieces. Two platforms that tell of the same item are one return too.
/// </summary>
internal static class ReturnMerging
{
    /// <param name="returns">The returns of one order in a fixed order; comes out without what was folded.</param>
    /// <param name="into">What was folded, and into which.</param>
    public static void Merge(List<ReturnFact> returns, List<(long Folded, long Into)> into)
    {
        var items = CollectionsMarshal.AsSpan(returns);
        var told = 0;
        foreach (ref readonly var item in items)
            told += item.IsPlatform ? 1 : 0;
        if (told == 0)
            return;
        var left = new int[items.Length];
        for (var i = 0; i < items.Length; i++)
            left[i] = Math.Max(1, items[i].Quantity);
        var folded = new bool[items.Length];
        var most = 0;
        foreach (ref readonly var item in items)
            most = Math.Max(most, item.Platform);
        foreach (var same in Sameness)
        {
            for (var platform = most; platform > 0; platform--)
                Fold(items, left, folded, (byte)platform, same, into);
        }
        for (var i = returns.Count - 1; i >= 0; i--)
        {
            if (folded[i])
                returns.RemoveAt(i);
        }
    }

    private delegate bool Same(in ReturnFact one, in ReturnFact platform);

    private static readonly Same[] Sameness =
    [
        (in ReturnFact one, in ReturnFact platform) => SameRma(one, platform) && SameItem(one, platform),
        (in ReturnFact one, in ReturnFact platform) => !SameRmaContradicts(one, platform) && one.OrderItemId.Agrees(platform.OrderItemId),
        (in ReturnFact one, in ReturnFact platform) => !SameRmaContradicts(one, platform) && SameItem(one, platform),
    ];

    private static void Fold(Span<ReturnFact> items, int[] left, bool[] folded, byte platform, Same same, List<(long Folded, long Into)> into)
    {
        for (var p = 0; p < items.Length; p++)
        {
            if (items[p].Platform != platform || folded[p])
                continue;
            for (var a = 0; a < items.Length; a++)
            {
                if (items[a].Platform >= platform || items[a].IsFba || folded[a] || left[a] < Math.Max(1, items[p].Quantity) || !same(items[a], items[p]))
                    continue;
                left[a] -= Math.Max(1, items[p].Quantity);
                folded[p] = true;
                into.Add((items[p].Id, items[a].Id));
                Take(ref items[a], items[p]);
                break;
            }
        }
    }

    /// <summary>Amazon's word stands; where it has none, the platform's does.</summary>
    private static void Take(ref ReturnFact one, in ReturnFact platform)
    {
        one.OnPlatform |= !one.IsPlatform && platform.State != ReturnRequestState.Cancelled;
        if (one.TrackingId.IsEmpty)
            one.TrackingId = platform.TrackingId;
        if (one.FirstScanAt is null || platform.FirstScanAt < one.FirstScanAt)
            one.FirstScanAt = platform.FirstScanAt ?? one.FirstScanAt;
    }

    private static bool SameRma(in ReturnFact one, in ReturnFact platform) =>
        one.Rma.Agrees(platform.Rma) || one.Rma.Agrees(platform.MerchantRma) || one.MerchantRma.Agrees(platform.Rma) || one.MerchantRma.Agrees(platform.MerchantRma);

    private static bool SameRmaContradicts(in ReturnFact one, in ReturnFact platform) => one.Rma.Contradicts(platform.Rma) && !SameRma(one, platform);

    private static bool SameItem(in ReturnFact one, in ReturnFact platform) =>
        one.OrderItemId.Agrees(platform.OrderItemId) || (!one.OrderItemId.Contradicts(platform.OrderItemId) && one.Sku.Agrees(platform.Sku));
}
