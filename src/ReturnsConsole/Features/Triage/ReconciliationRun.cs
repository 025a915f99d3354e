namespace ReturnsConsole.Features.Triage;

/// <summary>One pass of the rules over the orders whose facts changed.</summary>
public sealed class ReconciliationRun
{
    public int Id { get; private set; }

    public required DateTime StartedAt { get; init; }

    public DateTime? FinishedAt { get; set; }

    public string Trigger { get; init; } = "";

    public long Orders { get; set; }

    public long MatchesWritten { get; set; }

    public long MatchesRemoved { get; set; }

    public long CasesOpened { get; set; }

    public long CasesChanged { get; set; }

    public long CasesClosed { get; set; }

    /// <summary>Last <see cref="OrderChange.Seq"/> this run took.</summary>
    public long UpTo { get; set; }

    /// <summary>While it is not finished: no other run starts before this. A run that died stops holding then.</summary>
    public DateTime LeaseUntil { get; set; }
}

/// <summary>An order whose facts changed; written in the transaction that changed them. Repeats are harmless.</summary>
public sealed class OrderChange
{
    public long Seq { get; private set; }

    public required long OrderKey { get; init; }
}

/// <summary>An order to be looked at again because time passes (waiting time over, deadline near), without new facts.</summary>
public sealed class OrderRecheck
{
    public required long OrderKey { get; init; }

    public required DateTime At { get; set; }
}

/// <summary>
/// What the rules tied together in one order. One row per order, its matches packed (see <c>MatchPacking</c>): a run writes and compares half a million of
/// them, and they are only ever asked for by order.
/// </summary>
public sealed class OrderMatches
{
    public required long OrderKey { get; init; }

    public required byte[] Packed { get; set; }
}

/// <summary>
/// Matches written since they were last folded into <see cref="OrderMatches"/>, before which they go. Order keys are as good as random: written straight into
/// the large table, a day's matches would touch every page of it, and the more history there is, the dearer a day would be.
/// </summary>
public sealed class RecentMatches
{
    public required long OrderKey { get; init; }

    /// <summary>Empty: the order has none any more.</summary>
    public required byte[] Packed { get; set; }
}
