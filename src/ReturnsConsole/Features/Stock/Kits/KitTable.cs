using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>Which recipe: of an account's kit, from a day on.</summary>
public readonly record struct KitKey(int AccountId, string Sku, DateTime From);

/// <summary>So many pieces of a SKU, as somebody wrote it down.</summary>
public sealed record KitLine(string Sku, int Pieces);

/// <summary>Names of the columns, in files and in messages.</summary>
public static class KitColumns
{
    public const string Account = "account";
    public const string Kit = "kit_sku";
    public const string Component = "component_sku";
    public const string Quantity = "quantity";
    public const string From = "valid_from";

    public static IReadOnlyList<string> All { get; } = [Account, Kit, Component, Quantity, From];
}

/// <summary>The kit table, open in a write transaction. It never holds a kit of kits.</summary>
internal sealed class KitTable
{
    public const int MaxSku = 100;
    public const int MaxPieces = 1_000;
    public const int MaxComponents = 100;

    private readonly ConsoleContext db;
    private readonly Dictionary<KitKey, KitRecipe> recipes;
    private readonly Dictionary<(int, string), int> kits = [];
    private readonly Dictionary<(int, string), HashSet<string>> inside = [];
    private readonly string by;
    private readonly DateTime now;

    private KitTable(ConsoleContext db, List<KitRecipe> there, string by, DateTime now)
    {
        (this.db, this.by, this.now) = (db, by, now);
        recipes = there.ToDictionary(KeyOf);
        foreach (var recipe in there)
            Count(recipe, 1);
    }

    public IReadOnlyDictionary<KitKey, KitRecipe> Recipes => recipes;

    /// <summary>SKUs, kits and components, of all that was changed.</summary>
    public HashSet<string> Touched { get; } = new(StringComparer.Ordinal);

    /// <summary>What was changed, as it was and as it is; null: it was or is not there.</summary>
    public Dictionary<KitKey, (string? Before, string? After)> Changes { get; } = [];

    public static async Task<KitTable> OpenAsync(ConsoleContext db, IReadOnlyCollection<int> accounts, string by, DateTime now, CancellationToken ct) =>
        new(db, await db.KitRecipes.Include(r => r.Components).Where(r => accounts.Contains(r.AccountId)).ToListAsync(ct), by, now);

    public static KitKey KeyOf(KitRecipe recipe) => new(recipe.AccountId, recipe.KitSku, recipe.ValidFrom);

    /// <summary>Why the table cannot hold this; null: it can. What the recipe says now does not stand against it.</summary>
    public MappingFault? FaultOf(KitKey key, IReadOnlyList<KitLine> lines)
    {
        if (IsNoSku(key.Sku))
            return new(KitColumns.Kit, key.Sku, $"a SKU of 1 to {MaxSku} characters without blanks around it");
        if (key.From.Year is < 2000 or > 2100 || key.From.TimeOfDay != default)
            return new(KitColumns.From, $"{key.From:yyyy-MM-dd}", "a day from 2000-01-01 to 2100-12-31");
        if (lines.Count > MaxComponents)
            return new(KitColumns.Component, $"{lines.Count} components", $"at most {MaxComponents}");
        var before = recipes.GetValueOrDefault(key);
        if (before is not null)
            Count(before, -1);
        var fault = Lines(key, lines);
        if (before is not null)
            Count(before, 1);
        return fault;
    }

    /// <returns>True: it was not so before.</returns>
    public bool Put(KitKey key, IReadOnlyList<KitLine> lines)
    {
        var before = recipes.GetValueOrDefault(key);
        if (before is not null && Say(before) == Say(lines))
            return false;
        Remember(key, before, Say(lines));
        if (before is not null)
        {
            Count(before, -1);
            db.KitComponents.RemoveRange(before.Components);
            before.Components.Clear();
            (before.ChangedByName, before.ChangedAt) = (by, now);
            db.Entry(before).State = EntityState.Modified;
        }
        var recipe = before ?? new KitRecipe { AccountId = key.AccountId, KitSku = key.Sku, ValidFrom = key.From, ChangedByName = by, ChangedAt = now };
        recipe.Components.AddRange(lines.Select(l => new KitComponent { Sku = l.Sku, Pieces = l.Pieces }));
        if (before is null)
            db.KitRecipes.Add(recipes[key] = recipe);
        Count(recipe, 1);
        Touched.UnionWith([key.Sku, .. lines.Select(l => l.Sku)]);
        return true;
    }

    public void Drop(KitRecipe recipe)
    {
        Remember(KeyOf(recipe), recipe, null);
        Count(recipe, -1);
        recipes.Remove(KeyOf(recipe));
        db.KitRecipes.Remove(recipe);
    }

    public static string Say(IEnumerable<KitLine> lines) => lines.OrderBy(l => l.Sku, StringComparer.Ordinal).Select(l => $"{l.Pieces} × {l.Sku}").ToList() is { Count: > 0 } parts ? string.Join(", ", parts) : "no kit any more";

    public static string Say(KitRecipe recipe) => Say(recipe.Components.Select(c => new KitLine(c.Sku, c.Pieces)));

    private MappingFault? Lines(KitKey key, IReadOnlyList<KitLine> lines)
    {
        if (lines.Count > 0 && inside.TryGetValue((key.AccountId, key.Sku), out var of) && of.Count > 0)
            return new(KitColumns.Kit, key.Sku, $"a SKU that is no component: it is one of kit {of.First()}, and there are no kits of kits");
        foreach (var line in lines)
        {
            if (IsNoSku(line.Sku))
                return new(KitColumns.Component, line.Sku, $"a SKU of 1 to {MaxSku} characters without blanks around it");
            if (line.Pieces is < 1 or > MaxPieces)
                return new(KitColumns.Quantity, $"{line.Pieces}", $"a whole number from 1 to {MaxPieces}");
            if (line.Sku == key.Sku)
                return new(KitColumns.Component, line.Sku, "another SKU than the kit's own");
            if (kits.GetValueOrDefault((key.AccountId, line.Sku)) > 0)
                return new(KitColumns.Component, line.Sku, "a SKU that is no kit itself: there are no kits of kits. Name the pieces inside it");
        }
        return lines.GroupBy(l => l.Sku, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice ? new(KitColumns.Component, twice, "each component once") : null;
    }

    private void Remember(KitKey key, KitRecipe? before, string? after)
    {
        Changes[key] = (before is null ? null : Say(before), after);
        Touched.Add(key.Sku);
        Touched.UnionWith(before?.Components.Select(c => c.Sku) ?? []);
    }

    private void Count(KitRecipe recipe, int by)
    {
        if (recipe.Components.Count == 0)
            return;
        kits[(recipe.AccountId, recipe.KitSku)] = kits.GetValueOrDefault((recipe.AccountId, recipe.KitSku)) + by;
        foreach (var c in recipe.Components)
        {
            var of = inside.TryGetValue((recipe.AccountId, c.Sku), out var known) ? known : inside[(recipe.AccountId, c.Sku)] = new(StringComparer.Ordinal);
            // Several recipes of one kit may name it; those that stay put it back.
            if (by > 0)
                of.Add($"{recipe.KitSku} from {recipe.ValidFrom:yyyy-MM-dd}");
            else
                of.Remove($"{recipe.KitSku} from {recipe.ValidFrom:yyyy-MM-dd}");
        }
    }

    private static bool IsNoSku(string text) => text.Length is 0 or > MaxSku || text != text.Trim() || text.Any(char.IsControl);
}
