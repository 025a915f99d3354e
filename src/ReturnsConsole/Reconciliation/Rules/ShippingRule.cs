using System.Runtime.InteropServices;

namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>Whether the outbound shipping of a returned item is due back to the buyer.</summary>
internal enum ShippingBack : byte
{
    NotDue,
    Due,

    /// <summary>The reason's mapping would decide, and there is none: right with or without.</summary>
    Open,
}

/// <summary>
/// Shipping is due back when the seller is at fault; when Amazon refunds at first scan, which always includes it; and, where consumer law says so, when the
/// buyer withdrew from the order as a whole. Elsewhere it is not due, and refunding it is a difference.
/// </summary>
internal static class ShippingRule
{
    /// <param name="item">The returned item.</param>
    /// <param name="withdrawalMarket">The marketplace gives shipping back on withdrawal.</param>
    /// <param name="whole">All lines of the order came back.</param>
    public static ShippingBack Of(in ReturnFact item, bool withdrawalMarket, bool whole) =>
        item.SellerAtFault || item.Resolution == ReturnResolution.RefundAtFirstScan || (withdrawalMarket && whole) ? ShippingBack.Due
        : item.FaultIsUnknown ? ShippingBack.Open
        : ShippingBack.NotDue;

    /// <summary>
    /// Every unit of every line came back. Where goods were counted, what was counted; else a delivery that Amazon names, or a refund, speaks for the return as
    /// announced. A return that was only asked for is not back.
    /// </summary>
    public static bool AllCameBack(OrderWork work)
    {
        foreach (ref readonly var line in CollectionsMarshal.AsSpan(work.Facts.Lines))
        {
            var ordered = Paid.Of(work.Facts.Lines, line.OrderItemId, line.Sku, work.Settings).Units;
            var back = 0;
            for (var i = 0; i < work.Facts.Returns.Count; i++)
            {
                ref readonly var item = ref work.Returns[i];
                if (item.Sku.Agrees(line.Sku) || item.OrderItemId.Agrees(line.OrderItemId))
                    back += Back(work, i);
            }
            if (ordered == 0 || back < ordered)
                return false;
        }
        return true;
    }

    private static int Back(OrderWork work, int index)
    {
        ref readonly var item = ref work.Returns[index];
        ref readonly var state = ref work.ReturnStates[index];
        if (state.Begun > 0)
            return Math.Min(state.Received, item.Quantity);
        if (item.State is ReturnRequestState.Rejected or ReturnRequestState.Cancelled)
            return 0;
        return work.GoodsCame(index) || state.Refunds > 0 ? item.Quantity : 0;
    }
}
