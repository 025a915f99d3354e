using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>The form of an order: looks at Amazon live, then says what was paid, given back, and may still be given, and proposes by the account's policy.</summary>
public sealed class OpenRefundForm(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IRefundPolicies policies, LookAtMoney look, IOptions<ReconciliationSettings> settings)
{
    public async Task<Answer<RefundForm>> RunAsync(Actor actor, int accountId, string orderId, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.RequestRefunds, ct) is { } refusal)
            return Answer.Refused<RefundForm>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var key = OrderKey.From(orderId);
        if (!accounts.TryGetValue(accountId, out var account) || !await db.OrderLines.AnyAsync(l => l.OrderKey == key && l.AccountId == accountId && l.OrderId == orderId, ct))
            return Answer.Refused<RefundForm>($"Order {orderId} is not known for an account that you can see. Import or sync it first.");
        var looked = await look.RunAsync(accountId, orderId, ct);
        await using (var write = await db.BeginWriteAsync(ct))
        {
            await LookAtAmazon.KeepAsync(db, accountId, orderId, looked, ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        var policy = await policies.OfAsync(accountId, ct);
        var order = new OrderOf(accountId, orderId);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        var receipts = await db.GoodsReceipts.AsNoTracking().Where(r => r.OrderKey == key && r.OrderId == orderId).OrderBy(r => r.Id).ToListAsync(ct);
        var reasons = await ReasonCodeHistory.LoadAsync(db, ct);
        return Answer.Of(new RefundForm(accountId, account, orderId, money.Look?.At, looked.Fault, policy, [.. money.Lines.Select(l => Line(l, money, policy, receipts, reasons))], money.Shop));
    }

    private RefundFormLine Line(OrderLine line, OrderMoney money, RefundPolicy policy, List<GoodsReceipt> receipts, ReasonCodeHistory reasons)
    {
        var facts = money.FactsOf(line.OrderItemId);
        var rules = RefundIntake.SettingsOf(policy, settings.Value, line);
        var returns = money.Returns.Where(r => r.OrderItemId == line.OrderItemId || r.Sku == line.Sku).ToList();
        var left = RefundGuard.Decide(facts, new GuardWish(default, facts.Currency), rules).Left;
        var (proposal, why) = RefundProposal.Of(line, facts, left, returns, [.. receipts.Where(r => r.Sku == line.Sku)], policy, settings.Value, reasons, money.RefundedReturns());
        var cancel = RefundIntake.WhyNotCancel(line, 1, facts) is null ? facts.Ordered - facts.Cancelled : 0;
        return new(
            line.OrderItemId, line.Sku, line.ItemName, line.Quantity, line.Marketplace, line.Currency, OrderMoney.PricingOf(line), facts.Paid, facts.Back, left, proposal, why,
            RefundGuard.Decide(facts, new GuardWish(proposal, facts.Currency), rules), facts, rules, RefundIntake.Next(money, line.OrderItemId, 0, InstructionKind.Refund),
            RefundIntake.Next(money, line.OrderItemId, 0, InstructionKind.Cancellation), cancel,
            [.. returns.Select(r => new RefundFormReturn(r.Id, r.RmaId, r.Quantity, r.ReasonCode, r.RequestStatus, ReturnWords.ResolutionOf(r.Resolution) == ReturnResolution.RefundAtFirstScan,
                RefundIntake.Next(money, line.OrderItemId, r.Id, InstructionKind.Refund)))]);
    }
}
