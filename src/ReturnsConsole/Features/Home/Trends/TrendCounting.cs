using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Weeks;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Home.Trends;

/// <summary>Counts the figures once, for all accounts: only rows of the last twelve weeks are read, by the indexes on their day.</summary>
internal sealed class TrendCounting(IDbContextFactory<ConsoleContext> contexts, IOptions<ReconciliationSettings> settings, TimeProvider clock)
{
    public async Task<TrendSnapshot> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var thisWeek = WeekSpan.Of(now);
        var weeks = WeekSpan.UpTo(thisWeek);
        var (from, to) = (WeekSpan.Begin(weeks[0]), WeekSpan.End(thisWeek));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var refunds = new Sums();
        await foreach (var refund in RefundWeeks.ReadAsync(db, null, from, to, settings.Value, ct))
            refunds.Add(refund.AccountId, refund.Fact.PostedAt!.Value, refund.Fact.Currency, refund.Fact.Total);
        var receipts = new Sums();
        await foreach (var receipt in ReceiptWeeks.ReadAsync(db, null, from, to, settings.Value, ct))
            receipts.Add(receipt.AccountId, receipt.At, receipt.Currency, receipt.Value ?? 0);
        var goods = new List<WeekGoods>();
        foreach (var week in weeks)
        {
            foreach (var (account, dark, missing) in await IntakeAudit.CountAsync(db, week, ct))
                goods.Add(new(account, week, dark, missing));
        }
        return new(now, thisWeek, refunds.Rows(), receipts.Rows(), goods, await ReasonWeeks.CountAsync(db, thisWeek, now, ct));
    }

    private sealed class Sums
    {
        private readonly Dictionary<(int Account, DateOnly Week, string Currency), (long Count, long Amount)> sums = [];

        public void Add(int account, DateTime at, string currency, long amount)
        {
            ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, (account, WeekSpan.Of(at), currency), out _);
            sum = (sum.Count + 1, sum.Amount + amount);
        }

        public IReadOnlyList<WeekMoney> Rows() => [.. sums.Select(s => new WeekMoney(s.Key.Account, s.Key.Week, s.Key.Currency, s.Value.Count, s.Value.Amount))];
    }
}
