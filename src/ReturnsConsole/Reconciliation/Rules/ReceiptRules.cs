namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>ReceiptWithoutOrder, SkuMismatch and QuantityMismatch: what arrived against what was authorised, all parcels of a return together. Since: receipt; for pieces that are missing, the end of the days in which more parcels may follow.</summary>
internal static class ReceiptRules
{
    public static void Apply(OrderWork work)
    {
        var known = work.Facts.Lines.Count + work.Facts.Returns.Count + work.Refunds.Count > 0;
        for (var i = 0; i < work.Facts.Receipts.Count; i++)
        {
            var state = work.ReceiptStates[i];
            if (work.Receipts[i].Lost || work.Receipts[i].IsOfVendorReturn)
                continue;
            if (!known || state.Ambiguous)
                work.Verdict.Findings.Add(WithoutOrder(work, work.Receipts[i], state.Ambiguous));
            else if (state.OtherSku)
                work.Verdict.Findings.Add(OtherSku(work, work.Receipts[i], work.Returns[state.Return]));
        }
        for (var i = 0; i < work.Facts.Returns.Count; i++)
            Quantity(work, i);
    }

    /// <summary>Goods of no known order; also those that fit several returns of their order.</summary>
    private static Finding WithoutOrder(OrderWork work, in ReceiptFact goods, bool ambiguous) => new()
    {
        Kind = CaseKind.ReceiptWithoutOrder,
        SubjectKey = work.Subject(goods.NaturalKey.ToString()),
        Severity = FindingSeverity.Normal,
        OrderId = work.Facts.OrderId,
        Sku = goods.Sku.ToString(),
        Marketplace = work.Facts.Lines.Count > 0 ? work.Facts.Lines[0].Marketplace : "",
        Headline = ambiguous ? "Goods fit several returns" : "Goods fit no order",
        Sentence = $"{Words.Count(goods.Quantity, "piece", "pieces")} of {Words.Sku(goods.Sku)} came on {Words.Day(goods.ReceivedAt)}"
            + (ambiguous ? $" for order {work.Facts.OrderId}. Several of its returns fit; a person must say which."
                : goods.OrderId.IsEmpty ? ". They name no order, and no return has their RMA or tracking number." : $" for order {goods.OrderId}. Neither the order nor a return of it is known here."),
        Facts = [new(FactKind.Receipt, goods.Id, "arrived")],
        MatchKey = ForcedKeys.OfReceipt(goods.NaturalKey.ToString()),
        Since = goods.ReceivedAt,
        NotMatched = [goods.TrackingId.IsEmpty ? "The goods have no tracking number." : $"No single return has tracking number {goods.TrackingId}.", goods.Rma.IsEmpty ? "The goods have no RMA." : $"No single return has RMA {goods.Rma}."],
    };

    private static Finding OtherSku(OrderWork work, in ReceiptFact goods, in ReturnFact item)
    {
        var value = Paid.Of(work.Facts.Lines, item.OrderItemId, item.Sku, work.Settings);
        return new()
        {
            Kind = CaseKind.SkuMismatch,
            SubjectKey = work.Subject($"sku {goods.NaturalKey}"),
            Severity = FindingSeverity.High,
            AtRisk = value.IsKnown && goods.Quantity > 0 ? value.For(Math.Min(goods.Quantity, value.Units)).Goods : item.OrderAmount,
            Currency = work.CurrencyOf(item),
            Marketplace = work.MarketplaceOf(item),
            OrderId = work.Facts.OrderId,
            Sku = item.Sku.ToString(),
            Headline = "Another item came back",
            Sentence = $"{Words.Rma(item)} authorises {Words.Sku(item.Sku)}; {Words.Sku(goods.Sku)} arrived on {Words.Day(goods.ReceivedAt)}.",
            Facts = [new(FactKind.Return, item.Id, "authorised"), new(FactKind.Receipt, goods.Id, "arrived")],
            Since = goods.ReceivedAt,
        };
    }

    private static void Quantity(OrderWork work, int index)
    {
        ref readonly var item = ref work.Returns[index];
        var state = work.ReturnStates[index];
        if (work.KitOf(index) is { } kit && KitIncompleteRule.Apply(work, index, kit))
            return;
        if (state.Received == 0 || state.Received == item.Quantity || state.OtherSku || item.Quantity <= 0)
            return;
        var over = state.Received > item.Quantity;
        if (!over && state.LastReceivedAt is { } last && last.AddDays(work.Settings.ParcelsTogetherDays) is var until && until > work.AsOf)
        {
            work.Verdict.LookAgain(until);
            return;
        }
        var facts = new List<FactRef> { new(FactKind.Return, item.Id, "authorised") };
        foreach (var tie in work.Ties)
        {
            if (tie.Return == index && tie.Receipt >= 0)
                facts.Add(new(FactKind.Receipt, work.Receipts[tie.Receipt].Id, "arrived"));
        }
        var missing = Math.Abs(item.Quantity - state.Received);
        var value = Paid.Of(work.Facts.Lines, item.OrderItemId, item.Sku, work.Settings);
        work.Verdict.Findings.Add(new Finding
        {
            Kind = CaseKind.QuantityMismatch,
            SubjectKey = work.Subject($"count {item.NaturalKey}"),
            Severity = FindingSeverity.Normal,
            AtRisk = value.IsKnown ? value.For(Math.Min(missing, value.Units)).Goods : 0,
            Currency = work.CurrencyOf(item),
            Marketplace = work.MarketplaceOf(item),
            OrderId = work.Facts.OrderId,
            Sku = item.Sku.ToString(),
            Headline = over ? "More pieces than authorised" : "Fewer pieces than authorised",
            Sentence = $"{Words.Rma(item)} authorises {Words.Count(item.Quantity, "piece", "pieces")} of {Words.Sku(item.Sku)}; {state.Received} arrived in {Words.Count(facts.Count - 1, "parcel", "parcels")}.",
            Facts = facts,
            Since = over ? state.LastReceivedAt : state.LastReceivedAt?.AddDays(work.Settings.ParcelsTogetherDays),
        });
    }
}
