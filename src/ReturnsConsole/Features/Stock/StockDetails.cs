using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock;

/// <param name="OrderId">Empty when no order is known.</param>
public sealed record MovementRow(long Id, DateTime At, StockBucket From, StockBucket To, int Quantity, string OrderId, long CorrectionId = 0);

/// <summary>Pieces that one order has now.</summary>
public sealed record HoldingRow(long Id, string OrderId, StockCounts Counts, long OrderKey = 0);

/// <summary>What a partner says it has.</summary>
public sealed record PartnerStockRow(string Platform, string Location, long OnStock, DateTime? UpdatedAt);

/// <param name="Holdings">The newest orders with pieces anywhere, at most <see cref="StockDetails.MostHoldings"/>.</param>
/// <param name="Next">Movements older than this id are on the next page; null when there are none.</param>
public sealed record StockDetail(StockRow Stock, IReadOnlyList<MovementRow> Movements, IReadOnlyList<HoldingRow> Holdings, IReadOnlyList<PartnerStockRow> Partners, long? Next);

/// <summary>One SKU of an account: its buckets, the movements behind every number, and the orders its pieces belong to.</summary>
public sealed class StockDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 50;
    public const int MostHoldings = 50;

    public Task<Answer<StockDetail>> RunAsync(Actor actor, int id, long? before, CancellationToken ct) => RunAsync(actor, id, before, null, ct);

    /// <param name="before">Movements older than this one; null: from the newest.</param>
    /// <param name="bucket">Only movements into or out of this bucket; null: all.</param>
    public async Task<Answer<StockDetail>> RunAsync(Actor actor, int id, long? before, StockBucket? bucket, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<StockDetail>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = await guard.CompaniesAsync(actor, ct);
        var balance = await db.StockBalances.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        var account = balance is null ? null : await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == balance.AccountId, ct);
        if (balance is null || companies?.Contains(account!.CompanyId) == false)
            return Answer.Refused<StockDetail>("There is no such SKU among the accounts you see.");
        var movements = await db.StockMovements.AsNoTracking().Where(m => m.AccountId == balance.AccountId && m.Sku == balance.Sku && (before == null || m.Id < before) && (bucket == null || m.From == bucket || m.To == bucket))
            .OrderByDescending(m => m.Id).Take(PageSize + 1).ToListAsync(ct);
        var holdings = await db.StockPositions.AsNoTracking().Where(p => p.AccountId == balance.AccountId && p.Sku == balance.Sku).OrderByDescending(p => p.Id).Take(MostHoldings).ToListAsync(ct);
        var partners = await db.Set<PartnerStock>().AsNoTracking().Where(s => s.Sku == balance.Sku && s.AccountId == balance.AccountId)
            .Select(s => new PartnerStockRow(s.Platform, s.Location, s.OnStock, s.UpdatedAt)).ToListAsync(ct);
        var orders = await OrdersAsync(db, [.. movements.Select(m => m.OrderKey).Concat(holdings.Select(h => h.OrderKey)).Where(k => k != OrderKey.None).Distinct()], ct);
        var row = new StockRow(balance.Id, balance.AccountId, account!.Name, balance.Sku, balance.Counts, balance.ChangedAt);
        return Answer.Of(new StockDetail(
            row,
            [.. movements.Take(PageSize).Select(m => new MovementRow(m.Id, m.At, m.From, m.To, m.Quantity, orders.GetValueOrDefault(m.OrderKey, ""), m.CorrectionId))],
            [.. holdings.Select(h => new HoldingRow(h.Id, orders.GetValueOrDefault(h.OrderKey, ""), h.Counts, h.OrderKey))],
            partners,
            movements.Count > PageSize ? movements[PageSize - 1].Id : null));
    }

    /// <summary>An Amazon order's key holds its id; any other is asked of the facts.</summary>
    private static async Task<Dictionary<long, string>> OrdersAsync(ConsoleContext db, List<long> keys, CancellationToken ct)
    {
        var orders = keys.Where(k => k > OrderKey.None).ToDictionary(k => k, OrderKey.TextOf);
        var foreign = keys.Where(k => k < OrderKey.None).ToList();
        if (foreign.Count == 0)
            return orders;
        foreach (var fact in await db.GoodsReceipts.Where(r => foreign.Contains(r.OrderKey)).Select(r => new { r.OrderKey, r.OrderId }).Distinct().ToListAsync(ct))
            orders.TryAdd(fact.OrderKey, fact.OrderId);
        foreach (var fact in await db.ReturnItems.Where(r => foreign.Contains(r.OrderKey)).Select(r => new { r.OrderKey, r.OrderId }).Distinct().ToListAsync(ct))
            orders.TryAdd(fact.OrderKey, fact.OrderId);
        return orders;
    }
}
