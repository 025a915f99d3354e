namespace ReturnsConsole.Reconciliation;

/// <summary>Facts that carry no order id, one by one. Goods and refunds without an order are decided like an order of their own by <see cref="OrderRules"/>.</summary>
public static class KeylessRules
{
    /// <summary>MissingOrderKey: a return that Amazon's report gives without its order. Since: its request.</summary>
    public static Finding MissingOrderKey(in ReturnFact item) => new()
    {
        Kind = CaseKind.MissingOrderKey,
        SubjectKey = Words.Clip($"return {item.NaturalKey}", 200),
        Severity = FindingSeverity.Normal,
        AtRisk = item.OrderAmount,
        Currency = item.OrderAmount == 0 ? "" : item.Currency,
        Marketplace = item.Marketplace,
        Sku = item.Sku.ToString(),
        Headline = "Return without order id",
        Sentence = $"{char.ToUpperInvariant(Words.Rma(item)[0])}{Words.Rma(item)[1..]} of {Words.Sku(item.Sku)}, requested on {Words.Day(item.RequestedAt)}, carries no order id: no money can be tied to it.",
        Facts = [new(FactKind.Return, item.Id, "no order id")],
        Since = item.RequestedAt,
    };
}

/// <summary>Returns held back by one reason code.</summary>
/// <param name="SourceSystem">"amazon", "amazon-fba".</param>
/// <param name="Code">The code as it came.</param>
/// <param name="Count">How many returns wait.</param>
/// <param name="Value">Their list amount in minor units of <paramref name="Currency"/>; 0 and "" when there are several currencies.</param>
/// <param name="ExampleReturnId">The first of them.</param>
/// <param name="FirstAt">When the first of them was requested or delivered; null when none says.</param>
public sealed record QuarantinedReason(string SourceSystem, string Code, long Count, long Value, string Currency, long ExampleReturnId, DateTime? FirstAt = null);

/// <summary>UnmappedReasonCode: one case per source and code, however many returns wait for it. Since: the first of them.</summary>
public static class UnmappedReasonCodeRule
{
    public static Finding Find(QuarantinedReason reason) => new()
    {
        Kind = CaseKind.UnmappedReasonCode,
        SubjectKey = Words.Clip($"{reason.SourceSystem}/{reason.Code}", 200),
        Severity = FindingSeverity.Normal,
        AtRisk = reason.Value,
        Currency = reason.Value == 0 ? "" : reason.Currency,
        Headline = Words.Clip(reason.Code.Length == 0 ? "Returns without a reason code" : $"Unmapped: {reason.Code}", 60),
        Sentence = $"{Words.Count(reason.Count, "return waits", "returns wait")} because the reason code '{reason.Code}' of {reason.SourceSystem} has no mapping.",
        Facts = [new(FactKind.Return, reason.ExampleReturnId, "held back")],
        Since = reason.FirstAt,
    };
}
