using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock;

/// <summary>A SKU of an account and where its returned pieces are.</summary>
public sealed record StockRow(int Id, int AccountId, string Account, string Sku, StockCounts Counts, DateTime ChangedAt);

/// <summary>Where a page begins: after this SKU of this account.</summary>
public sealed record StockPlace(string Sku, int AccountId);

/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record StockPageRows(IReadOnlyList<StockRow> Rows, StockPlace? Next);

/// <summary>Returned stock of the accounts a person sees, by SKU.</summary>
public sealed class StockList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 50;

    /// <param name="text">How the SKU begins; empty: all.</param>
    public async Task<Answer<StockPageRows>> RunAsync(Actor actor, string text, StockPlace? after, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<StockPageRows>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = (await guard.CompaniesAsync(actor, ct))?.ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => companies == null || companies.Contains(a.CompanyId)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var seen = accounts.Keys.ToList();
        var balances = db.StockBalances.AsNoTracking().Where(b => seen.Contains(b.AccountId));
        if (text.Trim() is { Length: > 0 } start)
            balances = balances.Where(b => b.Sku.StartsWith(start));
        if (after is not null)
            balances = balances.Where(b => b.Sku.CompareTo(after.Sku) > 0 || (b.Sku == after.Sku && b.AccountId > after.AccountId));
        var found = await balances.OrderBy(b => b.Sku).ThenBy(b => b.AccountId).Take(PageSize + 1).ToListAsync(ct);
        List<StockRow> rows = [.. found.Take(PageSize).Select(b => new StockRow(b.Id, b.AccountId, accounts[b.AccountId], b.Sku, b.Counts, b.ChangedAt))];
        return Answer.Of(new StockPageRows(rows, found.Count > PageSize ? new(rows[^1].Sku, rows[^1].AccountId) : null));
    }
}
