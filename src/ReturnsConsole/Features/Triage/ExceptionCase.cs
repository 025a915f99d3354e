namespace ReturnsConsole.Features.Triage;

public enum CaseStatus : byte
{
    Open = 0,

    /// <summary>A person set it aside until <see cref="ExceptionCase.ClearsBy"/>; it comes back then, or when its facts change.</summary>
    Waiting = 1,

    /// <summary>The facts changed and it is no longer true.</summary>
    ClosedByFacts = 2,

    /// <summary>A person ended it; stays closed while the facts stay the same.</summary>
    Dismissed = 3,

    /// <summary>A person tied the facts together (ForceMatch).</summary>
    Resolved = 4,

    /// <summary>The money at risk was given up (WriteOff); stays closed while the facts stay the same.</summary>
    WrittenOff = 5,

    /// <summary>Somebody asked to give the money up and a second person has not decided yet; open in every other respect.</summary>
    AwaitingApproval = 6,
}

public enum CaseSeverity : byte
{
    Normal = 0,
    High = 1,
    Critical = 2,
}

/// <summary>One disagreement, given to a person. At most one that is not closed per account, kind and subject.</summary>
public sealed class ExceptionCase
{
    public long Id { get; private set; }

    public required int CompanyId { get; init; }

    public required int AccountId { get; init; }

    public required Reconciliation.CaseKind Kind { get; init; }

    /// <summary>What it is about, stable over runs: "204-1234567-7654321/SKU/amzn1:crow…".</summary>
    public required string SubjectKey { get; init; }

    public CaseStatus Status { get; set; }

    public CaseSeverity Severity { get; set; }

    public long OrderKey { get; set; }

    public string OrderId { get; set; } = "";

    public string Sku { get; set; } = "";

    public string Marketplace { get; set; } = "";

    public string Currency { get; set; } = "";

    /// <summary>Minor units, ≥ 0.</summary>
    public long AtRisk { get; set; }

    /// <summary>At most 60 characters, written to fit a grid: "Refunded at scan, no goods".</summary>
    public string Headline { get; set; } = "";

    /// <summary>One or two sentences in plain words.</summary>
    public string Sentence { get; set; } = "";

    /// <summary>JSON: the facts the finding rests on (kind, id, role), the amounts compared, and what did not match and why.</summary>
    public string Facts { get; set; } = "{}";

    /// <summary>Changes when the finding itself changes; a dismissed case comes back only if this differs.</summary>
    public long FindingHash { get; set; }

    /// <summary>
    /// Since when (UTC) the facts disagree, as the finding said when the case opened: never later than the console noticed, often earlier (an old report
    /// imported today). Runs do not move it. The timeline says when the console noticed. A case that was closed and comes back starts anew then.
    /// </summary>
    public DateTime OpenedAt { get; set; }

    /// <summary>The deadline that the finding names, else <see cref="OpenedAt"/> plus the hours of its kind.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>Until when it waits (UTC), while it waits.</summary>
    public DateTime? ClearsBy { get; set; }

    public DateTime? ClosedAt { get; set; }

    /// <summary>0 = nobody.</summary>
    public int AssigneeId { get; set; }

    public string AssigneeName { get; set; } = "";

    public string? ClosedReason { get; set; }

    public int Version { get; set; }
}

public enum CaseEventKind : byte
{
    Opened = 0,
    Changed = 1,
    ClosedByFacts = 2,
    Reopened = 3,
    Assigned = 4,
    Comment = 5,
    Dismissed = 6,
    ForceMatched = 7,

    /// <summary>Set aside until a day.</summary>
    Waits = 8,

    WriteOffRequested = 9,
    WrittenOff = 10,
    WriteOffRefused = 11,
    WriteOffWithdrawn = 12,
    Attached = 13,
    AttachmentRemoved = 14,
}

/// <summary>A line of a case's timeline.</summary>
public sealed class CaseEvent
{
    public long Id { get; private set; }

    public required long CaseId { get; init; }

    public required DateTime At { get; init; }

    public required CaseEventKind Kind { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Text { get; init; }
}

/// <summary>Kept count and sum of cases, changed in the transaction that changes a case: queues never count rows.</summary>
public sealed class CaseTally
{
    public required int CompanyId { get; init; }

    public required int AccountId { get; init; }

    public required Reconciliation.CaseKind Kind { get; init; }

    public required CaseStatus Status { get; init; }

    public required int AssigneeId { get; init; }

    public required string Currency { get; init; }

    /// <summary>Day of <see cref="ExceptionCase.OpenedAt"/> as days since 1970-01-01 UTC.</summary>
    public required int OpenedDay { get; init; }

    /// <summary>Day of <see cref="ExceptionCase.DueAt"/>.</summary>
    public required int DueDay { get; init; }

    public long Cases { get; set; }

    public long AtRisk { get; set; }
}

/// <summary>
/// Kept number of cases by the columns that the list filters on, without days and currencies: a page of the list reads a few dozen of these, however many
/// cases there are. Changed together with <see cref="CaseTally"/>.
/// </summary>
public sealed class CaseTotal
{
    public required int CompanyId { get; init; }

    public required int AccountId { get; init; }

    public required Reconciliation.CaseKind Kind { get; init; }

    public required CaseStatus Status { get; init; }

    public required int AssigneeId { get; init; }

    public long Cases { get; set; }
}

/// <summary>
/// Kept number of cases by day, without persons and currencies: lists of an age or of what is late read a few of these. Changed together with
/// <see cref="CaseTally"/>.
/// </summary>
public sealed class CaseDay
{
    public required int CompanyId { get; init; }

    public required int AccountId { get; init; }

    public required Reconciliation.CaseKind Kind { get; init; }

    public required CaseStatus Status { get; init; }

    public required int OpenedDay { get; init; }

    public required int DueDay { get; init; }

    public long Cases { get; set; }
}

/// <summary>A person's decision that a refund belongs to a return; rule 8. Named by the facts' own identities, so that it outlives re-imports.</summary>
public sealed class ForcedMatch
{
    public int Id { get; private set; }

    public required int AccountId { get; init; }

    public required long RefundOrderKey { get; init; }

    /// <summary>Identity of the refund as the rules name it.</summary>
    public required string RefundKey { get; init; }

    public required long ReturnOrderKey { get; init; }

    /// <summary>Natural key of the return item or goods receipt.</summary>
    public required string ReturnKey { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }
}
