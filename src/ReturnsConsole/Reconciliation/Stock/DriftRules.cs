namespace ReturnsConsole.Reconciliation.Stock;

/// <summary>What one partner was told of one SKU of an account, and what it says.</summary>
public sealed record DriftFacts
{
    /// <summary>As people call it.</summary>
    public required string Partner { get; init; }

    public required string Sku { get; init; }

    /// <summary>A message about it has not come to its end yet.</summary>
    public bool IsUnderWay { get; init; }

    /// <summary>Messages that failed, or of which nobody knows: what they were to change and what was said.</summary>
    public IReadOnlyList<FailedTelling> Failed { get; init; } = [];

    /// <summary>What the partner had with the newest message in it, as it confirmed; null: it confirmed none.</summary>
    public long? Confirmed { get; init; }

    public DateTime? ConfirmedAt { get; init; }

    /// <summary>What it says now; null: it has not said since.</summary>
    public long? Said { get; init; }

    /// <summary>By which time that is what it has: when it was asked, or when it last changed the figure by its own clock.</summary>
    public DateTime? SaidAt { get; init; }

    /// <summary>Pieces that orders known here took between the two.</summary>
    public int OrderedSince { get; init; }

    /// <summary>Until then the partner's orders are known here; null: they are not read.</summary>
    public DateTime? OrdersKnownUntil { get; init; }
}

/// <summary>A message that did not do what it should.</summary>
/// <param name="IsUnknown">Nobody knows whether it did.</param>
public readonly record struct FailedTelling(int Change, bool IsUnknown, DateTime At, string Said);

/// <summary>What the comparison gives.</summary>
public enum DriftVerdict : byte
{
    /// <summary>Nothing that says otherwise.</summary>
    Agrees = 0,

    /// <summary>Nothing can be concluded yet.</summary>
    NotComparable = 1,
    Drifts = 2,
}

/// <summary>
/// InventoryDrift. While a message is under way nothing is said. A message that failed or is unknown is a drift. Else the partner's figure is held against what it
/// confirmed after our newest message: equal, or lower by no more than the orders since then took, agrees. A figure from before any newer change at the partner
/// that differs is a drift. A figure that the partner changed itself later is judged only when its orders are known up to that time: its own sales are never guessed.
/// </summary>
public static class DriftRules
{
    /// <summary>Partner's clock and ours are not the same, and figures follow a little later.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    public static DriftVerdict Judge(DriftFacts facts)
    {
        if (facts.IsUnderWay)
            return DriftVerdict.NotComparable;
        if (facts.Failed.Count > 0)
            return DriftVerdict.Drifts;
        if (facts is not { Confirmed: { } confirmed, ConfirmedAt: { } at, Said: { } said, SaidAt: { } saidAt } || saidAt < at - Settling)
            return DriftVerdict.NotComparable;
        if (said == confirmed)
            return DriftVerdict.Agrees;
        var soon = saidAt <= at + Settling;
        if (!soon && !(facts.OrdersKnownUntil >= saidAt))
            return DriftVerdict.NotComparable;
        return said < confirmed && confirmed - said <= facts.OrderedSince ? DriftVerdict.Agrees : DriftVerdict.Drifts;
    }

    /// <summary>InventoryDrift; null when there is none. Since: the failed message, or when the figure was said.</summary>
    public static Finding? Find(DriftFacts facts)
    {
        if (Judge(facts) != DriftVerdict.Drifts)
            return null;
        var failed = facts.Failed.Count > 0;
        return new Finding
        {
            Kind = CaseKind.InventoryDrift,
            SubjectKey = Words.Clip($"{facts.Partner}/{facts.Sku}", 200),
            Severity = failed && facts.Failed.Any(f => f.IsUnknown) ? FindingSeverity.High : FindingSeverity.Normal,
            Sku = facts.Sku,
            Headline = Words.Clip(failed ? $"{facts.Partner} was not told all" : $"{facts.Partner} has another stock", 60),
            Sentence = failed ? NotTold(facts) : Differs(facts),
            Since = failed ? facts.Failed.Min(f => f.At) : facts.SaidAt,
        };
    }

    private static string NotTold(DriftFacts facts)
    {
        var (missing, unknown) = (facts.Failed.Where(f => !f.IsUnknown).Sum(f => f.Change), facts.Failed.Where(f => f.IsUnknown).Sum(f => f.Change));
        var first = facts.Failed.MinBy(f => f.At);
        return string.Concat(
            facts.Failed.Any(f => !f.IsUnknown) ? $"The ledger's change of {Signed(missing)} for {facts.Sku} did not reach {facts.Partner}. " : "",
            facts.Failed.Any(f => f.IsUnknown) ? $"Whether {facts.Partner} has the change of {Signed(unknown)} for {facts.Sku} is not known. " : "",
            Words.Clip(first.Said, 300)).Trim();
    }

    private static string Differs(DriftFacts facts) =>
        $"{facts.Partner} says {facts.Said} of {facts.Sku} on {Words.Day(facts.SaidAt)}; after our message of {Words.Day(facts.ConfirmedAt)} it confirmed {facts.Confirmed}"
        + (facts.OrderedSince > 0 ? $", and orders known here took {facts.OrderedSince} since." : ", and no order known here took any since.");

    private static string Signed(int pieces) => pieces < 0 ? $"−{-pieces}" : $"+{pieces}";
}
