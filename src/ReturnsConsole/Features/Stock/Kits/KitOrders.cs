using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>Kits in the orders that hold them.</summary>
internal static class KitOrders
{
    // One text however many SKUs there are: a parameter each would not do.
    private const string Again = "INSERT INTO OrderChanges (OrderKey) SELECT OrderKey FROM ReturnItems WHERE Sku IN (SELECT value FROM json_each({0})) UNION SELECT OrderKey FROM GoodsReceipts WHERE Sku IN (SELECT value FROM json_each({0}))";
    private const string AgainSqlServer = "INSERT INTO OrderChanges (OrderKey) SELECT OrderKey FROM ReturnItems WHERE Sku IN (SELECT value FROM OPENJSON({0})) UNION SELECT OrderKey FROM GoodsReceipts WHERE Sku IN (SELECT value FROM OPENJSON({0}))";

    /// <summary>Orders with a kit of the table are decided on again by the next run. In the caller's transaction.</summary>
    public static async Task LookAgainAsync(ConsoleContext db, CancellationToken ct) =>
        await LookAgainAsync(db, [.. await db.KitRecipes.Select(r => r.KitSku).Union(db.KitComponents.Select(c => c.Sku)).ToListAsync(ct)], ct);

    /// <summary>Orders with returns or goods of these SKUs, kits and components, are decided on again by the next run. In the caller's transaction.</summary>
    public static Task LookAgainAsync(ConsoleContext db, IReadOnlyCollection<string> skus, CancellationToken ct) =>
        skus.Count == 0 ? Task.CompletedTask : db.Database.ExecuteSqlRawAsync(db.Database.IsSqlServer() ? AgainSqlServer : Again, [JsonSerializer.Serialize(skus)], ct);

    /// <summary>Kits of the account that have or had the SKU as a component.</summary>
    public static Task<List<string>> WithAsync(ConsoleContext db, int account, string sku, CancellationToken ct) =>
        db.KitRecipes.Where(r => r.AccountId == account && r.Components.Any(c => c.Sku == sku)).Select(r => r.KitSku).Distinct().ToListAsync(ct);

    /// <summary>Pieces of a SKU that a receipt stands for in the ledger: its own, or those inside its kits.</summary>
    public static async Task<int> PiecesAsync(ConsoleContext db, int account, string sku, GoodsReceipt receipt, CancellationToken ct)
    {
        var parts = await PartsAsync(db, await KitBooks.LoadAsync(db, account, [receipt.Sku], ct), receipt.OrderKey, receipt.Sku, receipt.ReceivedAt, ct);
        if (parts is null)
            return receipt.Sku == sku ? receipt.Quantity : 0;
        return parts.FirstOrDefault(p => p.Sku == sku) is { Pieces: > 0 } part ? KitRules.Pieces(receipt.Quantity, part) : 0;
    }

    /// <summary>What a SKU is made of in an order, as <see cref="KitRules"/> has it; null: it is no kit.</summary>
    public static async Task<IReadOnlyList<KitPart>?> PartsAsync(ConsoleContext db, KitBook? kits, long orderKey, string sku, DateTime? otherwise, CancellationToken ct)
    {
        if (kits?.Has(sku) != true)
            return null;
        if (orderKey == OrderKey.None)
            return kits.Of(sku, otherwise);
        var day = await db.ReturnItems.Where(r => r.OrderKey == orderKey && r.Sku == sku).MinAsync(r => r.RequestedAt ?? r.FirstScanAt ?? r.DeliveredAt, ct)
            ?? await db.GoodsReceipts.Where(r => r.OrderKey == orderKey && r.Sku == sku).MinAsync(r => (DateTime?)r.ReceivedAt, ct);
        return kits.Of(sku, day ?? otherwise);
    }
}
