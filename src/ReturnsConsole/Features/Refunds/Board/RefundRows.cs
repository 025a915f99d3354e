using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Features.Refunds.Shop;

namespace ReturnsConsole.Features.Refunds.Board;

/// <summary>Which refunds a list shows.</summary>
public enum RefundView : byte
{
    All = 0,
    ToApprove = 1,
    Queued = 2,

    /// <summary>Submitted, or accepted and without proof.</summary>
    UnderWay = 3,
    Unknown = 4,
    Rejected = 5,
    Confirmed = 6,
    Cancelled = 7,
}

/// <summary>What a list of refunds shows.</summary>
/// <param name="OrderId">Empty: of every order.</param>
/// <param name="After">The last id of the page before; null: from the newest.</param>
public sealed record RefundListRequest(RefundView View, InstructionKind? Kind = null, int? AccountId = null, string OrderId = "", int? BatchId = null, long? After = null, int Take = 100);

/// <summary>One refund or cancellation in a list.</summary>
public sealed record RefundRow
{
    public required long Id { get; init; }

    public required string Key { get; init; }

    public required InstructionKind Kind { get; init; }

    public required RefundState State { get; init; }

    public required int AccountId { get; init; }

    public required string Account { get; init; }

    public required string OrderId { get; init; }

    public required string OrderItemId { get; init; }

    public required string Sku { get; init; }

    public required string Marketplace { get; init; }

    public required long Total { get; init; }

    public required string Currency { get; init; }

    public required int Quantity { get; init; }

    public required string Reason { get; init; }

    public required RefundAskedBy AskedBy { get; init; }

    public required string RequestedBy { get; init; }

    public required int RequestedById { get; init; }

    public required DateTime RequestedAt { get; init; }

    public required DateTime StateAt { get; init; }

    public required long OverBy { get; init; }

    public RefundVia Via { get; init; }

    /// <summary>Null: the order is the one it was worked out on.</summary>
    public DateTime? OrderChangedAt { get; init; }

    public required int? BatchId { get; init; }

    public required int MessageNumber { get; init; }

    public required string Said { get; init; }

    public required string ProofReference { get; init; }

    public required DateTime? ProofAt { get; init; }

    public required UnknownVerdict Verdict { get; init; }

    public required string VerdictBy { get; init; }

    public required int Version { get; init; }
}

/// <param name="Next">For <see cref="RefundListRequest.After"/>; null on the last page.</param>
public sealed record RefundListPage(IReadOnlyList<RefundRow> Rows, long? Next);

/// <summary>How many stand where.</summary>
public sealed record RefundCount(int AccountId, InstructionKind Kind, RefundState State, long Count);

/// <summary>How much money stands in a state that is not at an end.</summary>
public sealed record RefundSum(int AccountId, RefundState State, string Currency, long Total);

/// <summary>All of one refund.</summary>
/// <param name="Standing">Where it stands, in a sentence.</param>
/// <param name="Next">What happens next, or what to do.</param>
/// <param name="Guard">As it is now; null when it is at an end or the order is gone.</param>
/// <param name="Evidence">Of an unknown outcome: what was looked at and what Amazon shows, one a line.</param>
public sealed record RefundDetail(
    RefundRow Row, RefundAmounts Amounts, string Note, string Standing, string Next, DateTime? ApprovedAt, string ApprovedBy, RefundProof Proof, string VerdictReason, int VerdictById,
    Guard.GuardAnswer? Guard, BatchRow? Batch, IReadOnlyList<RefundStep> History, IReadOnlyList<string> Evidence, bool IsLate)
{
    /// <summary>Of a shop order: it and its payments as they were read last.</summary>
    public ShopOrderSeen? Shop { get; init; }

    /// <summary>Where the order changed: what the refund would be now; null when nothing is left of it.</summary>
    public NewPrice? Anew { get; init; }
}

/// <summary>One thing that happened, from the audit trail.</summary>
public sealed record RefundStep(DateTime At, string Who, string What, string Why);

/// <summary>One document.</summary>
public sealed record BatchRow(
    int Id, int AccountId, string Account, InstructionKind Kind, BatchState State, int Messages, int Accepted, int Refused, int Unknown, string DocumentHash, long DocumentBytes, string FeedType, string FeedId,
    string Said, DateTime CreatedAt, string CreatedBy, DateTime? SubmittedAt, DateTime? EndedAt, int Version);
