using ReturnsConsole.Components;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>What happened and what is to come, the latest on top.</summary>
internal static class StatusTimeline
{
    public static IReadOnlyList<TimelineStep> Of(LookupOrder order, LookupReturn? item, ReturnTracks? tracks, ReturnTelling? telling, LookupWords words)
    {
        var past = new List<TimelineStep>();
        void Add(DateTime? at, string text, string source, Tone tone = Tone.Still, bool dayOnly = false)
        {
            if (at is { } when)
                past.Add(new(when, dayOnly ? words.Day(when) : words.Time(when), text, source, tone));
        }
        var seller = order.IsAmazon ? "Amazon" : "our shop";
        Add(order.OrderedAt, "Ordered", seller);
        Add(order.LatestDeliveryAt, "Latest promised delivery", "Amazon's promise, not the delivery", dayOnly: true);
        if (item is not null)
            Told(item, Add);
        foreach (var receipt in item?.Receipts ?? order.LooseReceipts)
            Add(receipt.At, receipt.IsLost ? "Written down as lost" : receipt.IsGraded ? "Arrived and inspected" : "Arrived at our dock", receipt.Source.Length > 0 ? receipt.Source : "warehouse", receipt.IsLost ? Tone.Warn : Tone.Still);
        foreach (var refund in (item?.Refunds ?? []).Concat(order.LooseRefunds))
            Add(refund.At, TextOf(refund, seller), refund.Source == RefundSource.Settlement ? "settlement" : "Amazon's transactions", Tone.Good);
        past = [.. past.Select((step, i) => (step, i)).OrderByDescending(p => p.step.At).ThenByDescending(p => p.i).Select(p => p.step)];
        // A promise may lie ahead; the last thing that happened is what is marked.
        var last = past.FindIndex(p => p.At <= words.NowUtc && p.Tone == Tone.Still);
        if (last >= 0)
            past[last] = past[last] with { Tone = Tone.Flow };
        return [.. Future(tracks, telling, words), .. past];
    }

    private static void Told(LookupReturn item, Action<DateTime?, string, string, Tone, bool> add)
    {
        var label = item.AmazonPrepaidLabel ? ", Amazon's prepaid label" : "";
        add(item.RequestedAt, item.State switch
        {
            ReturnRequestState.Pending => "Return asked for",
            ReturnRequestState.Rejected => "Return asked for, refused later",
            ReturnRequestState.Cancelled => "Return asked for, cancelled later",
            _ => $"Return asked for{label}",
        }, item.ToldBy, Tone.Still, false);
        add(item.FirstScanAt, "First scan of the carrier", string.Join(", via ", new[] { item.Carrier, item.Platform }.Where(t => t.Length > 0)), Tone.Still, false);
        add(item.AtHubAt, "Arrived at the returns hub", item.Platform, Tone.Still, false);
        add(item.ProcessedAt, "Inspected at the returns hub", item.Platform, Tone.Still, false);
        add(item.DeliveredAt, item.IsFba ? "Received by Amazon" : "Delivered to us", item.IsFba ? item.FulfillmentCenter : "Amazon says so", Tone.Still, false);
    }

    private static string TextOf(LookupRefund refund, string seller) => refund.Kind switch
    {
        RefundKind.Chargeback => $"The bank took {LookupWords.Amount(refund.Amount, refund.Currency)} back",
        RefundKind.GuaranteeClaim => $"A-to-z claim paid: {LookupWords.Amount(refund.Amount, refund.Currency)}",
        RefundKind.Other => $"{LookupWords.Amount(refund.Amount, refund.Currency)} booked, not a refund of goods",
        _ => $"Refunded by {seller}: {LookupWords.Amount(refund.Amount, refund.Currency)}",
    };

    /// <summary>Steps to come have no day of their own but the deadline that all of them share.</summary>
    private static IEnumerable<TimelineStep> Future(ReturnTracks? tracks, ReturnTelling? telling, LookupWords words)
    {
        var steps = telling?.Future ?? [];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var by = tracks?.Deadline is { } deadline ? $"by {words.Day(deadline)}" : i == 0 ? "next" : "then";
            yield return new(tracks?.Deadline ?? words.NowUtc, by, steps[i], "", Tone.Expected, IsFuture: true);
        }
    }
}
