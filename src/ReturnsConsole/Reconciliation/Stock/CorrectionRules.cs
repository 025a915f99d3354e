namespace ReturnsConsole.Reconciliation.Stock;

/// <summary>A person's word about pieces of one SKU of one order: they are in another bucket than the facts say.</summary>
/// <param name="Id">In this order they count.</param>
/// <param name="Quantity">Pieces, above 0.</param>
/// <param name="ReceiptId">The quarantined receipt whose pieces are released; 0: it is bound to no receipt.</param>
/// <param name="StillHeld">Pieces that the receipt still holds in quarantine by its own facts.</param>
public readonly record struct CorrectionFact(long Id, StockBucket From, StockBucket To, int Quantity, long ReceiptId = 0, int StillHeld = 0);

/// <summary>
/// Puts corrections on top of what the facts say. Pure, and the same for every order in which the facts came. A correction takes only what is there: when the facts
/// turn out otherwise later, it counts for less or for nothing, and no bucket ever goes below zero. A release counts only for the receipt it was given for: pieces that
/// come later are not released by it.
/// </summary>
public static class CorrectionRules
{
    /// <param name="counts">What the facts say.</param>
    /// <param name="corrections">Of the same SKU of the same order, in any order.</param>
    /// <param name="effects">Gets how many pieces each correction moves, by its id; null: not wanted.</param>
    public static StockCounts Apply(StockCounts counts, IEnumerable<CorrectionFact> corrections, IDictionary<long, int>? effects = null)
    {
        Dictionary<long, int>? released = null;
        foreach (var correction in corrections.OrderBy(c => c.Id))
        {
            var pieces = correction.Quantity;
            if (correction.ReceiptId != 0)
            {
                var before = (released ??= []).GetValueOrDefault(correction.ReceiptId);
                pieces = Math.Clamp(correction.StillHeld - before, 0, pieces);
            }
            if (correction.From != StockBucket.Customer)
                pieces = Math.Min(pieces, counts[correction.From]);
            if (correction.ReceiptId != 0)
                released![correction.ReceiptId] = released.GetValueOrDefault(correction.ReceiptId) + pieces;
            counts[correction.From] -= pieces;
            counts[correction.To] += pieces;
            if (effects is not null)
                effects[correction.Id] = pieces;
        }
        return counts;
    }

    /// <summary>Why a person may not move pieces so; null when they may.</summary>
    /// <param name="there">Pieces of the SKU of this order.</param>
    /// <param name="graded">The person says which grade they have.</param>
    public static string? Refusal(StockCounts there, StockBucket from, StockBucket to, int quantity, bool graded)
    {
        if (quantity is < 1 or > 100_000)
            return "Give a number of pieces from 1 to 100,000.";
        if (from == to)
            return "From and to are the same: nothing would change.";
        if (to == StockBucket.Sellable && from != StockBucket.Customer)
            return from == StockBucket.Quarantine
                ? "Pieces leave quarantine for sale by a release, which names the receipt."
                : "Only pieces that were found can be corrected into sellable stock; others are graded first.";
        if (to == StockBucket.Sellable && !graded)
            return "Nothing is sellable without a grade. Say which grade the pieces have.";
        return from != StockBucket.Customer && there[from] < quantity
            ? $"There {(there[from] == 1 ? "is" : "are")} {Words.Count(there[from], "piece", "pieces")} to take {quantity} from: no bucket goes below zero."
            : null;
    }
}
