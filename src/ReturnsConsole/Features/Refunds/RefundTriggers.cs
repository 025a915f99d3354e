using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>
/// Asks for the refunds that an account's policy wants asked for by itself: on the first carrier scan, on receipt, or on accepted grading. Once for a return, never
/// where Amazon refunds by itself, and only for orders of which no refund was seen: everything else is a person's.
/// </summary>
public sealed class RefundTriggers(
    IDbContextFactory<ConsoleContext> contexts, IRefundPolicies policies, AuditTrail trail, IOptions<ReconciliationSettings> settings, ChangeFeed feed, TimeProvider clock)
{
    private const int AtOnce = 500;
    private const string Reason = "CustomerReturn";

    /// <summary>What is older was decided by people, one way or the other.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(90);

    private static readonly Actor Policy = Actor.System with { Name = "refund policy" };

    /// <returns>How many refunds were asked for.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var asked = 0;
        foreach (var account in await db.Accounts.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(ct))
        {
            var policy = await policies.OfAsync(account, ct);
            if (policy.Trigger == RefundTrigger.None)
                continue;
            var reasons = await ReasonCodeHistory.LoadAsync(db, ct);
            var after = 0L;
            while (await DueAsync(db, account, policy.Trigger, after, ct) is { Count: > 0 } due)
            {
                after = due[^1].Id;
                asked += await AskAsync(account, due, policy, reasons, ct);
            }
        }
        if (asked > 0)
            feed.Publish(ChangeTopic.Refunds);
        return asked;
    }

    private Task<List<ReturnItem>> DueAsync(ConsoleContext db, int account, RefundTrigger trigger, long after, CancellationToken ct)
    {
        var since = clock.GetUtcNow().UtcDateTime - Reach;
        var items = db.ReturnItems.AsNoTracking().Where(i => i.Id > after && i.AccountId == account && i.Channel == ReturnChannel.MerchantFulfilled && i.OrderKey > OrderKey.None && i.RequestedAt > since
            && i.Mapping == MappingStatus.Released && i.CancelledAt == null
            && !db.RefundRequests.Any(r => r.ReturnItemId == i.Id) && !db.RefundSightings.Any(s => s.OrderKey == i.OrderKey));
        items = trigger switch
        {
            RefundTrigger.FirstScan => items.Where(i => i.FirstScanAt != null || db.ReturnItems.Any(p => p.OrderKey == i.OrderKey && p.Sku == i.Sku && p.FirstScanAt != null)),
            RefundTrigger.Received => items.Where(i => i.DeliveredAt != null || db.GoodsReceipts.Any(g => g.OrderKey == i.OrderKey && g.Sku == i.Sku && g.Disposition != Disposition.Lost)),
            _ => items.Where(i => db.GoodsReceipts.Any(g => g.OrderKey == i.OrderKey && g.Sku == i.Sku
                && (g.Grade == ConditionGrade.A || g.Grade == ConditionGrade.B || g.Disposition == Disposition.Restocked))),
        };
        return items.OrderBy(i => i.Id).Take(AtOnce).ToListAsync(ct);
    }

    private async Task<int> AskAsync(int account, List<ReturnItem> due, RefundPolicy policy, ReasonCodeHistory reasons, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        var all = await MoneyLoading.LoadAsync(db, due.Select(i => new OrderOf(account, i.OrderId)), settings.Value, ct);
        var keys = due.Select(i => i.OrderKey).Distinct().ToList();
        var receipts = (await db.GoodsReceipts.AsNoTracking().Where(g => keys.Contains(g.OrderKey)).OrderBy(g => g.Id).ToListAsync(ct)).ToLookup(g => (g.OrderKey, g.Sku));
        var wishes = new List<(RefundWish Wish, OrderMoney Money)>();
        foreach (var item in due.Where(i => IsOurs(i, policy.Trigger)))
        {
            var money = all[new(account, item.OrderId)];
            // Two lines of one SKU that nothing tells apart are a person's.
            var lines = money.Lines.Where(l => item.OrderItemId.Length > 0 ? l.OrderItemId == item.OrderItemId : l.Sku == item.Sku).ToList();
            if (lines is not [var line] || money.Requests.Exists(r => r.ReturnItemId == item.Id))
                continue;
            var facts = money.FactsOf(line.OrderItemId);
            var left = RefundGuard.Decide(facts, new GuardWish(default, facts.Currency), RefundIntake.SettingsOf(policy, settings.Value, line)).Left;
            var (amounts, why) = RefundProposal.Of(line, facts, left, [item], [.. receipts[(item.OrderKey, item.Sku)]], policy, settings.Value, reasons);
            if (amounts.Total <= 0)
                continue;
            var note = string.Join("; ", why);
            var wish = new RefundWish(account, item.OrderId, line.OrderItemId, item.Id, 1, OrderMoney.PricingOf(line), amounts, line.Currency, Reason, note.Length <= RefundRequest.NoteLength ? note : note[..RefundRequest.NoteLength]);
            wishes.Add((wish, money));
        }
        await books.ReserveAsync(wishes.Select(w => (w.Money, w.Wish.OrderItemId, w.Wish.Currency)), ct);
        var asked = 0;
        foreach (var (wish, money) in wishes)
        {
            if ((await RefundIntake.PutAsync(books, Policy, wish, money, policy, settings.Value, RefundAskedBy.Policy, ct)).Written is not null)
                asked++;
        }
        await books.SaveAsync(ct);
        await write.CommitAsync(ct);
        return asked;
    }

    /// <summary>Amazon refunds its prepaid labels at the first scan by itself; what is replaced, exchanged, kept by the buyer or refused is not refunded here.</summary>
    private static bool IsOurs(ReturnItem item, RefundTrigger trigger) =>
        ReturnWords.ResolutionOf(item.Resolution) is ReturnResolution.StandardRefund or ReturnResolution.ManualRefund or ReturnResolution.Unknown
        && ReturnWords.StateOf(item.RequestStatus) is not (ReturnRequestState.Rejected or ReturnRequestState.Cancelled or ReturnRequestState.Pending)
        && (trigger != RefundTrigger.FirstScan || !ReturnWords.IsAmazonPrepaid(item.LabelType));
}
