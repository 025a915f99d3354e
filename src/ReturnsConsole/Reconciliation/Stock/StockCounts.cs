namespace ReturnsConsole.Reconciliation.Stock;

/// <summary>Where returned goods are. Values are stored.</summary>
public enum StockBucket : byte
{
    /// <summary>With the customer, or gone back to them: outside the ledger, the other side of what comes in.</summary>
    Customer = 0,

    /// <summary>Scanned on its way to us; also what a hub has and does not have the last word on.</summary>
    InTransit = 1,

    /// <summary>At our dock, not decided about.</summary>
    OnHandUninspected = 2,

    /// <summary>Graded and put back into stock.</summary>
    Sellable = 3,
    Quarantine = 4,
    Scrap = 5,
    Lost = 6,
}

/// <summary>Pieces of one SKU by bucket; without <see cref="StockBucket.Customer"/>, which is all the rest.</summary>
public record struct StockCounts(int InTransit, int OnHandUninspected, int Sellable, int Quarantine, int Scrap, int Lost)
{
    /// <summary>Every bucket that is counted, in the order in which movements are written.</summary>
    public static IReadOnlyList<StockBucket> Buckets { get; } = [StockBucket.InTransit, StockBucket.OnHandUninspected, StockBucket.Quarantine, StockBucket.Scrap, StockBucket.Lost, StockBucket.Sellable];

    public readonly int Total => InTransit + OnHandUninspected + Sellable + Quarantine + Scrap + Lost;

    public int this[StockBucket bucket]
    {
        readonly get => bucket switch
        {
            StockBucket.InTransit => InTransit,
            StockBucket.OnHandUninspected => OnHandUninspected,
            StockBucket.Sellable => Sellable,
            StockBucket.Quarantine => Quarantine,
            StockBucket.Scrap => Scrap,
            StockBucket.Lost => Lost,
            _ => 0,
        };
        set
        {
            switch (bucket)
            {
                case StockBucket.InTransit:
                    InTransit = value;
                    break;
                case StockBucket.OnHandUninspected:
                    OnHandUninspected = value;
                    break;
                case StockBucket.Sellable:
                    Sellable = value;
                    break;
                case StockBucket.Quarantine:
                    Quarantine = value;
                    break;
                case StockBucket.Scrap:
                    Scrap = value;
                    break;
                case StockBucket.Lost:
                    Lost = value;
                    break;
            }
        }
    }

    public readonly StockCounts Plus(StockCounts other) =>
        new(InTransit + other.InTransit, OnHandUninspected + other.OnHandUninspected, Sellable + other.Sellable, Quarantine + other.Quarantine, Scrap + other.Scrap, Lost + other.Lost);

    public readonly StockCounts Minus(StockCounts other) =>
        new(InTransit - other.InTransit, OnHandUninspected - other.OnHandUninspected, Sellable - other.Sellable, Quarantine - other.Quarantine, Scrap - other.Scrap, Lost - other.Lost);
}
