using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Corrections;

/// <param name="Version">Of the balance that the person saw.</param>
/// <param name="ReceiptId">The quarantined receipt whose pieces go on sale.</param>
public sealed record ReleaseWish(int BalanceId, int Version, long ReceiptId, int Quantity, ConditionGrade Grade, string Why);

/// <summary>A named person takes pieces of one receipt out of quarantine, says their grade and why, and they go on sale. It counts for this receipt only.</summary>
public sealed class ReleaseFromQuarantine(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, CorrectionBooks books, ReconciliationRequests reconciliation, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, ReleaseWish wish, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.CorrectStock, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (actor.UserId == 0)
            return Outcome.Forbidden("Only a named person releases goods from quarantine.");
        if (CorrectionBooks.WhyRefusal(wish.Why) is { } noReason)
            return Outcome.Refused(noReason);
        if (wish.Grade == ConditionGrade.None || !Enum.IsDefined(wish.Grade))
            return Outcome.Refused("Nothing is sellable without a grade. Say which grade the pieces have.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.GoodsReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == wish.ReceiptId, ct) is not { } receipt)
            return Outcome.Refused("There is no such receipt any more.");
        var (stock, unseen) = await books.ReadAsync(db, actor, wish.BalanceId, wish.Version, receipt.OrderKey, ct);
        if (stock is null)
            return unseen!;
        var held = await KitOrders.PiecesAsync(db, stock.Balance.AccountId, stock.Balance.Sku, receipt, ct);
        if (held == 0 || receipt.Disposition != Disposition.Quarantined)
            return Outcome.Refused("This receipt holds nothing of the SKU in quarantine any more.");
        var skus = await KitOrders.WithAsync(db, stock.Balance.AccountId, stock.Balance.Sku, ct);
        if (await db.ReturnItems.AnyAsync(r => r.OrderKey == receipt.OrderKey && receipt.OrderKey != OrderKey.None && (r.Sku == receipt.Sku || skus.Contains(r.Sku)) && r.Mapping == MappingStatus.Quarantined, ct))
            return Outcome.Refused("A return of this SKU in this order is held back because its reason is not mapped. Map the reason first; then release the pieces.");
        var released = await db.StockCorrections.Where(c => c.ReceiptId == receipt.Id && c.Sku == stock.Balance.Sku).SumAsync(c => (int?)c.Quantity, ct) ?? 0;
        var left = Math.Min(held - released, stock.Counts.Quarantine);
        if (wish.Quantity < 1 || wish.Quantity > left)
            return Outcome.Refused($"{Words.Count(Math.Max(0, left), "piece", "pieces")} of this receipt can be released; you asked for {wish.Quantity}.");
        var correction = books.Make(actor, stock, receipt.OrderKey, StockBucket.Quarantine, StockBucket.Sellable, wish.Quantity, wish.Grade, wish.Why, receipt.Id);
        await books.WriteAsync(db, actor, "stock.released", stock, correction, ct);
        await write.CommitAsync(ct);
        reconciliation.Request("release from quarantine");
        feed.Publish(ChangeTopic.Stock);
        return Outcome.Done($"{Words.Count(wish.Quantity, "piece", "pieces")} of {stock.Balance.Sku} released with grade {wish.Grade}.");
    }
}
