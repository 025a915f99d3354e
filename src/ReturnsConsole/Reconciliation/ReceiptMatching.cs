namespace ReturnsConsole.Reconciliation;

/// <summary>
/// Ties goods to returns: by a person's word, RMA, SKU, tracking number, and last to the only return that it can be. Several parcels may belong to one return. A component
/// belongs to the return of its kit as if it were of the same SKU.
/// </summary>
internal static class ReceiptMatching
{
    public static void Run(OrderWork work)
    {
        if (work.Facts.Receipts.Count == 0 || work.Facts.Returns.Count == 0)
            return;
        for (var i = 0; i < work.Facts.Receipts.Count; i++)
            Place(work, i);
    }

    private static void Place(OrderWork work, int receipt)
    {
        ref readonly var goods = ref work.Receipts[receipt];
        if (ByPerson(work, receipt))
            return;
        // The same RMA or parcel and the same SKU; then order and SKU; then RMA or parcel with another SKU.
        if (Try(work, receipt, MatchRule.Rma, sameSku: true) || Try(work, receipt, MatchRule.Tracking, sameSku: true) || Try(work, receipt, MatchRule.OrderSku, sameSku: true))
            return;
        if (Try(work, receipt, MatchRule.Rma, sameSku: false) || Try(work, receipt, MatchRule.Tracking, sameSku: false))
            return;
        if (goods.Sku.IsEmpty)
            OnlyOne(work, receipt);
        else
            OtherItem(work, receipt);
    }

    private static bool ByPerson(OrderWork work, int receipt)
    {
        if (work.Facts.Forced.Count == 0)
            return false;
        var key = ForcedKeys.OfReceipt(work.Receipts[receipt].NaturalKey.ToString());
        foreach (var forced in work.Facts.Forced)
        {
            if (forced.RefundKey != key)
                continue;
            for (var i = 0; i < work.Facts.Returns.Count; i++)
            {
                if (work.Returns[i].NaturalKey.ToString() == forced.ReturnKey)
                {
                    work.TieReceipt(receipt, i, MatchRule.Person, MatchFields.None, otherSku: false);
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Among equals, the first that still waits for such pieces, one of just this SKU before a kit that holds it; else the first.</summary>
    private static bool Try(OrderWork work, int receipt, MatchRule rule, bool sameSku)
    {
        ref readonly var goods = ref work.Receipts[receipt];
        var (found, best) = (-1, -1);
        for (var i = 0; i < work.Facts.Returns.Count; i++)
        {
            ref readonly var item = ref work.Returns[i];
            var agrees = rule switch
            {
                MatchRule.Rma => goods.Rma.Agrees(item.Rma) || goods.Rma.Agrees(item.MerchantRma),
                MatchRule.Tracking => goods.TrackingId.Agrees(item.TrackingId),
                _ => true,
            };
            agrees &= sameSku ? work.IsOf(goods.Sku, i) : !work.IsNotOf(goods.Sku, i) || !SkuIsElsewhere(work, goods.Sku);
            if (!agrees)
                continue;
            var rank = (work.StillWaits(goods.Sku, i) ? 2 : 0) + (sameSku && goods.Sku.Agrees(item.Sku) ? 1 : 0);
            if (rank > best)
                (found, best) = (i, rank);
        }
        if (found < 0)
            return false;
        var other = work.IsNotOf(goods.Sku, found);
        var fields = MatchFields.Order | (rule == MatchRule.Rma ? MatchFields.Rma : rule == MatchRule.Tracking ? MatchFields.Tracking : 0) | (sameSku ? MatchFields.Sku : 0)
            | (goods.Quantity == work.Returns[found].Quantity ? MatchFields.Quantity : 0);
        work.TieReceipt(receipt, found, Joined(goods, rule), fields, other);
        return true;
    }

    /// <summary>Goods that came to this order by alias, tracking or RMA keep that as the rule that did it.</summary>
    private static MatchRule Joined(in ReceiptFact goods, MatchRule rule) => goods.JoinedBy == MatchRule.None || rule < MatchRule.OrderItem ? rule : goods.JoinedBy;

    private static bool SkuIsElsewhere(OrderWork work, in FactText sku)
    {
        for (var i = 0; i < work.Facts.Returns.Count; i++)
        {
            if (work.IsOf(sku, i))
                return true;
        }
        return false;
    }

    /// <summary>A receipt that names no SKU belongs to the only return of the order; among several it is not guessed.</summary>
    private static void OnlyOne(OrderWork work, int receipt)
    {
        if (work.Facts.Returns.Count == 1)
            work.TieReceipt(receipt, 0, Joined(work.Receipts[receipt], MatchRule.OrderSku), MatchFields.Order, otherSku: false);
        else
            work.ReceiptStates[receipt].Ambiguous = true;
    }

    /// <summary>Another SKU than any return of the order: it stands for the only return that still waits for goods.</summary>
    private static void OtherItem(OrderWork work, int receipt)
    {
        var waiting = -1;
        for (var i = 0; i < work.Facts.Returns.Count; i++)
        {
            if (work.ReturnStates[i].Begun > 0 || work.Returns[i].IsFba || work.Returns[i].ExpectsNoGoods)
                continue;
            if (waiting >= 0)
            {
                work.ReceiptStates[receipt].Ambiguous = true;
                return;
            }
            waiting = i;
        }
        if (waiting >= 0)
            work.TieReceipt(receipt, waiting, Joined(work.Receipts[receipt], MatchRule.OrderSku), MatchFields.Order, otherSku: true);
    }
}
