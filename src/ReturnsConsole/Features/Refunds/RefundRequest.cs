namespace ReturnsConsole.Features.Refunds;

/// <summary>Where a refund or cancellation stands. Values are stored. A draft is the form that somebody fills in; it is not kept.</summary>
public enum RefundState : byte
{
    /// <summary>A second person must agree.</summary>
    AwaitingApproval = 1,

    /// <summary>Waits for its document.</summary>
    Queued = 2,

    /// <summary>In a document that is being sent or that Amazon works on.</summary>
    Submitted = 3,

    /// <summary>Amazon accepted it; no money was seen yet.</summary>
    PendingConfirmation = 4,

    /// <summary>Proven: the money was seen, or the cancellation was accepted.</summary>
    Confirmed = 5,

    /// <summary>Amazon refused it: nothing happened.</summary>
    Rejected = 6,

    /// <summary>Nobody knows whether it happened. Never sent again by a machine.</summary>
    OutcomeUnknown = 7,

    /// <summary>Taken back before anybody was told, refused by the second person, or proven never to have happened.</summary>
    Cancelled = 8,
}

/// <summary>What Amazon is told.</summary>
public enum InstructionKind : byte
{
    /// <summary>Money back for an order line.</summary>
    Refund = 1,

    /// <summary>The order line is cancelled before it ships.</summary>
    Cancellation = 2,
}

public enum RefundAskedBy : byte
{
    Person = 1,

    /// <summary>The account's trigger policy.</summary>
    Policy = 2,
}

/// <summary>What showed that the money moved.</summary>
public enum RefundProof : byte
{
    None = 0,

    /// <summary>A finance transaction or event that is held back.</summary>
    DeferredTransaction = 1,
    ReleasedTransaction = 2,
    SettlementLine = 3,

    /// <summary>A cancellation: Amazon's processing report.</summary>
    ProcessingReport = 4,

    /// <summary>Two people vouch for it.</summary>
    People = 5,
}

/// <summary>How the way out of an unknown outcome is proposed.</summary>
public enum UnknownVerdict : byte
{
    None = 0,
    Happened = 1,
    NeverHappened = 2,
}

/// <summary>One instruction to Amazon about one order line: a refund or a cancellation. Amounts in minor units.</summary>
public sealed class RefundRequest
{
    public const int NoteLength = 500;
    public const int ReasonLength = 500;

    public long Id { get; private set; }

    /// <summary>Our key of it, ours alone and never used again: MerchantAdjustmentItemID.</summary>
    public required string Key { get; init; }

    public required InstructionKind Kind { get; init; }

    public required int AccountId { get; init; }

    /// <summary>Who moves the money.</summary>
    public RefundVia Via { get; init; }

    /// <summary>The one reservation of its order line.</summary>
    public required long ReservationId { get; init; }

    public required long OrderKey { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Amazon's order item id.</summary>
    public required string OrderItemId { get; init; }

    public required string Sku { get; init; }

    /// <summary>Code: "US".</summary>
    public required string Marketplace { get; init; }

    /// <summary>0: of no return.</summary>
    public long ReturnItemId { get; init; }

    /// <summary>1, 2, … of its order line and return item: asking the same twice is asking once.</summary>
    public required int Sequence { get; init; }

    public RefundAmounts Amounts { get; init; }

    /// <summary>What the buyer gets; 0 for a cancellation.</summary>
    public long Total { get; init; }

    public required string Currency { get; init; }

    /// <summary>Amazon's word for why.</summary>
    public required string Reason { get; init; }

    public string Note { get; init; } = "";

    /// <summary>Of a cancellation: how many; 0 for a refund.</summary>
    public int Quantity { get; init; }

    /// <summary>False: only noted here, the seller cancels elsewhere.</summary>
    public bool TellAmazon { get; init; } = true;

    /// <summary>The offer's quantity is to be set to zero as well.</summary>
    public bool ZeroStock { get; init; }

    public required RefundAskedBy AskedBy { get; init; }

    public RefundState State { get; set; }

    /// <summary>More than was paid, by this much; only with a second person's approval.</summary>
    public long OverBy { get; init; }

    public required DateTime RequestedAt { get; init; }

    /// <summary>0: the policy.</summary>
    public required int RequestedById { get; init; }

    public required string RequestedBy { get; init; }

    public DateTime? ApprovedAt { get; set; }

    public int ApprovedById { get; set; }

    public string ApprovedBy { get; set; } = "";

    /// <summary>The order line's content when it was priced: a line that changed since is priced again.</summary>
    public required long OrderHash { get; init; }

    /// <summary>The order is another than this was worked out on: it waits to be priced anew or withdrawn. Null: it is the same.</summary>
    public DateTime? OrderChangedAt { get; set; }

    public int? BatchId { get; set; }

    /// <summary>MessageID in the batch's document; 0 before.</summary>
    public int MessageNumber { get; set; }

    public DateTime? SubmittedAt { get; set; }

    /// <summary>Without proof then, it becomes a case; set when its document is made.</summary>
    public DateTime? AlarmAt { get; set; }

    /// <summary>What was said of it last, in words: Amazon's answer, why it was withdrawn.</summary>
    public string Said { get; set; } = "";

    public RefundProof Proof { get; set; }

    /// <summary>Identity of the refund that was seen.</summary>
    public string ProofReference { get; set; } = "";

    public DateTime? ProofAt { get; set; }

    /// <summary>Of a proven refund of a shop order: when the shop's return was seen to. Null: not yet.</summary>
    public DateTime? FollowedUpAt { get; set; }

    /// <summary>What somebody found out about an unknown outcome; counts when another person agrees.</summary>
    public UnknownVerdict Verdict { get; set; }

    public string VerdictReason { get; set; } = "";

    public int VerdictById { get; set; }

    public string VerdictBy { get; set; } = "";

    public DateTime? VerdictAt { get; set; }

    /// <summary>Since when it stands where it stands.</summary>
    public required DateTime StateAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>What our own instructions hold of one order line. Every source of money competes for this one row.</summary>
public sealed class RefundReservation
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required long OrderKey { get; init; }

    public required string OrderId { get; init; }

    public required string OrderItemId { get; init; }

    public required string Currency { get; init; }

    /// <summary>Asked for, not at an end, minor units. An unknown outcome counts.</summary>
    public long InFlight { get; set; }

    /// <summary>Proven refunds of ours.</summary>
    public long Confirmed { get; set; }

    /// <summary>Pieces that are being cancelled or were.</summary>
    public int Cancelled { get; set; }

    public int Version { get; set; }
}

/// <summary>What Amazon showed of an order's refunds when it was last asked.</summary>
public sealed class RefundLook
{
    public const int RowsLength = 100_000;

    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required long OrderKey { get; init; }

    public required string OrderId { get; init; }

    public required DateTime At { get; set; }

    /// <summary>The refunds as JSON.</summary>
    public required string Rows { get; set; }

    /// <summary>Of a shop order: it and its payments as JSON; empty for Amazon's.</summary>
    public string Shop { get; set; } = "";

    public int Version { get; set; }
}
