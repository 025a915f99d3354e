using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Ledger;

/// <summary>
/// Pieces of a SKU that went from one bucket to another. Written once, never changed and never deleted: what turns out otherwise is another movement. From and
/// to the same bucket: pieces that were counted under one order turned out to belong to another.
/// </summary>
public sealed class StockMovement
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required string Sku { get; init; }

    public required StockBucket From { get; init; }

    public required StockBucket To { get; init; }

    /// <summary>Pieces, above 0.</summary>
    public required int Quantity { get; init; }

    /// <summary>Order whose facts say so; 0 when it is not known.</summary>
    public required long OrderKey { get; init; }

    /// <summary>When the console wrote it (UTC).</summary>
    public required DateTime At { get; init; }

    /// <summary>The correction or release that moved it; 0: the facts did.</summary>
    public long CorrectionId { get; init; }
}

/// <summary>How many pieces of a SKU stand in each bucket: the sum of its movements, kept in the transaction that writes them. One row, however long the history.</summary>
public sealed class StockBalance
{
    public int Id { get; private set; }

    public required int AccountId { get; init; }

    public required string Sku { get; init; }

    public int InTransit { get; set; }

    public int OnHandUninspected { get; set; }

    public int Sellable { get; set; }

    public int Quarantine { get; set; }

    public int Scrap { get; set; }

    public int Lost { get; set; }

    public DateTime ChangedAt { get; set; }

    public int Version { get; set; }

    public StockCounts Counts
    {
        get => new(InTransit, OnHandUninspected, Sellable, Quarantine, Scrap, Lost);
        set => (InTransit, OnHandUninspected, Sellable, Quarantine, Scrap, Lost) = value;
    }
}

/// <summary>What the ledger has taken in of one order's SKU: movements are the difference between this and what the facts say now.</summary>
public sealed class StockPosition
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>0: goods of which no order is known.</summary>
    public required long OrderKey { get; init; }

    public required string Sku { get; init; }

    public required int InTransit { get; init; }

    public required int OnHandUninspected { get; init; }

    public required int Sellable { get; init; }

    public required int Quarantine { get; init; }

    public required int Scrap { get; init; }

    public required int Lost { get; init; }

    public StockCounts Counts => new(InTransit, OnHandUninspected, Sellable, Quarantine, Scrap, Lost);
}
