using ReturnsConsole.Components;
using ReturnsConsole.Features.Sync.Outbox;
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

    /// <summary>Whether a partner has what it was told.</summary>
    public static string Of(PartnerStanding standing) => standing switch
    {
        { Newest.Status: OutboxStatus.Waiting or OutboxStatus.Sending or OutboxStatus.Pending } => OutboxWords.Of(standing.Newest.Status),
        { Verdict: DriftVerdict.Drifts, Newest.Status: OutboxStatus.Unknown } => "Outcome unknown",
        { Verdict: DriftVerdict.Drifts } => "Drifts",
        { Verdict: DriftVerdict.Agrees } => "Agrees",
        _ => "Told, not compared",
    };

    public static Tone ToneOf(PartnerStanding standing) => standing switch
    {
        { Newest.Status: OutboxStatus.Waiting or OutboxStatus.Sending or OutboxStatus.Pending } => OutboxWords.ToneOf(standing.Newest.Status),
        { Verdict: DriftVerdict.Drifts, Newest.Status: OutboxStatus.Unknown } => Tone.Hold,
        { Verdict: DriftVerdict.Drifts } => Tone.Critical,
        { Verdict: DriftVerdict.Agrees } => Tone.Good,
        _ => Tone.Still,
    };
}
