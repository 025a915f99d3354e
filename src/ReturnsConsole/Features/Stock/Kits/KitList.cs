using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>A recipe.</summary>
/// <param name="IsInForce">It is the one that counts for what is asked for or comes today.</param>
/// <param name="IsCounted">The account counts kits as their components.</param>
public sealed record KitRow(int Id, int AccountId, string Account, string Sku, DateTime From, IReadOnlyList<KitLine> Lines, bool IsInForce, bool IsCounted, string ChangedBy, DateTime ChangedAt, int Version)
{
    public string Parts => KitTable.Say(Lines);
}

/// <param name="Count">Of all pages.</param>
public sealed record KitPage(IReadOnlyList<KitRow> Rows, int Count);

/// <summary>The kit table, a page at a time, by kit and then the newest recipe first.</summary>
public sealed class KitList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="text">What the SKU of a kit or of a component begins with; empty: all.</param>
    /// <param name="page">From 1.</param>
    public async Task<Answer<KitPage>> RunAsync(Actor actor, string text, int page, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<KitPage>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (ids, like) = (seen.Keys.ToList(), text.Trim());
        var found = db.KitRecipes.AsNoTracking().Where(r => ids.Contains(r.AccountId) && (like == "" || r.KitSku.StartsWith(like) || db.KitComponents.Any(c => c.RecipeId == r.Id && c.Sku.StartsWith(like))));
        var rows = await found.Include(r => r.Components).OrderBy(r => r.KitSku).ThenBy(r => r.AccountId).ThenByDescending(r => r.ValidFrom).Skip(Math.Max(0, page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var today = clock.GetUtcNow().UtcDateTime;
        var skus = rows.Select(r => r.KitSku).Distinct().ToList();
        var inForce = (await db.KitRecipes.Where(r => skus.Contains(r.KitSku) && r.ValidFrom <= today).GroupBy(r => new { r.AccountId, r.KitSku }).Select(g => new { g.Key.AccountId, g.Key.KitSku, From = g.Max(r => r.ValidFrom) }).ToListAsync(ct))
            .Select(r => new KitKey(r.AccountId, r.KitSku, r.From)).ToHashSet();
        var settings = await SettingsReader.ReadAsync(db, ct);
        return Answer.Of(new KitPage(
            [.. rows.Select(r => new KitRow(r.Id, r.AccountId, seen[r.AccountId], r.KitSku, r.ValidFrom, [.. r.Components.OrderBy(c => c.Sku, StringComparer.Ordinal).Select(c => new KitLine(c.Sku, c.Pieces))],
                inForce.Contains(KitTable.KeyOf(r)), settings.IsOn(SettingCatalogue.Kits, r.AccountId), r.ChangedByName, r.ChangedAt, r.Version))],
            await found.CountAsync(ct)));
    }
}

/// <summary>What the kit table says of one SKU.</summary>
/// <param name="Parts">What it is made of today; empty: it is no kit.</param>
/// <param name="Kits">Kits that hold it today.</param>
public sealed record SkuKits(IReadOnlyList<KitLink> Parts, IReadOnlyList<KitLink> Kits);

/// <param name="BalanceId">Its page under Stock; 0: nothing of it was ever counted.</param>
public sealed record KitLink(string Sku, int Pieces, int BalanceId);

/// <summary>From a SKU to its components and to the kits that hold it.</summary>
public sealed class KitLinks(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    public async Task<SkuKits> RunAsync(Actor actor, int accountId, string sku, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is not null)
            return new([], []);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = await guard.CompaniesAsync(actor, ct);
        if (companies is not null && !await db.Accounts.AnyAsync(a => a.Id == accountId && companies.Contains(a.CompanyId), ct))
            return new([], []);
        var kits = await KitOrders.WithAsync(db, accountId, sku, ct);
        var recipes = await db.KitRecipes.AsNoTracking().Include(r => r.Components).Where(r => r.AccountId == accountId && (r.KitSku == sku || kits.Contains(r.KitSku))).ToListAsync(ct);
        if (recipes.Count == 0)
            return new([], []);
        var (book, today) = (KitBooks.Of(recipes), clock.GetUtcNow().UtcDateTime);
        var parts = book.Of(sku, today)?.Select(p => (Sku: p.Sku.ToString(), p.Pieces)).ToList() ?? [];
        var holders = kits.Select(k => (Sku: k, Pieces: book.Of(k, today)?.FirstOrDefault(p => p.Sku == sku).Pieces ?? 0)).Where(k => k.Pieces > 0).ToList();
        var named = parts.Concat(holders).Select(k => k.Sku).ToList();
        var pages = await db.StockBalances.Where(b => b.AccountId == accountId && named.Contains(b.Sku)).ToDictionaryAsync(b => b.Sku, b => b.Id, StringComparer.Ordinal, ct);
        return new([.. parts.Select(Link)], [.. holders.Select(Link)]);

        KitLink Link((string Sku, int Pieces) of) => new(of.Sku, of.Pieces, pages.GetValueOrDefault(of.Sku));
    }
}
