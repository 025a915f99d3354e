using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock;

/// <summary>Buckets as people call them.</summary>
public static class StockWords
{
    public static string Of(StockBucket bucket) => bucket switch
    {
        StockBucket.InTransit => "In transit",
        StockBucket.OnHandUninspected => "Not inspected",
        StockBucket.Sellable => "Sellable",
        StockBucket.Quarantine => "Quarantine",
        StockBucket.Scrap => "Scrap",
        StockBucket.Lost => "Lost",
        _ => "Customer",
    };

    /// <summary>What stands in it, in a sentence.</summary>
    public static string Meaning(StockBucket bucket) => bucket switch
    {
        StockBucket.InTransit => "scanned on its way, or at a hub that has not decided",
        StockBucket.OnHandUninspected => "at our dock, waiting for a grade and a disposition",
        StockBucket.Sellable => "graded and put back into stock, all that ever was",
        StockBucket.Quarantine => "held back after grading",
        StockBucket.Scrap => "written off",
        StockBucket.Lost => "reported as lost",
        _ => "with the customer",
    };
}
