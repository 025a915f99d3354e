namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// DarkReturn: (a) a return on Amazon's prepaid label of which nothing is recorded here long after its request; (b) goods of a known order that nobody
/// authorised. Where such a return was refunded and its goods never came, the OrphanedRefund carries the money, now or when its waiting time is over, and (a)
/// is not opened beside it; nor is it while a returns platform knows of it and it travels. Where Amazon says "delivered" and our dock has nothing, the refund is not orphaned and (a) carries the money.
/// Since: (a) request plus the days of the settings; (b) receipt.
/// </summary>
internal static class DarkReturnRule
{
    public static void Apply(OrderWork work)
    {
        for (var i = 0; i < work.Facts.Returns.Count; i++)
            OfLabel(work, i);
        if (work.Facts.Lines.Count + work.Facts.Returns.Count + work.Refunds.Count == 0)
            return;
        for (var i = 0; i < work.Facts.Receipts.Count; i++)
        {
            if (work.ReceiptStates[i].Return < 0 && !work.ReceiptStates[i].Ambiguous && !work.Receipts[i].Lost)
                work.Verdict.Findings.Add(Unauthorised(work, work.Receipts[i]));
        }
    }

    private static void OfLabel(OrderWork work, int index)
    {
        ref readonly var item = ref work.Returns[index];
        var state = work.ReturnStates[index];
        if (!item.AmazonPrepaidLabel || item.IsFba || item.ExpectsNoGoods || item.State is not (ReturnRequestState.Approved or ReturnRequestState.Completed) || state.Begun > 0)
            return;
        if (item.DeliveredAt is null && (state.Refunds > 0 || item.OnPlatform))
            return;
        if (item.RequestedAt is not { } asked)
            return;
        var opens = asked.AddDays(work.Settings.DarkReturnDays);
        if (opens > work.AsOf)
        {
            work.Verdict.LookAgain(opens);
            return;
        }
        var currency = work.CurrencyOf(item);
        var value = state.Refunded > 0 ? state.Refunded : state.Value.IsKnown ? state.Value.Goods : item.OrderAmount;
        work.Verdict.Findings.Add(new Finding
        {
            Kind = CaseKind.DarkReturn,
            SubjectKey = work.Subject($"dark {item.NaturalKey}"),
            Severity = FindingSeverity.High,
            AtRisk = value,
            Currency = currency,
            Marketplace = work.MarketplaceOf(item),
            OrderId = work.Facts.OrderId,
            Sku = item.Sku.ToString(),
            Headline = item.DeliveredAt is null ? "Prepaid return, no record here" : "Delivered, not at our dock",
            Sentence = item.DeliveredAt is { } delivered
                ? $"Amazon says that {Words.Rma(item)} was delivered on {Words.Day(delivered)} on its prepaid label. Our dock has no record of it."
                : $"Amazon gave out a prepaid label for {Words.Rma(item)} on {Words.Day(asked)}. Nothing of it is recorded here, {Words.Count(work.Settings.DarkReturnDays, "day", "days")} later.",
            Facts = [new(FactKind.Return, item.Id, "no record")],
            Since = opens,
            NotMatched = [item.TrackingId.IsEmpty ? "The return has no tracking number." : $"No goods with tracking number {item.TrackingId}."],
        });
    }

    private static bool IsPartOfLine(OrderWork work, in ReceiptFact goods)
    {
        foreach (var line in work.Facts.Lines)
        {
            if (work.IsPartOf(line.Sku, goods))
                return true;
        }
        return false;
    }

    private static Finding Unauthorised(OrderWork work, in ReceiptFact goods)
    {
        var paid = Paid.Of(work.Facts.Lines, default, goods.Sku, work.Settings);
        var sold = paid.IsKnown || work.Facts.Lines.Count == 0 || IsPartOfLine(work, goods);
        var why = new List<string>();
        foreach (ref readonly var item in work.Returns)
            why.Add($"{Words.Rma(item)} of {Words.Sku(item.Sku)} has its goods already.");
        return new Finding
        {
            Kind = CaseKind.DarkReturn,
            SubjectKey = work.Subject($"goods {goods.NaturalKey}"),
            Severity = FindingSeverity.High,
            AtRisk = paid.IsKnown && goods.Quantity > 0 ? paid.For(Math.Min(goods.Quantity, paid.Units)).Goods : 0,
            Currency = paid.IsKnown ? work.Facts.Lines[0].Currency : "",
            Marketplace = work.Facts.Lines.Count > 0 ? work.Facts.Lines[0].Marketplace : work.Facts.Returns.Count > 0 ? work.Facts.Returns[0].Marketplace : "",
            OrderId = work.Facts.OrderId,
            Sku = goods.Sku.ToString(),
            Headline = sold ? "Goods without authorisation" : "Goods of another order or seller",
            Sentence = $"{Words.Count(goods.Quantity, "piece", "pieces")} of {Words.Sku(goods.Sku)} came on {Words.Day(goods.ReceivedAt)} for order {work.Facts.OrderId}. "
                + (sold ? "No return was authorised for it." : "The order has no such item, and no return was authorised for it."),
            Facts = [new(FactKind.Receipt, goods.Id, "not authorised")],
            MatchKey = ForcedKeys.OfReceipt(goods.NaturalKey.ToString()),
            Since = goods.ReceivedAt,
            NotMatched = why,
        };
    }
}
