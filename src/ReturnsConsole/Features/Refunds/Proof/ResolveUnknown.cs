using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Proof;

/// <summary>The way out of an unknown outcome when no proof comes: one person looks it up and says what happened and why they know, another person agrees. Only then is a reservation freed.</summary>
public sealed class ResolveUnknown(IDbContextFactory<ConsoleContext> contexts, RefundDeciding deciding, IAccessGuard guard, LookAtMoney look, TimeProvider clock)
{
    public async Task<Outcome> ProposeAsync(Actor actor, long id, int version, bool happened, string reason, CancellationToken ct) =>
        RefundDeciding.Unreasoned(reason) ?? await deciding.RunAsync(actor, Permission.SendRefunds, id, version, null, (books, request, _, _) =>
        {
            if (request.State != RefundState.OutcomeUnknown)
                return Outcome.Refused($"Its outcome is not unknown: it is {RefundWords.Of(request.State)}.");
            (request.Verdict, request.VerdictReason, request.VerdictAt) = (happened ? UnknownVerdict.Happened : UnknownVerdict.NeverHappened, reason.Trim(), books.Now);
            (request.VerdictById, request.VerdictBy) = (actor.UserId, RefundIntake.Clip(actor.Name));
            books.Note(actor, request, "refund.verdict-proposed", $"{(happened ? "It happened" : "It never happened")}: {reason.Trim()}");
            return Outcome.Done("Noted. It counts when a second person agrees.");
        }, ct);

    /// <summary>Another person agrees: now it counts.</summary>
    public async Task<Outcome> ConfirmAsync(Actor actor, long id, int version, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.SendRefunds, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (await deciding.OrderAsync(id, ct) is not { } order)
            return Outcome.Refused("There is no such refund that you can see.");
        // A last look: what Amazon shows now goes before what people remember.
        var looked = await look.RunAsync(order.AccountId, order.OrderId, ct);
        int? batch = null;
        var outcome = await deciding.RunAsync(actor, Permission.SendRefunds, id, version, looked, (books, request, reservation, money) =>
        {
            if (Unfit(actor, request) is { } unfit)
                return unfit;
            batch = request.BatchId;
            if (request.Via == RefundVia.Shop && books.Db.OutboxMessages.SingleOrDefault(m => m.Key == request.Key && m.Kind == OutboxKinds.ShopRefund) is { } told)
            {
                if (told.Status is OutboxStatus.Waiting or OutboxStatus.Sending or OutboxStatus.Pending || told.ClaimedBy is not null)
                    return Outcome.Refused("The shop is being asked about it at this moment. Wait for its answer.");
                (told.Status, told.EndedAt, told.Message) = (OutboxStatus.Done, books.Now, "What became of it is known by other means.");
            }
            if (books.Db.OutboxMessages.Any(m => books.Db.RefundBatches.Any(b => b.Id == request.BatchId && b.MessageKey == m.Key && b.PartnerId == m.PartnerId)
                && (m.Status == OutboxStatus.Waiting || m.Status == OutboxStatus.Sending || m.Status == OutboxStatus.Pending)))
                return Outcome.Refused("Amazon is being asked about it at this moment, or works on it. Wait for its answer.");
            var never = request.Verdict == UnknownVerdict.NeverHappened;
            if (never && money.Likely.Contains(request.Id))
                return Outcome.Refused("Amazon shows a refund of this item and amount, made after this one was sent. That is no proof that it never happened. Look again.");
            var why = $"{request.VerdictBy} found, and {RefundIntake.Clip(actor.Name)} agreed, that it {(never ? "never happened" : "happened")}: {request.VerdictReason}";
            if (!never)
                (request.Proof, request.ProofAt) = (RefundProof.People, books.Now);
            books.Move(actor, request, reservation, never ? RefundState.Cancelled : RefundState.Confirmed, never ? "refund.released" : "refund.vouched", why);
            return Outcome.Done(never ? "It counts as never done; its amount is free again." : "It counts as done.");
        }, ct);
        if (outcome.Succeeded && batch is { } settled)
            await CloseAsync(settled, ct);
        return outcome;
    }

    /// <summary>Another person does not agree, or the first one takes it back: it stays unknown.</summary>
    public async Task<Outcome> RejectAsync(Actor actor, long id, int version, string reason, CancellationToken ct) =>
        RefundDeciding.Unreasoned(reason) ?? await deciding.RunAsync(actor, Permission.SendRefunds, id, version, null, (books, request, _, _) =>
        {
            if (request.State != RefundState.OutcomeUnknown || request.Verdict == UnknownVerdict.None)
                return Outcome.Refused("Nobody has said anything about it that could be agreed to.");
            (request.Verdict, request.VerdictReason, request.VerdictById, request.VerdictBy, request.VerdictAt) = (UnknownVerdict.None, "", 0, "", null);
            books.Note(actor, request, "refund.verdict-refused", reason.Trim());
            return Outcome.Done("It stays unknown.");
        }, ct);

    private static Outcome? Unfit(Actor actor, RefundRequest request) =>
        request.State != RefundState.OutcomeUnknown ? Outcome.Refused($"Its outcome is not unknown: it is {RefundWords.Of(request.State)}.")
        : request.Verdict == UnknownVerdict.None ? Outcome.Refused("First somebody says what happened and how they know.")
        : request.VerdictById == actor.UserId ? Outcome.Refused("Nobody agrees with themselves: another person must confirm it.")
        : null;

    private async Task CloseAsync(int batch, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await BatchClosing.CloseAsync(db, batch, clock.GetUtcNow().UtcDateTime, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }
}
