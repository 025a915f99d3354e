namespace ReturnsConsole.Reconciliation;

/// <summary>What a fact is.</summary>
public enum FactKind : byte
{
    OrderLine = 1,
    Return = 2,
    Receipt = 3,
    Refund = 4,
    Settlement = 5,

    /// <summary>A parcel that a returns platform tells of.</summary>
    Parcel = 6,
}

/// <summary>One fact a finding rests on, and its part in it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id in the console.</param>
/// <param name="Role">In a few words: "refunded", "never arrived".</param>
public readonly record struct FactRef(FactKind Kind, long Id, string Role);

/// <summary>Something that is not as it should be, as one rule sees it now. A case is a finding given to a person.</summary>
public sealed record Finding
{
    public required CaseKind Kind { get; init; }

    /// <summary>What it is about, stable over runs: order id, item, refund. At most 200 characters.</summary>
    public required string SubjectKey { get; init; }

    public required FindingSeverity Severity { get; init; }

    /// <summary>Minor units, ≥ 0.</summary>
    public long AtRisk { get; init; }

    /// <summary>ISO 4217; empty when no money is at risk.</summary>
    public string Currency { get; init; } = "";

    public string Marketplace { get; init; } = "";

    public string OrderId { get; init; } = "";

    public string Sku { get; init; } = "";

    /// <summary>At most 60 characters.</summary>
    public required string Headline { get; init; }

    /// <summary>One or two sentences. No words that depend on the day it is read.</summary>
    public required string Sentence { get; init; }

    public IReadOnlyList<FactRef> Facts { get; init; } = [];

    /// <summary>Identity of the refund it is about, or "receipt:" and the receipt's; what a forced match is recorded under. Empty when no match can help.</summary>
    public string MatchKey { get; init; } = "";

    public Difference? Difference { get; init; }

    /// <summary>What was tried and did not match, and why.</summary>
    public IReadOnlyList<string> NotMatched { get; init; } = [];

    /// <summary>
    /// From which instant (UTC) the facts disagree, waiting times included: what the age of a case is counted from. Each rule says which fact's date it takes.
    /// Null when no fact carries a date: then from when the console noticed. Not part of what makes a finding another one.
    /// </summary>
    public DateTime? Since { get; init; }

    /// <summary>When it must be settled, where a rule outside gives the date; null: from the settings' hours.</summary>
    public DateTime? Deadline { get; init; }

    /// <summary>Until then (UTC) it may clear by itself, and its case waits; null: a person is to act. Not part of what makes a finding another one.</summary>
    public DateTime? ClearsBy { get; init; }
}

/// <summary>Whether a difference means anything.</summary>
public enum DifferenceKind : byte
{
    None = 0,

    /// <summary>Clears by itself by <see cref="Difference.ClearsBy"/>.</summary>
    Timing = 1,

    /// <summary>Act now.</summary>
    Error = 2,
}

/// <summary>Refunded less expected, by part, in minor units.</summary>
public readonly record struct Difference(long Item, long Tax, long Shipping, long Restocking, long Other, DifferenceKind Kind = DifferenceKind.None, DateTime? ClearsBy = null)
{
    /// <summary>All parts together.</summary>
    public long Total => Item + Tax + Shipping + Restocking + Other;

    /// <summary>What no restocking fee explains.</summary>
    public long Unexplained => Total - Restocking;
}
