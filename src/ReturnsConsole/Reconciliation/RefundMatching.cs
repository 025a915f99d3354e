namespace ReturnsConsole.Reconciliation;

/// <summary>
/// Ties refunds to returns by rules 1 to 5 in order, a person's word before all of them. Several refunds may belong to one return (partial refunds) and one
/// refund to several returns (units of one line). Where returns of different items fit equally well, nothing is tied.
/// </summary>
internal static class RefundMatching
{
    private const int Most = 64;

    public static void Run(OrderWork work)
    {
        if (work.Refunds.Count == 0)
            return;
        if (work.Facts.Returns.Count > 0)
        {
            ByPerson(work);
            ByRule(work, MatchRule.RefundId);
            ByRule(work, MatchRule.Rma);
            ByRule(work, MatchRule.OrderItem);
            ByRule(work, MatchRule.OrderSku);
            ByAmount(work);
        }
        ToGoodsAlone(work);
    }

    private static void ByPerson(OrderWork work)
    {
        if (work.Facts.Forced.Count == 0)
            return;
        for (var r = 0; r < work.Refunds.Count; r++)
        {
            var key = work.Refunds[r].Key;
            foreach (var forced in work.Facts.Forced)
            {
                for (var i = 0; forced.RefundKey == key && i < work.Facts.Returns.Count; i++)
                {
                    if (!work.RefundStates[r].Matched && work.Returns[i].NaturalKey.ToString() == forced.ReturnKey)
                        work.TieRefund(r, i, MatchRule.Person, MatchFields.None, work.Refunds[r].Total, GoodsOf(work.Refunds[r]));
                }
            }
        }
    }

    private static void ByRule(OrderWork work, MatchRule rule)
    {
        Span<int> candidates = stackalloc int[Most];
        for (var r = 0; r < work.Refunds.Count; r++)
        {
            if (work.RefundStates[r].Matched || work.Refunds[r].Kind == RefundKind.Other)
                continue;
            var count = 0;
            for (var i = 0; i < work.Facts.Returns.Count && count < Most; i++)
            {
                if (Agrees(rule, work.Refunds[r], work.Returns[i]))
                    candidates[count++] = i;
            }
            if (count > 0)
                Tie(work, r, candidates[..count], rule);
        }
    }

    private static bool Agrees(MatchRule rule, in RefundFact refund, in ReturnFact item) => rule switch
    {
        MatchRule.RefundId => refund.MerchantAdjustmentItemId.Agrees(item.MerchantRma) || refund.AdjustmentId.Agrees(item.MerchantRma),
        MatchRule.Rma => refund.AdjustmentId.Agrees(item.Rma) || refund.MerchantAdjustmentItemId.Agrees(item.Rma),
        MatchRule.OrderItem => refund.OrderItemId.Agrees(item.OrderItemId),
        _ => refund.Sku.Agrees(item.Sku) && !refund.OrderItemId.Contradicts(item.OrderItemId),
    };

    private static MatchFields FieldsOf(MatchRule rule, in RefundFact refund, in ReturnFact item) =>
        MatchFields.Order | (rule == MatchRule.Rma ? MatchFields.Rma : 0) | (refund.OrderItemId.Agrees(item.OrderItemId) ? MatchFields.OrderItem : 0)
        | (refund.Sku.Agrees(item.Sku) ? MatchFields.Sku : 0);

    private static long GoodsOf(in RefundFact refund) => refund.Item + refund.Tax;

    private static void Tie(OrderWork work, int refund, ReadOnlySpan<int> candidates, MatchRule rule)
    {
        var r = work.Refunds[refund];
        if (candidates.Length == 1)
        {
            work.TieRefund(refund, candidates[0], rule, FieldsOf(rule, r, work.Returns[candidates[0]]), r.Total, GoodsOf(r));
            return;
        }
        if (work.ReturnStates[candidates[0]].Value.IsKnown)
            Fill(work, refund, candidates, rule);
        else
            Spread(work, refund, candidates, rule);
    }

    /// <summary>Units of one line with a known price: the refund fills them one after the other; shipping and the rest go with the first.</summary>
    private static void Fill(OrderWork work, int refund, ReadOnlySpan<int> candidates, MatchRule rule)
    {
        var r = work.Refunds[refund];
        var tolerance = work.Settings.ToleranceOf(r.Currency);
        var goods = GoodsOf(r);
        var extra = r.Total - goods;
        var last = candidates.Length - 1;
        Span<long> take = stackalloc long[candidates.Length];
        for (var i = 0; i < candidates.Length && goods > tolerance * i; i++)
        {
            ref readonly var state = ref work.ReturnStates[candidates[i]];
            var room = state.Value.Goods - state.GoodsRefunded;
            if (room <= tolerance)
                continue;
            take[i] = Math.Min(room, goods);
            goods -= take[i];
            last = i;
        }
        take[last] += goods;
        var first = true;
        for (var i = 0; i < candidates.Length; i++)
        {
            if (take[i] == 0 && i != last)
                continue;
            work.TieRefund(refund, candidates[i], rule, FieldsOf(rule, r, work.Returns[candidates[i]]), take[i] + (first ? extra : 0), take[i]);
            first = false;
        }
    }

    /// <summary>Units without a known price: the only refund stands for all of them, several refunds for one each.</summary>
    private static void Spread(OrderWork work, int refund, ReadOnlySpan<int> candidates, MatchRule rule)
    {
        var r = work.Refunds[refund];
        var others = 0;
        for (var i = 0; i < work.Refunds.Count; i++)
        {
            if (i != refund && Agrees(rule, work.Refunds[i], work.Returns[candidates[0]]))
                others++;
        }
        var goods = GoodsOf(r);
        if (others == 0)
        {
            var left = r.Total;
            for (var i = 0; i < candidates.Length; i++)
            {
                var share = i == candidates.Length - 1 ? left : r.Total / candidates.Length;
                left -= share;
                work.TieRefund(refund, candidates[i], rule, FieldsOf(rule, r, work.Returns[candidates[i]]), share, goods / candidates.Length);
            }
            return;
        }
        var chosen = candidates[^1];
        foreach (var candidate in candidates)
        {
            if (work.ReturnStates[candidate].Refunds == 0)
            {
                chosen = candidate;
                break;
            }
        }
        work.TieRefund(refund, chosen, rule, FieldsOf(rule, r, work.Returns[chosen]), r.Total, goods);
    }

    /// <summary>Rule 5: a refund that names no item, by amount and date; only when one item alone fits.</summary>
    private static void ByAmount(OrderWork work)
    {
        for (var r = 0; r < work.Refunds.Count; r++)
        {
            var refund = work.Refunds[r];
            if (work.RefundStates[r].Matched || refund.Kind == RefundKind.Other || !refund.Sku.IsEmpty || !refund.OrderItemId.IsEmpty)
                continue;
            var found = -1;
            for (var i = 0; i < work.Facts.Returns.Count; i++)
            {
                if (work.ReturnStates[i].Refunds > 0 || !FitsAmount(work, refund, i) || !FitsDate(work, refund, i))
                    continue;
                if (found >= 0 && !work.Returns[found].Sku.Agrees(work.Returns[i].Sku))
                {
                    work.RefundStates[r].Ambiguous = true;
                    break;
                }
                if (found < 0)
                    found = i;
            }
            if (found >= 0 && !work.RefundStates[r].Ambiguous)
                work.TieRefund(r, found, MatchRule.OrderAmount, MatchFields.Order | MatchFields.Amount | MatchFields.Date, refund.Total, GoodsOf(refund));
            work.RefundStates[r].Ambiguous |= !work.RefundStates[r].Matched && work.Facts.Returns.Count > 1;
        }
    }

    private static bool FitsAmount(OrderWork work, in RefundFact refund, int item)
    {
        var tolerance = work.Settings.ToleranceOf(refund.Currency);
        var value = work.ReturnStates[item].Value;
        ref readonly var fact = ref work.Returns[item];
        if (fact.Currency.Length > 0 && fact.Currency != refund.Currency)
            return false;
        return value.IsKnown
            ? Near(refund.Total, value.Goods, tolerance) || Near(refund.Total, value.Total, tolerance) || Near(GoodsOf(refund), value.Goods, tolerance)
            : (fact.ReportedRefund > 0 && Near(refund.Total, fact.ReportedRefund, tolerance)) || (fact.OrderAmount > 0 && Near(refund.Total, fact.OrderAmount, tolerance));
    }

    private static bool FitsDate(OrderWork work, in RefundFact refund, int item) =>
        refund.PostedAt is { } posted && (work.Returns[item].RequestedAt ?? work.Returns[item].DeliveredAt) is { } asked
        && posted >= asked.AddDays(-2) && posted <= asked.AddDays(work.Settings.AmountMatchDays);

    private static bool Near(long a, long b, long tolerance) => Math.Abs(a - b) <= tolerance;

    /// <summary>Goods that came without a return: the refund of the same item is tied to them.</summary>
    private static void ToGoodsAlone(OrderWork work)
    {
        if (work.Facts.Receipts.Count == 0)
            return;
        for (var r = 0; r < work.Refunds.Count; r++)
        {
            var refund = work.Refunds[r];
            for (var i = 0; i < work.Facts.Receipts.Count && !work.RefundStates[r].Matched; i++)
            {
                ref readonly var goods = ref work.Receipts[i];
                var forced = work.Facts.Forced.Count > 0 && IsForced(work, refund.Key, ForcedKeys.OfReceipt(goods.NaturalKey.ToString()));
                var fits = work.ReceiptStates[i].Return < 0 && !work.ReceiptStates[i].Refunded && refund.Kind != RefundKind.Other && !goods.Lost
                    && (refund.Sku.Agrees(goods.Sku) || work.IsPartOf(refund.Sku, goods) || (refund.Sku.IsEmpty && work.Facts.Receipts.Count == 1));
                if (!fits && !forced)
                    continue;
                work.RefundStates[r].Matched = true;
                work.ReceiptStates[i].Refunded = true;
                var rule = forced ? MatchRule.Person : goods.JoinedBy == MatchRule.None ? MatchRule.OrderSku : goods.JoinedBy;
                work.Ties.Add(new Tie(r, -1, i, rule, forced ? MatchFields.None : MatchFields.Order | MatchFields.Sku, refund.Total, default));
            }
        }
    }

    private static bool IsForced(OrderWork work, string refundKey, string receiptKey)
    {
        foreach (var forced in work.Facts.Forced)
        {
            if (forced.RefundKey == refundKey && forced.ReturnKey == receiptKey)
                return true;
        }
        return false;
    }
}
