using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds
{
    /// <summary>The form of an order: looks at Amazon live, then says what was paid, given back, and may still be given.</summary>
    public sealed class OpenRefundForm
    {
        public Task<Answer<RefundForm>> RunAsync(Actor actor, int accountId, string orderId, CancellationToken ct) => throw new NotImplementedException();
    }

    public sealed class RequestRefund
    {
        public Task<RefundAsked> RunAsync(Actor actor, RefundWish wish, CancellationToken ct) => throw new NotImplementedException();
    }

    public sealed class RequestCancellation
    {
        public Task<RefundAsked> RunAsync(Actor actor, CancellationWish wish, CancellationToken ct) => throw new NotImplementedException();
    }

    public sealed class ApproveRefund
    {
        public Task<Outcome> RunAsync(Actor actor, long id, int version, CancellationToken ct) => throw new NotImplementedException();

        public Task<Outcome> RefuseAsync(Actor actor, long id, int version, string reason, CancellationToken ct) => throw new NotImplementedException();
    }

    /// <summary>Takes refunds out that nobody was told of: awaiting approval or queued.</summary>
    public sealed class WithdrawRefunds
    {
        public Task<Outcome> RunAsync(Actor actor, IReadOnlyList<long> ids, string reason, CancellationToken ct) => throw new NotImplementedException();
    }
}

namespace ReturnsConsole.Features.Refunds.Sending
{
    /// <param name="Ids">Null: everything that is queued.</param>
    public sealed record ProcessSelection(InstructionKind Kind, int? AccountId, IReadOnlyList<long>? Ids);

    /// <param name="Batches">Documents that were made.</param>
    /// <param name="Sent">Instructions in them.</param>
    /// <param name="Withdrawn">Instructions that the guard no longer allows.</param>
    /// <param name="WaitForLook">Instructions that wait until Amazon could be looked at.</param>
    public sealed record ProcessedRefunds(Outcome Outcome, IReadOnlyList<int> Batches, int Sent, int Withdrawn, int WaitForLook);

    public sealed class ProcessRefunds
    {
        public Task<ProcessedRefunds> RunAsync(Actor actor, ProcessSelection selection, CancellationToken ct) => throw new NotImplementedException();
    }

    /// <summary>Takes a document back that nobody was told of; its instructions are queued again.</summary>
    public sealed class WithdrawBatch
    {
        public Task<Outcome> RunAsync(Actor actor, int batchId, int version, string reason, CancellationToken ct) => throw new NotImplementedException();
    }
}

namespace ReturnsConsole.Features.Refunds.Proof
{
    public sealed class ResolveUnknown
    {
        public Task<Outcome> ProposeAsync(Actor actor, long id, int version, bool happened, string reason, CancellationToken ct) => throw new NotImplementedException();

        /// <summary>Another person agrees: now it counts.</summary>
        public Task<Outcome> ConfirmAsync(Actor actor, long id, int version, CancellationToken ct) => throw new NotImplementedException();

        /// <summary>Another person does not agree: it stays unknown.</summary>
        public Task<Outcome> RejectAsync(Actor actor, long id, int version, string reason, CancellationToken ct) => throw new NotImplementedException();
    }
}

namespace ReturnsConsole.Features.Refunds.Board
{
    public sealed class RefundList
    {
        public Task<Answer<RefundListPage>> RunAsync(Actor actor, RefundListRequest request, CancellationToken ct) => throw new NotImplementedException();
    }

    public sealed class RefundCounts
    {
        public Task<Answer<IReadOnlyList<RefundCount>>> RunAsync(Actor actor, CancellationToken ct) => throw new NotImplementedException();
    }

    public sealed class RefundDetails
    {
        public Task<Answer<RefundDetail>> RunAsync(Actor actor, long id, CancellationToken ct) => throw new NotImplementedException();
    }

    public sealed class BatchList
    {
        /// <param name="before">Batches older than this id; null: from the newest.</param>
        public Task<Answer<IReadOnlyList<BatchRow>>> RunAsync(Actor actor, int? before, int take, CancellationToken ct) => throw new NotImplementedException();
    }

    public sealed class BatchDetails
    {
        public Task<Answer<BatchRow>> RunAsync(Actor actor, int id, CancellationToken ct) => throw new NotImplementedException();

        /// <summary>The document as it was sent; asks for the right to export.</summary>
        public Task<Answer<byte[]>> DocumentAsync(Actor actor, int id, CancellationToken ct) => throw new NotImplementedException();
    }
}
