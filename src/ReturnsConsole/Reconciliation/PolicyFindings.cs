namespace ReturnsConsole.Reconciliation;

/// <summary>A return that a portal accepted or refused, and what Amazon's policy probably says of it.</summary>
/// <param name="Platform">The portal's name.</param>
/// <param name="Accepted">False: the portal refused it.</param>
/// <param name="Takes">Whether Amazon probably takes it; null where nothing can be estimated.</param>
/// <param name="Verdict">The estimate in words.</param>
/// <param name="Grounds">What it rests on, one a line.</param>
/// <param name="Told">When the portal was asked.</param>
public sealed record PolicyFact(string Platform, long ReturnId, string Key, string OrderId, string Sku, string Marketplace, bool Accepted, bool? Takes, string Verdict, IReadOnlyList<string> Grounds, DateTime? Told);

/// <summary>PolicyConflict: an estimate beside a decision, never a promise. It closes when the two agree, or when the return is cancelled.</summary>
public static class PolicyFindings
{
    /// <returns>Null: they agree, or nothing can be estimated.</returns>
    public static Finding? Find(PolicyFact fact) => fact.Takes is not { } takes || takes == fact.Accepted ? null : new()
    {
        Kind = CaseKind.PolicyConflict,
        SubjectKey = Words.Clip($"policy {fact.Platform}/{fact.Key}", 200),
        Severity = FindingSeverity.Normal,
        Marketplace = fact.Marketplace,
        OrderId = fact.OrderId,
        Sku = fact.Sku,
        Headline = Words.Clip(fact.Accepted ? $"{fact.Platform} accepted, Amazon would not" : $"{fact.Platform} refused, Amazon would accept", 60),
        Sentence = Words.Clip($"{fact.Platform} {(fact.Accepted ? "accepted" : "refused")} the return of {fact.Sku}. Estimate for that day: {fact.Verdict} Grounds: {string.Join("; ", fact.Grounds)}. Amazon decides.", 600),
        Facts = [new(FactKind.Return, fact.ReturnId, fact.Accepted ? "accepted" : "refused")],
        Since = fact.Told,
    };
}
