namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// OrderNotSynced: a returns platform or shop tells of a return whose order has not come in, although the company's orders come in by themselves. It waits the
/// hours of the settings and goes on by itself when the order comes; after them a person looks for the order. Not of returns that Amazon's own report knows:
/// these say what was bought. Since: registered at the platform.
/// </summary>
internal static class OrderNotSyncedRule
{
    public static void Apply(OrderWork work)
    {
        if (!work.Facts.OrdersAreSynced || work.Facts.Key == Shared.OrderKey.None || work.Facts.Lines.Count > 0)
            return;
        foreach (ref readonly var item in work.Returns)
        {
            if (!item.IsPlatform)
                return;
        }
        for (var i = 0; i < work.Returns.Length; i++)
        {
            ref readonly var item = ref work.Returns[i];
            if (item.RequestedAt is not { } asked || item.State is ReturnRequestState.Rejected or ReturnRequestState.Cancelled)
                continue;
            work.Verdict.Findings.Add(new Finding
            {
                Kind = CaseKind.OrderNotSynced,
                SubjectKey = work.Subject($"waits {item.NaturalKey}"),
                Severity = FindingSeverity.Normal,
                OrderId = work.Facts.OrderId,
                Sku = item.Sku.ToString(),
                Marketplace = item.Marketplace,
                Headline = "Return waits for its order",
                Sentence = $"A return of {Words.Sku(item.Sku)} was registered on {Words.Day(asked)}. Its order {work.Facts.OrderId} has not come in yet; the return goes on by itself when it does.",
                Facts = [new(FactKind.Return, item.Id, "waits")],
                Since = asked,
                ClearsBy = asked.AddHours(work.Settings.OrderWaitHours),
            });
        }
    }
}
