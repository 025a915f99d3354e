using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <summary>What an answer means for each instruction of a batch. The same answer again changes nothing.</summary>
internal static class BatchAnswers
{
    public static void Apply(RefundBooks books, RefundBatch batch, List<RefundRequest> requests, Dictionary<long, RefundReservation> reservations, OutboxStatus status, SendAnswer answer)
    {
        var results = Results(requests, status, answer);
        foreach (var request in requests)
        {
            var (result, said) = results[request.Key];
            One(books, request, reservations[request.ReservationId], result, said);
        }
        var before = batch.State;
        batch.State = status switch
        {
            OutboxStatus.Waiting => BatchState.Waiting,
            OutboxStatus.Unknown when requests.Any(r => r.State == RefundState.OutcomeUnknown) => BatchState.Unknown,
            OutboxStatus.Refused => BatchState.Refused,
            OutboxStatus.Done or OutboxStatus.Unknown => BatchState.Answered,
            _ => BatchState.Submitted,
        };
        (batch.Accepted, batch.Refused, batch.Unknown) = Count(requests);
        batch.EndedAt = batch.State is BatchState.Answered or BatchState.Refused ? batch.EndedAt ?? books.Now : null;
        if (before != batch.State)
            books.Note(new AuditRecord(Actor.System, "refund-batch.answered", "refund-batch", $"{batch.Id}", $"{{\"state\":\"{before}\"}}", $"{{\"state\":\"{batch.State}\",\"feed\":\"{batch.FeedId}\"}}", batch.Said));
    }

    public static (int Accepted, int Refused, int Unknown) Count(List<RefundRequest> requests) =>
        (requests.Count(r => r.State is RefundState.PendingConfirmation or RefundState.Confirmed), requests.Count(r => r.State == RefundState.Rejected), requests.Count(r => r.State == RefundState.OutcomeUnknown));

    /// <summary>Every instruction has exactly one result. What the answer does not name, or names twice, is unknown.</summary>
    private static Dictionary<string, (SendResult Result, string Said)> Results(List<RefundRequest> requests, OutboxStatus status, SendAnswer answer)
    {
        var whole = status switch
        {
            OutboxStatus.Refused => SendResult.Refused,
            OutboxStatus.Waiting => SendResult.NotDone,
            OutboxStatus.Pending or OutboxStatus.Sending => SendResult.Pending,
            _ => SendResult.Unknown,
        };
        if (whole is SendResult.NotDone or SendResult.Pending || answer.Parts is not { Count: > 0 } parts)
            return requests.ToDictionary(r => r.Key, _ => (whole, answer.Message));
        var told = parts.ToLookup(p => p.Key, StringComparer.Ordinal);
        return requests.ToDictionary(r => r.Key, r => told[r.Key].ToList() is [var one] ? (one.Result, one.Message) : (SendResult.Unknown, "Amazon's report does not say what became of it."));
    }

    private static void One(RefundBooks books, RefundRequest request, RefundReservation reservation, SendResult result, string said)
    {
        var to = (result, request.State) switch
        {
            (SendResult.Accepted, RefundState.Submitted or RefundState.OutcomeUnknown or RefundState.Cancelled) => Accepted(request),
            (SendResult.Refused, RefundState.Submitted or RefundState.OutcomeUnknown) => RefundState.Rejected,
            // It was taken for proven by amount alone: what was seen is another's refund.
            (SendResult.Refused, RefundState.Confirmed) when request.Proof is RefundProof.DeferredTransaction or RefundProof.ReleasedTransaction && request.ProofReference != request.Key => RefundState.Rejected,
            (SendResult.Unknown, RefundState.Submitted) => RefundState.OutcomeUnknown,
            (SendResult.Pending or SendResult.NotDone, RefundState.OutcomeUnknown) when request.Verdict == UnknownVerdict.None => RefundState.Submitted,
            _ => request.State,
        };
        if (to == request.State)
            return;
        if (to is RefundState.Rejected)
            (request.Proof, request.ProofReference, request.ProofAt) = (RefundProof.None, "", null);
        if (to is RefundState.Confirmed)
            (request.Proof, request.ProofAt) = (RefundProof.ProcessingReport, books.Now);
        books.Move(Actor.System, request, reservation, to, ActionOf(to), said);
    }

    /// <summary>No money follows a cancellation: Amazon's report is its proof.</summary>
    private static RefundState Accepted(RefundRequest request) => request.Kind == InstructionKind.Cancellation ? RefundState.Confirmed : RefundState.PendingConfirmation;

    private static string ActionOf(RefundState to) => to switch
    {
        RefundState.PendingConfirmation or RefundState.Confirmed => "refund.accepted",
        RefundState.Rejected => "refund.rejected",
        RefundState.OutcomeUnknown => "refund.unknown",
        _ => "refund.sent",
    };
}
