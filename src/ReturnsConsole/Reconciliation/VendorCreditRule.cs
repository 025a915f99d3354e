namespace ReturnsConsole.Reconciliation;

/// <summary>One vendor return as it stands. Amounts in minor units.</summary>
/// <param name="Reference">Amazon's number of it.</param>
/// <param name="ProcessedAt">When the last piece that arrived was graded; null while some are not.</param>
/// <param name="ReceivedValue">What arrived, at cost; null when a cost is not known or currencies differ.</param>
/// <param name="Credited">What remittances show, as a positive amount; null when none does.</param>
/// <param name="Stands">Where its credit note stands, in words; empty when there is none.</param>
public readonly record struct VendorReturnFact(string Reference, int Received, DateTime? ProcessedAt, long? ReceivedValue, string Currency, long? Credited, DateTime? CreditedAt, string Stands);

/// <summary>CreditUnacknowledged: goods of a vendor return are here and graded, and no credit is accepted in time; or what was credited is not what arrived.</summary>
public static class VendorCreditRule
{
    /// <param name="days">From grading to the accepted credit.</param>
    /// <returns>Null: nothing is wrong, or not yet. Since: when the days are over, or the remittance.</returns>
    public static Finding? Find(in VendorReturnFact fact, int days, DateTime now)
    {
        if (fact.Credited is { } credited)
        {
            return fact.ReceivedValue is { } value && value != credited
                ? Of(fact, Math.Abs(credited - value), FindingSeverity.High, "Credited is not what was received",
                    $"Vendor return {fact.Reference}: {Words.Count(fact.Received, "piece", "pieces")} worth {Words.Amount(value, fact.Currency)} arrived, and remittances show {Words.Amount(credited, fact.Currency)}.", fact.CreditedAt)
                : null;
        }
        if (fact.ProcessedAt is not { } processed || processed.AddDays(days) > now)
            return null;
        return Of(fact, fact.ReceivedValue ?? 0, FindingSeverity.High, "No accepted credit for a vendor return",
            $"Vendor return {fact.Reference} was graded on {Words.Day(processed)}. {(fact.Stands.Length > 0 ? fact.Stands : "No credit note was submitted.")} No remittance shows a credit.", processed.AddDays(days));
    }

    private static Finding Of(in VendorReturnFact fact, long atRisk, FindingSeverity severity, string headline, string sentence, DateTime? since) => new()
    {
        Kind = CaseKind.CreditUnacknowledged,
        SubjectKey = Words.Clip($"vendor return {fact.Reference}", 200),
        Severity = severity,
        AtRisk = atRisk,
        Currency = atRisk > 0 ? fact.Currency : "",
        Headline = headline,
        Sentence = sentence,
        Since = since,
    };
}
