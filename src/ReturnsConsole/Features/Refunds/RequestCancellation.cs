using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>A line of an order, or some of its pieces, is cancelled before it ships. It goes through the same queue as refunds, and competes for the same reservation.</summary>
public sealed class RequestCancellation(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IRefundPolicies policies, ProcessRefunds process, OutboxWriter outbox, AuditTrail trail, IOptions<ReconciliationSettings> settings, ChangeFeed feed, TimeProvider clock)
{
    public async Task<RefundAsked> RunAsync(Actor actor, CancellationWish wish, CancellationToken ct)
    {
        if (await RefundScope.RefusalAsync(contexts, guard, actor, Permission.RequestCancellations, wish.AccountId, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal));
        var policy = await policies.OfAsync(wish.AccountId, ct);
        if (Unfit(wish, policy) is { } unfit)
            return new(Outcome.Refused(unfit));
        var asked = await WriteAsync(actor, wish, ct);
        if (!asked.Outcome.Succeeded)
            return asked;
        feed.Publish(ChangeTopic.Refunds);
        if (!policy.Queue && asked.State == RefundState.Queued)
            await process.RunAsync(Actor.System, new ProcessSelection(InstructionKind.Cancellation, wish.AccountId, [asked.Id]), ct);
        return asked;
    }

    private static string? Unfit(CancellationWish wish, RefundPolicy policy) =>
        !RefundReasons.Cancellation.Contains(wish.Reason) ? $"'{wish.Reason}' is none of Amazon's reasons for a cancellation."
        : wish.Note.Length > RefundRequest.NoteLength ? $"A note has at most {RefundRequest.NoteLength} characters; this one has {wish.Note.Length}."
        : !wish.TellAmazon && !policy.AllowSilentCancellation ? "The settings do not allow a cancellation that Amazon is not told of."
        : wish.ZeroStock && !policy.AllowZeroStock ? "The settings do not allow a cancellation to set the stock to zero."
        : wish.ZeroStock && wish.Reason != "NoInventory" ? "Only a cancellation for want of stock (NoInventory) sets the stock to zero."
        : null;

    private async Task<RefundAsked> WriteAsync(Actor actor, CancellationWish wish, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var order = new OrderOf(wish.AccountId, wish.OrderId);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        if (RefundIntake.Repeated(money, wish.OrderItemId, 0, InstructionKind.Cancellation, wish.Sequence) is { } before)
        {
            return before.Quantity == wish.Quantity && before.Reason == wish.Reason
                ? new(Outcome.Done("It was asked for already, once."), before.Id, before.State)
                : new(Outcome.Conflict("Somebody cancelled this line meanwhile. Look at what is left of it."));
        }
        if (money.LineOf(wish.OrderItemId) is not { } line)
            return new(Outcome.Refused("The order line is not known by Amazon's item id. Sync the orders first."));
        if (OrderMoney.PricingOf(line) != wish.OrderHash || RefundIntake.Next(money, wish.OrderItemId, 0, InstructionKind.Cancellation) != wish.Sequence)
            return new(Outcome.Conflict("The order changed since this was filled in. Look at it again."));
        var facts = money.FactsOf(wish.OrderItemId);
        if (RefundIntake.WhyNotCancel(line, wish.Quantity, facts) is { } why)
            return new(Outcome.Refused(why));
        if (facts.Back.Any(b => b.Source is MoneySource.OursInFlight or MoneySource.OursConfirmed))
            return new(Outcome.Refused("A refund of this line is under way: settle that first."));
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        var reservation = await books.ReserveAsync(money, wish.OrderItemId, line.Currency, ct);
        var request = new RefundRequest
        {
            Key = RefundKeys.New(clock.GetUtcNow()),
            Kind = InstructionKind.Cancellation,
            AccountId = wish.AccountId,
            ReservationId = reservation.Id,
            OrderKey = OrderKey.From(wish.OrderId),
            OrderId = wish.OrderId,
            OrderItemId = wish.OrderItemId,
            Sku = line.Sku,
            Marketplace = line.Marketplace,
            Sequence = wish.Sequence,
            Currency = line.Currency,
            Reason = wish.Reason,
            Note = wish.Note.Trim(),
            Quantity = wish.Quantity,
            TellAmazon = wish.TellAmazon,
            ZeroStock = wish.ZeroStock,
            AskedBy = RefundAskedBy.Person,
            State = wish.TellAmazon ? RefundState.Queued : RefundState.Confirmed,
            Proof = wish.TellAmazon ? RefundProof.None : RefundProof.People,
            RequestedAt = books.Now,
            RequestedById = actor.UserId,
            RequestedBy = RefundIntake.Clip(actor.Name),
            OrderHash = wish.OrderHash,
            StateAt = books.Now,
            EndedAt = wish.TellAmazon ? null : books.Now,
        };
        books.Add(actor, request, reservation);
        await books.SaveAsync(ct);
        // Else it goes with the document.
        if (request is { ZeroStock: true, TellAmazon: false } && await db.Partners.AsNoTracking().Where(p => p.AccountId == wish.AccountId && p.Kind == PartnerKind.AmazonSeller).OrderBy(p => p.Paused).ThenBy(p => p.Id).FirstOrDefaultAsync(ct) is { } partner)
        {
            await ZeroOut.AddAsync(db, outbox, actor, partner, request, ct);
            await db.SaveChangesAsync(ct);
        }
        await write.CommitAsync(ct);
        return new(Outcome.Done(wish.TellAmazon ? $"The cancellation of {wish.Quantity} is in the queue." : "It is noted here. Amazon is not told: cancel it there yourself."), request.Id, request.State);
    }
}
