using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Campaigns;

/// <summary>Holds what the partners have against what the ledger says, SKU by SKU.</summary>
internal static class StockOracle
{
    private const int AmazonStart = 50;
    private const int ShopStart = 100;

    public static async Task<List<string>> ViolationsAsync(IServiceProvider services, SandboxChild sandbox, StockClients clients, int account)
    {
        var found = new List<string>();
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var ledger = await sandbox.ListAsync("ledger");
        foreach (var sku in StockClients.Skus)
            await SkuAsync(db, [.. ledger.Where(e => e.GetProperty("sku").GetString() == sku)], account, sku, found);
        foreach (var message in await db.OutboxMessages.AsNoTracking().Where(m => m.Status != OutboxStatus.Done && m.Status != OutboxStatus.Cancelled).ToListAsync())
            found.Add($"not at an end: {message.Subject}, {message.Kind} is {message.Status}: {message.Message}");
        var kept = await db.StockCorrections.AsNoTracking().Select(c => c.Why).ToListAsync();
        found.AddRange(clients.Promised.Keys.Where(p => !kept.Contains(p)).Select(p => $"promised and gone: {p}"));
        found.AddRange(kept.GroupBy(w => w).Where(g => g.Count() > 1).Select(g => $"done {g.Count()} times: {g.Key}"));
        await foreach (var finding in services.GetRequiredService<Verify>().RunAsync(CancellationToken.None))
            found.Add($"verify: {finding.Invariant}: {finding.Where}: {finding.Message}");
        return found;
    }

    private static async Task SkuAsync(ConsoleContext db, List<JsonElement> ledger, int account, string sku, List<string> found)
    {
        var balance = (await db.StockBalances.AsNoTracking().SingleOrDefaultAsync(b => b.Sku == sku && b.AccountId == account))?.Counts ?? default;
        var moved = default(StockCounts);
        foreach (var m in await db.StockMovements.AsNoTracking().Where(m => m.Sku == sku).ToListAsync())
        {
            moved[m.From] -= m.Quantity;
            moved[m.To] += m.Quantity;
        }
        if (moved != balance || StockCounts.Buckets.Any(b => balance[b] < 0))
            found.Add($"bucket: {sku} stands at {balance}, its movements give {moved}");
        // Graded by somebody: by receipt, by release, or as found.
        var graded = await db.GoodsReceipts.Where(r => r.Sku == sku && r.Disposition == Disposition.Restocked && r.Grade != ConditionGrade.None).SumAsync(r => r.Quantity)
            + await db.StockCorrections.Where(c => c.Sku == sku && c.To == StockBucket.Sellable && c.Grade != ConditionGrade.None).SumAsync(c => c.Quantity);
        if (balance.Sellable > graded)
            found.Add($"ungraded: {balance.Sellable} of {sku} are sellable, {graded} were graded");
        Compare("Amazon", AmazonStart + balance.Sellable, Of("amazonSeller", "stock") is [.., var last] ? Number(last) : AmazonStart);
        Compare("the shop", ShopStart + balance.Sellable, ShopStart + Of("commercetools", "restock").Sum(Number));
        if (Of("amazonVendor", "stock") is [.., var told])
            Compare("Direct Fulfilment", balance.Sellable, Number(told));
        else if (balance.Sellable > 0)
            found.Add($"partner: Direct Fulfilment was never told of {sku}, the ledger has {balance.Sellable}");

        List<JsonElement> Of(string partner, string kind) => ledger.FindAll(e => e.GetProperty("partner").GetString() == partner && e.GetProperty("kind").GetString() == kind);

        void Compare(string partner, int expected, int has)
        {
            if (expected != has)
                found.Add($"partner: {partner} has {has} of {sku}, start and ledger give {expected}");
        }
    }

    private static int Number(JsonElement entry) => entry.GetProperty("quantity").GetInt32();
}
