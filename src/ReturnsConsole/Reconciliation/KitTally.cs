using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Reconciliation;

/// <summary>A return of kits while its order is being decided: how many pieces of each component came, by themselves or inside whole kits.</summary>
internal sealed class KitTally(IReadOnlyList<KitPart> parts)
{
    private readonly int[] came = new int[parts.Count];
    private readonly int[] accepted = new int[parts.Count];
    private int strange;

    public IReadOnlyList<KitPart> Parts => parts;

    /// <summary>Kits of which every component came.</summary>
    public int Whole => Least(came);

    /// <summary>Kits of which every component was accepted.</summary>
    public int AcceptedWhole => Least(accepted);

    /// <summary>Kits of which anything came, at most as many as are expected; never fewer than are whole.</summary>
    public int Begun(int expected)
    {
        var most = strange;
        for (var i = 0; i < parts.Count; i++)
            most = Math.Max(most, (came[i] + parts[i].Pieces - 1) / parts[i].Pieces);
        return Math.Max(Whole, Math.Min(most, expected));
    }

    /// <summary>Place of the SKU among the components; -1: it is none.</summary>
    public int Find(in FactText sku)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Sku.Agrees(sku))
                return i;
        }
        return -1;
    }

    public bool Needs(int part, int kits) => came[part] < KitRules.Pieces(kits, parts[part]);

    public int CameOf(int part) => came[part];

    /// <param name="otherSku">Goods that are neither the kit nor a component of it.</param>
    public void Add(in ReceiptFact goods, bool otherSku)
    {
        if (otherSku)
        {
            strange += goods.Quantity;
            return;
        }
        var only = Find(goods.Sku);
        for (var i = 0; i < parts.Count; i++)
        {
            if (only >= 0 && only != i)
                continue;
            var pieces = only >= 0 ? goods.Quantity : KitRules.Pieces(goods.Quantity, parts[i]);
            came[i] += pieces;
            accepted[i] += goods.Accepted ? pieces : 0;
        }
    }

    private int Least(int[] counts)
    {
        var least = int.MaxValue;
        for (var i = 0; i < parts.Count; i++)
            least = Math.Min(least, counts[i] / parts[i].Pieces);
        return least;
    }
}
