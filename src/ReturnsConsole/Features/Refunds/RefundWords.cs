using System.Globalization;
using ReturnsConsole.Features.Refunds.Shop;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>Where an instruction stands, in plain words.</summary>
public static class RefundWords
{
    public static string Of(RefundState state) => state switch
    {
        RefundState.AwaitingApproval => "waiting for approval",
        RefundState.Queued => "queued",
        RefundState.Submitted => "sent",
        RefundState.PendingConfirmation => "accepted, waiting for proof",
        RefundState.Confirmed => "proven",
        RefundState.Rejected => "rejected",
        RefundState.OutcomeUnknown => "outcome unknown",
        RefundState.Cancelled => "withdrawn",
        _ => state.ToString(),
    };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string Of(InstructionKind kind) => kind == InstructionKind.Refund ? "refund" : "cancellation";

    public static string Of(BatchState state) => state switch
    {
        BatchState.Waiting => "waits to be sent",
        BatchState.Submitted => "Amazon is working on it",
        BatchState.Answered => "answered",
        BatchState.Unknown => "outcome unknown",
        BatchState.Refused => "not taken",
        BatchState.Dissolved => "taken back",
        _ => state.ToString(),
    };

    public static string Of(RefundProof proof) => proof switch
    {
        RefundProof.DeferredTransaction => "a finance transaction that is held back",
        RefundProof.ReleasedTransaction => "a finance transaction",
        RefundProof.SettlementLine => "a settlement line",
        RefundProof.ProcessingReport => "Amazon's processing report",
        RefundProof.People => "two people",
        _ => "nothing yet",
    };

    /// <summary>Where it stands, in one sentence.</summary>
    public static string Standing(RefundRequest r, BatchState? batch) => r.Via == RefundVia.Shop ? ShopRefundWords.Standing(r) : r.State switch
    {
        RefundState.AwaitingApproval => "It waits for a second person's approval.",
        RefundState.Queued => "It is in the queue and leaves with the next document.",
        RefundState.Submitted when batch == BatchState.Waiting => "Its document is written and about to be sent.",
        RefundState.Submitted => "Amazon has its document and is working on it.",
        RefundState.PendingConfirmation => "Amazon accepted it. No finance data shows the money yet.",
        RefundState.Confirmed when r.Kind == InstructionKind.Cancellation => "The cancellation was accepted.",
        RefundState.Confirmed => $"Proven by {Of(r.Proof)}{(r.ProofReference.Length > 0 ? $", {r.ProofReference}" : "")}{(r.ProofAt is { } at ? $", on {at.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : "")}.",
        RefundState.Rejected => $"Rejected: {r.Said}",
        RefundState.OutcomeUnknown => "Nobody knows whether Amazon did it. Do not send it again.",
        _ => $"Withdrawn: {r.Said}",
    };

    /// <summary>What happens next, or what to do.</summary>
    public static string Next(RefundRequest r) => r.Via == RefundVia.Shop ? ShopRefundWords.Next(r) : r.State switch
    {
        RefundState.AwaitingApproval => $"Somebody other than {r.RequestedBy} approves or refuses it.",
        RefundState.Queued => "Process it with others as one document, or wait for the queue to leave by itself where the settings say so.",
        RefundState.Submitted => "The console asks Amazon for the result by itself.",
        RefundState.PendingConfirmation => "The console looks for it in transactions and settlements; finance data may be 48 hours late.",
        RefundState.Confirmed => "Nothing is left to do.",
        RefundState.Rejected => "Read Amazon's reason, mend it, and ask anew. Nothing was refunded.",
        RefundState.OutcomeUnknown when r.Verdict != UnknownVerdict.None => $"{r.VerdictBy} says that it {(r.Verdict == UnknownVerdict.Happened ? "happened" : "never happened")}. A second person must agree.",
        RefundState.OutcomeUnknown => "The console asks for Amazon's report and watches finance data. Look the order up in Seller Central; when you know what happened, say so with your reason, and a second person confirms it.",
        _ => "Nothing is left to do.",
    };

    /// <summary>"12.50 EUR for order 026-…".</summary>
    public static string Subject(RefundRequest r) => r.Kind == InstructionKind.Refund ? $"{new Money(r.Total, r.Currency)} for order {r.OrderId}" : $"cancellation of {r.Quantity} of {r.Sku}, order {r.OrderId}";
}
