namespace ReturnsConsole.Reconciliation.Stock;

/// <summary>A component of a kit, and how many pieces of it are in one kit.</summary>
public readonly record struct KitPart(FactText Sku, int Pieces);

/// <summary>What a kit is made of from a day on (UTC). Without parts it is no kit any more.</summary>
public sealed record KitVersion(DateTime From, IReadOnlyList<KitPart> Parts);

/// <summary>The kits of one account. A component is never a kit itself.</summary>
public sealed class KitBook
{
    private readonly Dictionary<FactText, KitVersion[]> kits = [];

    /// <param name="versions">Kit SKU and what it was made of from when, in any order.</param>
    public KitBook(IEnumerable<(string Sku, KitVersion Version)> versions)
    {
        foreach (var of in versions.GroupBy(v => v.Sku, StringComparer.Ordinal))
            kits[of.Key] = [.. of.Select(v => v.Version).OrderBy(v => v.From)];
    }

    /// <summary>True: it was a kit at some time.</summary>
    public bool Has(in FactText sku) => kits.ContainsKey(sku);

    /// <summary>Kits that have or had the SKU as a component.</summary>
    public IEnumerable<string> With(FactText part) => kits.Where(k => Array.Exists(k.Value, v => v.Parts.Any(p => p.Sku == part))).Select(k => k.Key.ToString());

    /// <summary>What the kit was made of on a day; null: it was none. Without a day, what it was made of first.</summary>
    public IReadOnlyList<KitPart>? Of(in FactText sku, DateTime? day)
    {
        if (!kits.TryGetValue(sku, out var versions))
            return null;
        var found = day is null ? versions[0] : Array.FindLast(versions, v => v.From <= day);
        return found is { Parts.Count: > 0 } ? found.Parts : null;
    }
}
