namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// InspectionOverdue: goods lie at our own dock and nobody has said what becomes of them, longer than the hours of the settings. Not for goods
/// that fit no order, which have a case of their own, nor for what a hub has: its goods are on their way to us. Since: receipt plus the hours. Closes by itself when the goods are graded or turn out never to have come.
/// </summary>
internal static class InspectionOverdueRule
{
    public static void Apply(OrderWork work)
    {
        // Goods of which no order is known have their own case, and nobody can say yet whose they are.
        if (work.Facts.Lines.Count + work.Facts.Returns.Count + work.Refunds.Count == 0)
            return;
        for (var i = 0; i < work.Facts.Receipts.Count; i++)
        {
            ref readonly var goods = ref work.Receipts[i];
            if (goods.IsHub || goods.Lost || goods.Place != GoodsPlace.Uninspected)
                continue;
            var opens = goods.ReceivedAt.AddHours(work.Settings.InspectionHours);
            if (opens > work.AsOf)
                work.Verdict.LookAgain(opens);
            else
                work.Verdict.Findings.Add(Find(work, i, opens));
        }
    }

    private static Finding Find(OrderWork work, int index, DateTime opens)
    {
        ref readonly var goods = ref work.Receipts[index];
        var paid = Paid.Of(work.Facts.Lines, default, goods.Sku, work.Settings);
        return new Finding
        {
            Kind = CaseKind.InspectionOverdue,
            SubjectKey = work.Subject($"grade {goods.NaturalKey}"),
            Severity = FindingSeverity.Normal,
            AtRisk = paid.IsKnown && goods.Quantity > 0 ? paid.For(Math.Min(goods.Quantity, paid.Units)).Goods : 0,
            Currency = paid.IsKnown ? work.Facts.Lines[0].Currency : "",
            Marketplace = work.Facts.Lines.Count > 0 ? work.Facts.Lines[0].Marketplace : "",
            OrderId = work.Facts.OrderId,
            Sku = goods.Sku.ToString(),
            Headline = "Received, not graded",
            Sentence = $"{Words.Count(goods.Quantity, "piece", "pieces")} of {Words.Sku(goods.Sku)} came on {Words.Day(goods.ReceivedAt)} and {(goods.Quantity == 1 ? "has" : "have")} not been graded within {Words.Count(work.Settings.InspectionHours, "hour", "hours")}.",
            Facts = [new(FactKind.Receipt, goods.Id, "to be graded")],
            Since = opens,
        };
    }
}
