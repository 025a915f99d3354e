using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>The kit table as the rules read it.</summary>
internal static class KitBooks
{
    public static IReadOnlyDictionary<int, KitBook> None { get; } = FrozenDictionary<int, KitBook>.Empty;

    /// <summary>By account; only those that have kits and count them as components.</summary>
    public static async Task<IReadOnlyDictionary<int, KitBook>> LoadAsync(ConsoleContext db, CurrentSettings settings, CancellationToken ct)
    {
        var recipes = await db.KitRecipes.AsNoTracking().Include(r => r.Components).ToListAsync(ct);
        return recipes.Count == 0 ? None : recipes.GroupBy(r => r.AccountId).Where(g => settings.IsOn(SettingCatalogue.Kits, g.Key)).ToDictionary(g => g.Key, Of);
    }

    /// <summary>Of one account, those of these SKUs that are kits; null: none is, or the account leaves kits as they are.</summary>
    public static async Task<KitBook?> LoadAsync(ConsoleContext db, int account, IEnumerable<string> among, CancellationToken ct)
    {
        var skus = among.Distinct().ToList();
        var recipes = await db.KitRecipes.AsNoTracking().Include(r => r.Components).Where(r => r.AccountId == account && skus.Contains(r.KitSku)).ToListAsync(ct);
        return recipes.Count == 0 || !(await SettingsReader.ReadAsync(db, ct)).IsOn(SettingCatalogue.Kits, account) ? null : Of(recipes);
    }

    public static KitBook Of(IEnumerable<KitRecipe> recipes) =>
        new(recipes.Select(r => (r.KitSku, new KitVersion(r.ValidFrom, [.. r.Components.OrderBy(c => c.Sku, StringComparer.Ordinal).Select(c => new KitPart(c.Sku, c.Pieces))]))));
}
