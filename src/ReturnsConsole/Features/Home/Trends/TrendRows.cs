using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Home.Trends;

/// <param name="What">In words: how the money went, who received, in which state the return is.</param>
public sealed record TrendRow(string Account, string OrderId, string Sku, DateTime At, int Quantity, string What, long? Amount, string Currency);

/// <summary>The rows behind one figure: they are read and counted exactly as the figure is.</summary>
public sealed class TrendRows(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, IOptions<ReconciliationSettings> settings, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="page">From 0.</param>
    public async Task<Answer<PagedResult<TrendRow>>> RunAsync(Actor actor, TrendFigure figure, int page, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<PagedResult<TrendRow>>(refusal);
        var names = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (first, total) = (Math.Max(0, page) * (long)PageSize, 0L);
        var rows = new List<TrendRow>();
        await foreach (var row in ReadAsync(db, names, figure, ct))
        {
            if (total >= first && rows.Count < PageSize)
                rows.Add(row);
            total++;
        }
        return Answer.Of(new PagedResult<TrendRow>(rows, total));
    }

    private IAsyncEnumerable<TrendRow> ReadAsync(ConsoleContext db, Dictionary<int, string> names, TrendFigure figure, CancellationToken ct) => figure switch
    {
        RefundsOfWeek refunds => RefundsAsync(db, names, refunds, ct),
        ReceiptsOfWeek receipts => ReceiptsAsync(db, names, receipts, ct),
        ReturnsForReason reason => ReasonAsync(db, names, reason, ct),
        _ => throw new InvalidOperationException($"No rows stand behind {figure.GetType().Name}."),
    };

    private async IAsyncEnumerable<TrendRow> RefundsAsync(ConsoleContext db, Dictionary<int, string> names, RefundsOfWeek figure, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var refund in RefundWeeks.ReadAsync(db, [.. names.Keys], WeekSpan.Begin(figure.Monday), WeekSpan.End(figure.Monday), settings.Value, ct))
        {
            var fact = refund.Fact;
            if (fact.Currency == figure.Currency)
                yield return new(names[refund.AccountId], refund.OrderId, fact.Sku.ToString(), fact.PostedAt!.Value, 1, WordsOf(fact), fact.Total, fact.Currency);
        }
    }

    private async IAsyncEnumerable<TrendRow> ReceiptsAsync(ConsoleContext db, Dictionary<int, string> names, ReceiptsOfWeek figure, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var receipt in ReceiptWeeks.ReadAsync(db, [.. names.Keys], WeekSpan.Begin(figure.Monday), WeekSpan.End(figure.Monday), settings.Value, ct))
        {
            if (receipt.Currency == figure.Currency)
                yield return new(names[receipt.AccountId], receipt.OrderId, receipt.Sku, receipt.At, receipt.Quantity, receipt.By, receipt.Value, receipt.Currency);
        }
    }

    private async IAsyncEnumerable<TrendRow> ReasonAsync(ConsoleContext db, Dictionary<int, string> names, ReturnsForReason figure, [EnumeratorCancellation] CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var history = await ReasonCodeHistory.LoadAsync(db, ct);
        var newest = WeekSpan.Of(now);
        foreach (var items in ReasonWeeks.Items(db, [.. names.Keys], WeekSpan.Begin(newest.AddDays(-7 * (ReasonWeeks.Weeks - 1))), WeekSpan.End(newest)))
        {
            var rows = items.Where(r => r.Sku == figure.Sku).OrderByDescending(r => r.Id).Select(r => new { r.AccountId, r.Channel, r.OrderId, r.Sku, r.ReasonCode, At = r.RequestedAt ?? r.DeliveredAt, r.Quantity, r.RequestStatus });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
            {
                if (ReasonWeeks.ReasonOf(history, row.Channel, row.ReasonCode, now) == figure.Reason)
                    yield return new(names[row.AccountId], row.OrderId, row.Sku, row.At!.Value, Math.Max(1, row.Quantity), row.ReasonCode.Length == 0 ? row.RequestStatus : $"{row.ReasonCode}{(row.RequestStatus.Length > 0 ? $", {row.RequestStatus}" : "")}", null, "");
            }
        }
    }

    private static string WordsOf(in RefundFact fact) => (fact.Kind, fact.Source) switch
    {
        (RefundKind.Chargeback, _) => "Chargeback by the bank",
        (RefundKind.GuaranteeClaim, _) => "A-to-z claim",
        (_, RefundSource.Settlement) => "Refund, settled",
        (_, RefundSource.Released) => "Refund, released",
        _ => "Refund, held back",
    };
}
