using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Reconciliation.Rules;

/// <summary>
/// KitIncomplete: of a returned kit some components came and others did not. Nobody knows what share of the kit's price a component is, so the case carries the
/// value of every kit that is not whole. Since: the end of the days in which more parcels may follow. Closes by itself when the rest comes. Pieces of a
/// component beyond what the kits hold are a QuantityMismatch.
/// </summary>
internal static class KitIncompleteRule
{
    /// <returns>False: whole kits came, and are to be counted like any other goods.</returns>
    public static bool Apply(OrderWork work, int index, KitTally kit)
    {
        ref readonly var item = ref work.Returns[index];
        var state = work.ReturnStates[index];
        if (state.OtherSku || item.Quantity <= 0 || state.LastReceivedAt is not { } last)
            return false;
        if (state.Begun <= state.Received)
            return state.Received == item.Quantity && Surplus(work, index, kit);
        var until = last.AddDays(work.Settings.ParcelsTogetherDays);
        if (until > work.AsOf)
            work.Verdict.LookAgain(until);
        else
            work.Verdict.Findings.Add(Incomplete(work, index, kit, last) with { Since = until });
        return true;
    }

    private static Finding Incomplete(OrderWork work, int index, KitTally kit, DateTime last)
    {
        ref readonly var item = ref work.Returns[index];
        var state = work.ReturnStates[index];
        var (here, missing) = (new List<KitPart>(), new List<KitPart>());
        for (var i = 0; i < kit.Parts.Count; i++)
        {
            if (kit.CameOf(i) > 0)
                here.Add(kit.Parts[i] with { Pieces = kit.CameOf(i) });
            if (KitRules.Pieces(item.Quantity, kit.Parts[i]) - kit.CameOf(i) is > 0 and var left)
                missing.Add(kit.Parts[i] with { Pieces = left });
        }
        return Find(work, index) with
        {
            Kind = CaseKind.KitIncomplete,
            SubjectKey = work.Subject($"kit {item.NaturalKey}"),
            AtRisk = state.Value.IsKnown ? state.Value.For(Math.Min(item.Quantity - state.Received, state.Value.Units)).Goods : item.OrderAmount,
            Headline = "A kit came back in part",
            Sentence = $"{Of(item, kit)} {KitRules.Say(here)} came by {Words.Day(last)}; {KitRules.Say(missing)} {(missing is [{ Pieces: 1 }] ? "is" : "are")} missing. "
                + "What a component alone is worth is not known: the whole value of the incomplete kits is counted.",
        };
    }

    private static bool Surplus(OrderWork work, int index, KitTally kit)
    {
        ref readonly var item = ref work.Returns[index];
        var over = new List<KitPart>();
        for (var i = 0; i < kit.Parts.Count; i++)
        {
            if (kit.CameOf(i) - KitRules.Pieces(item.Quantity, kit.Parts[i]) is > 0 and var more)
                over.Add(kit.Parts[i] with { Pieces = more });
        }
        if (over.Count == 0)
            return false;
        work.Verdict.Findings.Add(Find(work, index) with
        {
            Kind = CaseKind.QuantityMismatch,
            SubjectKey = work.Subject($"count {item.NaturalKey}"),
            Headline = "More pieces than authorised",
            Sentence = $"{Of(item, kit)} all arrived, and {KitRules.Say(over)} more.",
            Since = work.ReturnStates[index].LastReceivedAt,
        });
        return true;
    }

    private static string Of(in ReturnFact item, KitTally kit) => $"Of {Words.Rma(item)}, {Words.Count(item.Quantity, "kit", "kits")} {item.Sku} ({KitRules.Say(kit.Parts)}{(item.Quantity > 1 ? " each" : "")}),";

    private static Finding Find(OrderWork work, int index)
    {
        ref readonly var item = ref work.Returns[index];
        var facts = new List<FactRef> { new(FactKind.Return, item.Id, "authorised") };
        foreach (var tie in work.Ties)
        {
            if (tie.Return == index && tie.Receipt >= 0)
                facts.Add(new(FactKind.Receipt, work.Receipts[tie.Receipt].Id, "arrived"));
        }
        return new Finding
        {
            Kind = CaseKind.KitIncomplete,
            SubjectKey = "",
            Headline = "",
            Sentence = "",
            Severity = FindingSeverity.Normal,
            Currency = work.CurrencyOf(item),
            Marketplace = work.MarketplaceOf(item),
            OrderId = work.Facts.OrderId,
            Sku = item.Sku.ToString(),
            Facts = facts,
        };
    }
}
