using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Corrections;

/// <summary>Pieces that are elsewhere than the ledger says, as a person sees it.</summary>
/// <param name="Version">Of the balance that the person saw.</param>
/// <param name="OrderKey">The order whose pieces they are; 0: no order is known.</param>
/// <param name="Grade">Needed for what goes on sale.</param>
public sealed record StockWish(int BalanceId, int Version, long OrderKey, StockBucket From, StockBucket To, int Quantity, ConditionGrade Grade, string Why);

/// <summary>Corrects stock by a counter-movement with a reason: pieces found, gone, or in another place than the ledger says.</summary>
public sealed class CorrectStock(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, CorrectionBooks books, ReconciliationRequests reconciliation, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, StockWish wish, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.CorrectStock, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (CorrectionBooks.WhyRefusal(wish.Why) is { } noReason)
            return Outcome.Refused(noReason);
        if (!Enum.IsDefined(wish.From) || !Enum.IsDefined(wish.To) || !Enum.IsDefined(wish.Grade))
            return Outcome.Refused("There is no such bucket or grade.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var (stock, unseen) = await books.ReadAsync(db, actor, wish.BalanceId, wish.Version, wish.OrderKey, ct);
        if (stock is null)
            return unseen!;
        if (CorrectionRules.Refusal(stock.Counts, wish.From, wish.To, wish.Quantity, wish.Grade != ConditionGrade.None) is { } no)
            return Outcome.Refused(no);
        var correction = books.Make(actor, stock, wish.OrderKey, wish.From, wish.To, wish.Quantity, wish.To == StockBucket.Sellable ? wish.Grade : ConditionGrade.None, wish.Why);
        await books.WriteAsync(db, actor, "stock.corrected", stock, correction, ct);
        await write.CommitAsync(ct);
        reconciliation.Request("stock correction");
        feed.Publish(ChangeTopic.Stock);
        return Outcome.Done($"{Reconciliation.Words.Count(wish.Quantity, "piece", "pieces")} of {stock.Balance.Sku}: from {StockWords.Of(wish.From).ToLowerInvariant()} to {StockWords.Of(wish.To).ToLowerInvariant()}.");
    }
}
