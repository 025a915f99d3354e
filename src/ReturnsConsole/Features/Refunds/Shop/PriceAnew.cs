using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>What a refund would be on the order of now.</summary>
/// <param name="OrderHash">Of the line it was worked out on; what is agreed to is this and nothing later.</param>
/// <param name="Why">The arithmetic in words, one step a line.</param>
public sealed record NewPrice(long OrderHash, RefundAmounts Amounts, string Currency, IReadOnlyList<string> Why);

/// <summary>A refund that went back because its order changed is taken back, and asked for anew with the amounts of now, in one transaction. The shop is read first.</summary>
public sealed class PriceAnew(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IRefundPolicies policies, LookAtMoney look, AuditTrail trail, IOptions<ReconciliationSettings> settings, ReconciliationRequests reconciliation,
    ChangeFeed feed, TimeProvider clock)
{
    public async Task<RefundAsked> RunAsync(Actor actor, long id, int version, long orderHash, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.RequestRefunds, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal));
        if (await FindAsync(id, ct) is not { } found || await RefundScope.RefusalAsync(contexts, guard, actor, Permission.RequestRefunds, found.AccountId, ct) is not null)
            return No("There is no such refund that you can see.");
        var policy = await policies.OfAsync(found.AccountId, ct);
        var looked = await look.RunAsync(found.AccountId, found.OrderId, ct);
        if (!looked.Worked)
            return No($"The shop could not be read just now ({looked.Fault}). Without its order of now nothing can be worked out.");
        var asked = await WriteAsync(actor, id, version, orderHash, policy, looked, ct);
        if (asked.Outcome.Succeeded)
        {
            feed.Publish(ChangeTopic.Refunds);
            reconciliation.Request("refunds");
        }
        return asked;
    }

    /// <summary>The arithmetic of now; null when nothing is left of it.</summary>
    internal static async Task<NewPrice?> OfAsync(ConsoleContext db, RefundRequest request, OrderMoney money, RefundPolicy policy, ReconciliationSettings settings, CancellationToken ct)
    {
        if (money.LineOf(request.OrderItemId) is not { } line)
            return null;
        var facts = money.FactsOf(line.OrderItemId, request.Id);
        var left = RefundGuard.Decide(facts, new GuardWish(default, facts.Currency), RefundIntake.SettingsOf(policy, settings, line)).Left;
        var receipts = await db.GoodsReceipts.AsNoTracking().Where(r => r.OrderKey == request.OrderKey && r.OrderId == request.OrderId && r.Sku == line.Sku).OrderBy(r => r.Id).ToListAsync(ct);
        var returns = money.Returns.Where(r => request.ReturnItemId != 0 ? r.Id == request.ReturnItemId : r.OrderItemId == line.OrderItemId || r.Sku == line.Sku).ToList();
        var (amounts, why) = RefundProposal.Of(line, facts, left, returns, receipts, policy, settings, await ReasonCodeHistory.LoadAsync(db, ct), money.RefundedReturns(request.Id));
        return amounts.Total <= 0 ? null : new NewPrice(OrderMoney.PricingOf(line), amounts, line.Currency, why);
    }

    private async Task<RefundRequest?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RefundRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
    }

    private async Task<RefundAsked> WriteAsync(Actor actor, long id, int version, long orderHash, RefundPolicy policy, Looked looked, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await guard.RefusalAsync(actor, Permission.RequestRefunds, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal));
        var before = await db.RefundRequests.SingleAsync(r => r.Id == id, ct);
        if (before.Version != version)
            return new(Outcome.Conflict("It changed meanwhile. Look at it again."));
        if (before.OrderChangedAt is null || !RefundStates.Untold.Contains(before.State))
            return No("Its order did not change since it was worked out, or somebody was told of it already.");
        await LookAtAmazon.KeepAsync(db, before.AccountId, before.OrderId, looked, ct);
        await db.SaveChangesAsync(ct);
        var order = new OrderOf(before.AccountId, before.OrderId);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        if (await OfAsync(db, before, money, policy, settings.Value, ct) is not { } price)
            return No("On the order of now nothing of it is left to refund: withdraw it.");
        if (price.OrderHash != orderHash)
            return new(Outcome.Conflict("The order changed once more. Look at the new amounts again."));
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        before.OrderChangedAt = null;
        books.Move(actor, before, money.Reservations.Single(r => r.Id == before.ReservationId), RefundState.Cancelled, "refund.priced-anew",
            $"Priced anew by {RefundIntake.Clip(actor.Name)}: {new Money(price.Amounts.Total, price.Currency)} instead of {new Money(before.Total, before.Currency)}.");
        var wish = new RefundWish(before.AccountId, before.OrderId, before.OrderItemId, before.ReturnItemId,
            RefundIntake.Next(money, before.OrderItemId, before.ReturnItemId, InstructionKind.Refund), price.OrderHash, price.Amounts, price.Currency, before.Reason, before.Note);
        var asked = await RefundIntake.AddAsync(books, actor, wish, money, policy, settings.Value, RefundAskedBy.Person, ct);
        // Refused: both stay as they were.
        if (asked.Outcome.Succeeded)
            await write.CommitAsync(ct);
        return asked;
    }

    private static RefundAsked No(string why) => new(Outcome.Refused(why));
}
