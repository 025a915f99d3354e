using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Reconciliation;

/// <summary>All that is known about one order of one account. Filled, decided on and cleared again; the order in which facts are added does not matter.</summary>
public sealed class OrderFacts
{
    private string? text;

    /// <summary>The order's key; <see cref="OrderKey.None"/> for facts that name no order.</summary>
    public long Key { get; set; }

    /// <summary>Orders of the company come in by themselves: that this one is not here means something.</summary>
    public bool OrdersAreSynced { get; set; }

    /// <summary>The order id in text; empty when there is none. Most orders never need it.</summary>
    public string OrderId => text ??= Key > 0 ? Shared.OrderKey.TextOf(Key) : FirstGiven();

    /// <summary>The account's kits; null: it has none, or leaves kits as they are.</summary>
    public KitBook? Kits { get; set; }

    public List<OrderLineFact> Lines { get; } = [];

    public List<ReturnFact> Returns { get; } = [];

    public List<ReceiptFact> Receipts { get; } = [];

    public List<RefundSightingFact> Sightings { get; } = [];

    public List<ForcedMatchFact> Forced { get; } = [];

    public bool IsEmpty => Lines.Count + Returns.Count + Receipts.Count + Sightings.Count == 0;

    public void Clear()
    {
        text = null;
        Key = 0;
        OrdersAreSynced = false;
        Kits = null;
        Lines.Clear();
        Returns.Clear();
        Receipts.Clear();
        Sightings.Clear();
        Forced.Clear();
    }

    /// <summary>An id that is not Amazon's stands beside each fact.</summary>
    private string FirstGiven()
    {
        if (Key == OrderKey.None)
            return "";
        FactText given = default;
        foreach (var line in Lines)
            given = Smaller(given, line.OrderId);
        foreach (var item in Returns)
            given = Smaller(given, item.OrderId);
        foreach (var refund in Sightings)
            given = Smaller(given, refund.OrderId);
        foreach (var receipt in Receipts)
            given = Smaller(given, receipt.OrderId);
        return given.ToString();
    }

    private static FactText Smaller(FactText a, FactText b) => b.IsEmpty || (!a.IsEmpty && a < b) ? a : b;
}
