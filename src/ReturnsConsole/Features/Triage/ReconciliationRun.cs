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

/// <summary>What the rules tied together, with the rule that did it and the difference that is left.</summary>
public sealed class MatchRow
{
    public long Id { get; private set; }

    public required long OrderKey { get; init; }

    /// <summary>Id of the first <c>RefundSighting</c> of the refund.</summary>
    public required long RefundId { get; init; }

    /// <summary>Id of the <c>ReturnItem</c>; 0 when the goods receipt stands alone.</summary>
    public required long ReturnItemId { get; init; }

    /// <summary>Id of the <c>GoodsReceipt</c>; 0 when none.</summary>
    public required long ReceiptId { get; init; }

    /// <summary>1–8, DESIGN §6.</summary>
    public required byte Rule { get; init; }

    /// <summary>Refunded less expected, minor units.</summary>
    public required long Difference { get; init; }

    /// <summary>0 none, 1 timing, 2 error.</summary>
    public required byte DifferenceKind { get; init; }
}
