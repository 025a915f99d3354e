namespace ReturnsConsole.Reconciliation.Stock;

/// <summary>Condition of a returned piece as a person graded it.</summary>
public enum Condition : byte
{
    /// <summary>As new, complete, in its packing.</summary>
    A = 1,

    /// <summary>Opened or tried on, without a mark.</summary>
    B = 2,

    /// <summary>Used or marked, still works.</summary>
    C = 3,

    /// <summary>Broken, soiled or not to be sold.</summary>
    D = 4,
}

/// <summary>What the proposal looks at.</summary>
/// <param name="Reason">Reason in our own words ("Defective"); empty when none was given.</param>
/// <param name="ReasonUnknown">A code was given that nobody has mapped yet.</param>
/// <param name="OtherSku">The piece is not of the SKU that was authorised, or of no SKU that is known.</param>
/// <param name="Sealed">Its SKU is of a kind that is not sold again once opened.</param>
/// <param name="Refused">The return was refused: the piece is still the buyer's.</param>
/// <param name="Value">What one piece was sold for, in minor units; null when it is not known.</param>
/// <param name="Limit">Below this a damaged piece is not worth keeping, in minor units of the same currency.</param>
public readonly record struct GradedGoods(Condition Grade, string Reason, bool ReasonUnknown = false, bool OtherSku = false, bool Sealed = false, bool Refused = false, long? Value = null, long Limit = 0)
{
    /// <summary>Known to be worth less than the limit.</summary>
    public bool IsCheap => Value < Limit;
}

/// <summary>One row of the table. What is null or empty fits everything.</summary>
/// <param name="Grades">"AB": the grades it is for.</param>
/// <param name="Reasons">Reasons in our own words.</param>
/// <param name="Ground">Why, in a sentence a person at the dock reads; {0} is the limit.</param>
public sealed record DispositionRule(string Grades, GoodsPlace Place, string Ground, string[]? Reasons = null, bool? ReasonUnknown = null, bool? OtherSku = null, bool? Sealed = null, bool? Refused = null, bool? IsCheap = null)
{
    public bool Fits(in GradedGoods goods) =>
        (Grades.Length == 0 || Grades.Contains(goods.Grade.ToString(), StringComparison.Ordinal))
        && (Reasons is null || Array.IndexOf(Reasons, goods.Reason) >= 0)
        && (ReasonUnknown is not { } unknown || unknown == goods.ReasonUnknown)
        && (OtherSku is not { } other || other == goods.OtherSku)
        && (Sealed is not { } hygiene || hygiene == goods.Sealed)
        && (Refused is not { } refused || refused == goods.Refused)
        && (IsCheap is not { } cheap || cheap == goods.IsCheap);
}

/// <summary>What is proposed, and why in words.</summary>
public readonly record struct ProposedDisposition(GoodsPlace Place, string Ground);

/// <summary>
/// Proposes what becomes of a graded piece: grade × reason × SKU × value. The first row that fits decides; the last rows fit every grade, so there is always
/// one. Only a proposal: a person confirms it or says why not. Source: the house's own practice, written down here row by row.
/// </summary>
public static class DispositionRules
{
    private static readonly string[] Carrier = ["DamagedInTransit"];
    private static readonly string[] Faulty = ["Defective"];
    private static readonly string[] Parts = ["MissingParts"];

    /// <summary>In the order in which rows are asked.</summary>
    public static IReadOnlyList<DispositionRule> Table { get; } =
    [
        new("", GoodsPlace.WentBack, "The return was refused: the item is still the buyer's.", Refused: true),
        new("", GoodsPlace.Quarantine, "It is no item that was authorised: keep it aside until it is clear whose it is.", OtherSku: true),
        new("D", GoodsPlace.Quarantine, "Damaged on the way and worth {0} or more: keep it as proof for the carrier's claim.", Carrier, IsCheap: false),
        new("D", GoodsPlace.Quarantine, "Faulty and worth {0} or more: the supplier may take it back.", Faulty, IsCheap: false),
        new("D", GoodsPlace.Scrap, "Grade D: it cannot be sold or mended."),
        new("C", GoodsPlace.Scrap, "Grade C and worth less than {0}: mending it costs more than it brings.", IsCheap: true),
        new("C", GoodsPlace.Quarantine, "Grade C: to be cleaned, mended or sold elsewhere."),
        new("B", GoodsPlace.Scrap, "It was opened, and this kind of item is not sold again once opened.", Sealed: true),
        new("AB", GoodsPlace.Quarantine, "Its reason code is not mapped: nothing is sold before an administrator has said what it means.", ReasonUnknown: true),
        new("AB", GoodsPlace.Quarantine, "It looks good, but the buyer calls it faulty: test it before it is sold again.", Faulty),
        new("AB", GoodsPlace.Quarantine, "It looks good, but the buyer misses parts: count them before it is sold again.", Parts),
        new("A", GoodsPlace.Sellable, "Grade A: as new."),
        new("B", GoodsPlace.Sellable, "Grade B: opened, without a mark."),
    ];

    /// <param name="limit">The limit as a person reads it: "10.00 EUR".</param>
    public static ProposedDisposition Propose(in GradedGoods goods, string limit)
    {
        foreach (var rule in Table)
        {
            if (rule.Fits(goods))
                return new(rule.Place, rule.Ground.Replace("{0}", limit, StringComparison.Ordinal));
        }
        return new(GoodsPlace.Quarantine, "No rule fits: keep it aside.");
    }
}
