namespace ReturnsConsole.Reconciliation;

/// <summary>A refund that nothing was tied to, and whether that is a matter of time.</summary>
public readonly record struct UnmatchedRefund(long RefundId, long Amount, string Why, DifferenceKind Kind, DateTime? ClearsBy);

/// <summary>What the rules make of one order: what belongs together, what is wrong, and when to look again.</summary>
public sealed class OrderVerdict
{
    public List<Match> Matches { get; } = [];

    public List<UnmatchedRefund> Unmatched { get; } = [];

    public List<Finding> Findings { get; } = [];

    /// <summary>When time alone changes the verdict; null: only new facts can.</summary>
    public DateTime? RecheckAt { get; private set; }

    public void Clear()
    {
        Matches.Clear();
        Unmatched.Clear();
        Findings.Clear();
        RecheckAt = null;
    }

    /// <summary>Look again then, or earlier.</summary>
    public void LookAgain(DateTime at)
    {
        if (RecheckAt is not { } known || at < known)
            RecheckAt = at;
    }
}
