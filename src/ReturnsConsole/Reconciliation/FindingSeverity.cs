namespace ReturnsConsole.Reconciliation;

/// <summary>How much a finding hurts while nobody acts.</summary>
public enum FindingSeverity : byte
{
    Normal = 0,
    High = 1,

    /// <summary>Money is leaving twice, or a deadline is passed.</summary>
    Critical = 2,
}

/// <summary>Who answers for a kind of exception.</summary>
public enum OwnerRole : byte
{
    Finance,
    Warehouse,
    Cx,
    Admin,
}

/// <summary>How a case can end, or what a person can do on it.</summary>
public enum Resolution : byte
{
    Assign,
    Comment,
    Dismiss,
    ForceMatch,
    Reopen,

    /// <summary>Out of the queue until a day that a person chose.</summary>
    Wait,

    /// <summary>Give up the money at risk.</summary>
    WriteOff,

    /// <summary>The second person agrees to a write-off.</summary>
    ApproveWriteOff,

    /// <summary>The second person does not agree.</summary>
    RefuseWriteOff,

    /// <summary>Who asked for a write-off takes it back.</summary>
    WithdrawWriteOff,

    /// <summary>Confirm what a reason code means: on the mapping page.</summary>
    MapCode,
}
