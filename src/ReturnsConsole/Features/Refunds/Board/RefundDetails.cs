using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Shop;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Board;

/// <summary>All of one refund: where it stands, what happens next, its arithmetic of now, its history and, when nobody knows, what was looked at.</summary>
public sealed class RefundDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IRefundPolicies policies, IOptions<ReconciliationSettings> settings, TimeProvider clock)
{
    public async Task<Answer<RefundDetail>> RunAsync(Actor actor, long id, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<RefundDetail>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var request = await db.RefundRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (request is null || !accounts.TryGetValue(request.AccountId, out var account))
            return Answer.Refused<RefundDetail>("There is no such refund that you can see.");
        var row = await db.RefundRequests.AsNoTracking().Where(r => r.Id == id).Select(RefundList.ToRow).SingleAsync(ct);
        var batch = request.BatchId is { } number ? await db.RefundBatches.AsNoTracking().Where(b => b.Id == number).Select(BatchList.ToRow).SingleOrDefaultAsync(ct) : null;
        var policy = await policies.OfAsync(request.AccountId, ct);
        var order = new OrderOf(request.AccountId, request.OrderId);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings.Value, ct))[order];
        var steps = await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == "refund" && e.SubjectId == request.Key).OrderBy(e => e.Id).Select(e => new RefundStep(e.At, e.ActorName, e.Action, e.Why ?? "")).ToListAsync(ct);
        return Answer.Of(new RefundDetail(
            row with { Account = account }, request.Amounts, request.Note, RefundWords.Standing(request, batch?.State), RefundWords.Next(request), request.ApprovedAt, request.ApprovedBy, request.Proof,
            request.VerdictReason, request.VerdictById, GuardOf(request, money, policy), batch is null ? null : batch with { Account = account }, steps,
            request.State == RefundState.OutcomeUnknown ? await EvidenceAsync(db, request, money, batch, ct) : [], IsLate(request))
        {
            Shop = money.Shop,
            Anew = request.OrderChangedAt is null ? null : await PriceAnew.OfAsync(db, request, money, policy, settings.Value, ct),
        });
    }

    private GuardAnswer? GuardOf(RefundRequest request, OrderMoney money, RefundPolicy policy) =>
        request.Kind != InstructionKind.Refund || !RefundStates.IsInFlight(request.State) || money.LineOf(request.OrderItemId) is not { } line ? null
        : RefundGuard.Decide(money.FactsOf(request.OrderItemId, request.Id), new GuardWish(request.Amounts, request.Currency), RefundIntake.SettingsOf(policy, settings.Value, line));

    private bool IsLate(RefundRequest request) => RefundStates.Told.Contains(request.State) && request.AlarmAt < clock.GetUtcNow().UtcDateTime;

    /// <summary>What was looked at, and what it showed; one a line.</summary>
    private static async Task<IReadOnlyList<string>> EvidenceAsync(ConsoleContext db, RefundRequest request, OrderMoney money, BatchRow? batch, CancellationToken ct)
    {
        var lines = new List<string>();
        if (batch is not null)
        {
            var message = await db.RefundBatches.Where(b => b.Id == batch.Id).Join(db.OutboxMessages, b => new { b.PartnerId, Key = b.MessageKey }, m => new { m.PartnerId, m.Key }, (_, m) => m).AsNoTracking().SingleOrDefaultAsync(ct);
            lines.Add($"Document {batch.Id}{(batch.FeedId.Length > 0 ? $", feed {batch.FeedId}" : "")}: {message?.Message ?? batch.Said}");
            if (message is { Status: OutboxStatus.Unknown })
                lines.Add($"Amazon is asked again on {Time(message.NextAt)}; it keeps reports for 28 days.");
        }
        if (request.Via == RefundVia.Shop)
        {
            var told = await db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Key == request.Key && m.Kind == OutboxKinds.ShopRefund, ct);
            if (told is not null)
                lines.Add($"Its message: {told.Message}{(told.Status == OutboxStatus.Unknown ? $" The shop is asked again on {Time(told.NextAt)}." : "")}");
            lines.Add(money.Look is { } read ? $"The order's payments were last read on {Time(read.At)}." : "The order's payments were not read live.");
            lines.AddRange((money.Shop?.Payments ?? []).SelectMany(p => p.Transactions.Where(t => t.IsBack).Select(t =>
                $"Payment {p.Id} holds a {t.Type.ToLowerInvariant()} of {new Money(t.Amount, p.Currency)}, {t.State}{(t.InteractionId == request.Key ? " (ours, by its key)" : "")}.")));
            return lines;
        }
        lines.Add(money.Look is { } look ? $"Amazon's transactions of the order were last looked at on {Time(look.At)}." : "Amazon's transactions of the order were not looked at live.");
        var seen = money.Seen.Where(s => OwnAndSeen.IsOfLine(s, request.OrderItemId, request.Sku)).ToList();
        lines.AddRange(seen.Select(s => $"A refund of {new Money(s.Total, s.Currency)}{(s.PostedAt is { } at ? $" of {Time(at)}" : "")} is seen: {s.Key}{(s.MerchantAdjustmentItemId.ToString() == request.Key ? " (ours, by its key)" : s.Total == request.Total ? " (the same amount)" : "")}."));
        if (seen.Count == 0)
            lines.Add("No refund of this item is seen. Finance data may be 48 hours late: that proves nothing.");
        return lines;
    }

    private static string Time(DateTime at) => at.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
