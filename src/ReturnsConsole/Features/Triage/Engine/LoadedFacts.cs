using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>All facts of a run's orders, and how one order's facts are put before the rules.</summary>
internal sealed class LoadedFacts
{
    public FactSet<OrderLineFact> Lines { get; } = new();

    public FactSet<ReturnFact> Returns { get; } = new();

    public FactSet<ReceiptFact> Receipts { get; } = new();

    public FactSet<RefundSightingFact> Refunds { get; } = new();

    public List<OrderAlias> Aliases { get; } = [];

    public List<ForcedMatch> Forced { get; set; } = [];

    /// <summary>Forced matches by the order where they are decided.</summary>
    public Dictionary<long, List<ForcedMatch>> ForcedAt { get; } = [];

    /// <summary>Company of each account.</summary>
    public Dictionary<int, int> Companies { get; set; } = [];

    /// <summary>Accounts for which a hub's final disposition counts as grading.</summary>
    public HashSet<int> TrustHub { get; set; } = [];

    /// <summary>Kits of the accounts that have any.</summary>
    public IReadOnlyDictionary<int, KitBook> Kits { get; set; } = KitBooks.None;

    /// <summary>Companies whose orders come in by themselves.</summary>
    public HashSet<int> SyncingOrders { get; set; } = [];

    /// <summary>Receipts that belong to a vendor return.</summary>
    public HashSet<long> VendorGoods { get; } = [];

    public void Sort()
    {
        Parallel.Invoke(Lines.Sort, Returns.Sort, Receipts.Sort, Refunds.Sort);
        foreach (var forced in Forced)
        {
            var at = FactLinks.HomeOf(forced);
            if (!ForcedAt.TryGetValue(at, out var list))
                ForcedAt[at] = list = [];
            list.Add(forced);
        }
    }

    /// <summary>Every key that has a fact, ascending, each once, without 0.</summary>
    public long[] Keys()
    {
        var keys = new List<long>(Math.Max(Refunds.Count, Returns.Count) + 16);
        var a = Lines.Keys;
        var b = Returns.Keys;
        var c = Receipts.Keys;
        var d = Refunds.Keys;
        int i = 0, j = 0, k = 0, l = 0;
        while (i < a.Length || j < b.Length || k < c.Length || l < d.Length)
        {
            var next = long.MaxValue;
            if (i < a.Length)
                next = Math.Min(next, a[i]);
            if (j < b.Length)
                next = Math.Min(next, b[j]);
            if (k < c.Length)
                next = Math.Min(next, c[k]);
            if (l < d.Length)
                next = Math.Min(next, d[l]);
            while (i < a.Length && a[i] == next)
                i++;
            while (j < b.Length && b[j] == next)
                j++;
            while (k < c.Length && c[k] == next)
                k++;
            while (l < d.Length && d[l] == next)
                l++;
            if (next != Shared.OrderKey.None)
                keys.Add(next);
        }
        return [.. keys];
    }
}
