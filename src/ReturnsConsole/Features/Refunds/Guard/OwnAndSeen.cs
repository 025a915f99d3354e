using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>One of our instructions, as far as finding its proof needs it.</summary>
public sealed record OwnRefund
{
    public required long Id { get; init; }

    public required string Key { get; init; }

    public required RefundState State { get; init; }

    public required string OrderItemId { get; init; }

    public required string Sku { get; init; }

    public required RefundAmounts Amounts { get; init; }

    public required string Currency { get; init; }

    public DateTime? SubmittedAt { get; init; }

    public string ProofReference { get; init; } = "";

    /// <summary>Its proof carries its key: what only looks like it is another's.</summary>
    public bool OnlyByKey { get; init; }

    public long Total => Amounts.Total;
}

/// <summary>Which refund that was seen is which instruction of ours. Pure; used by the guard and by the search for proof.</summary>
public static class OwnAndSeen
{
    /// <summary>Amazon's clock and ours may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    private static readonly RefundState[] Sent = [RefundState.PendingConfirmation, RefundState.Submitted, RefundState.OutcomeUnknown];

    /// <param name="byAmount">Also what only looks like it: the same item and amount, after it was sent. The guard takes that for somebody else's until it is proven.</param>
    /// <returns>For each refund seen the id of our instruction; 0 when it is none of ours.</returns>
    public static long[] Match(IReadOnlyList<OwnRefund> own, IReadOnlyList<RefundFact> seen, bool byAmount)
    {
        var matched = new long[seen.Count];
        var taken = new HashSet<long>();
        ByKey(own, seen, matched, taken);
        foreach (var mine in own.Where(o => o.ProofReference.Length > 0 && !taken.Contains(o.Id)).OrderBy(o => o.Id))
        {
            for (var i = 0; i < seen.Count && !taken.Contains(mine.Id); i++)
            {
                if (matched[i] == 0 && IsProof(seen[i], mine.ProofReference))
                    (matched[i], _) = (mine.Id, taken.Add(mine.Id));
            }
        }
        if (!byAmount)
            return matched;
        // Amazon's transactions do not carry our key: the same item and amount, and not before it was sent. What Amazon accepted goes before what may not have happened.
        foreach (var mine in own.Where(o => Sent.Contains(o.State) && !o.OnlyByKey && !taken.Contains(o.Id)).OrderBy(o => Array.IndexOf(Sent, o.State)).ThenBy(o => o.SubmittedAt).ThenBy(o => o.Id))
        {
            var best = -1;
            for (var i = 0; i < seen.Count; i++)
            {
                if (matched[i] == 0 && Fits(mine, seen[i]) && (best < 0 || Nullable.Compare(seen[i].PostedAt, seen[best].PostedAt) < 0))
                    best = i;
            }
            if (best >= 0)
                (matched[best], _) = (mine.Id, taken.Add(mine.Id));
        }
        return matched;
    }

    /// <summary>Nothing says of which line it is.</summary>
    public static bool IsOfNoLine(in RefundFact seen) => seen.OrderItemId.IsEmpty && seen.Sku.IsEmpty;

    /// <summary>The refund is of this order line, or of no line that can be told: then it counts for each.</summary>
    public static bool IsOfLine(in RefundFact seen, string orderItemId, string sku) =>
        !seen.OrderItemId.IsEmpty && orderItemId.Length > 0 ? seen.OrderItemId.Equals(FactText.Of(orderItemId)) : seen.Sku.IsEmpty || seen.Sku.Equals(FactText.Of(sku));

    private static void ByKey(IReadOnlyList<OwnRefund> own, IReadOnlyList<RefundFact> seen, long[] matched, HashSet<long> taken)
    {
        var byKey = own.ToDictionary(o => o.Key, StringComparer.Ordinal);
        for (var i = 0; i < seen.Count; i++)
        {
            if (!seen[i].MerchantAdjustmentItemId.IsEmpty && byKey.TryGetValue(seen[i].MerchantAdjustmentItemId.ToString(), out var mine) && taken.Add(mine.Id))
                matched[i] = mine.Id;
        }
    }

    private static bool IsProof(in RefundFact seen, string reference) => seen.Key == reference || (!seen.AdjustmentId.IsEmpty && seen.AdjustmentId.ToString() == reference);

    private static bool Fits(OwnRefund mine, in RefundFact seen) =>
        seen.Kind == RefundKind.Refund && seen.Currency == mine.Currency && seen.Total == mine.Total && IsOfLine(seen, mine.OrderItemId, mine.Sku)
        && mine.SubmittedAt is { } sent && seen.PostedAt is { } posted && posted >= sent - Skew && !LooksOurs(seen);

    /// <summary>It carries a key of ours, but not this one's.</summary>
    private static bool LooksOurs(in RefundFact seen) => RefundKeys.LooksLikeOne(seen.MerchantAdjustmentItemId.ToString());
}
