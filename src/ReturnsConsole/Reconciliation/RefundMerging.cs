namespace ReturnsConsole.Reconciliation;

/// <summary>
/// Makes refunds of sightings. What a settlement shows is money that moved; a deferred and a released transaction are the same money seen earlier. One refund
/// is told from another by its merchant adjustment item id, else by adjustment id and item; a transaction without a common id is the settlement's refund of
/// the same item and amount within the deferral's time. Parts of one refund in several settlements add up.
/// </summary>
internal static class RefundMerging
{
    // Of the same sighting told twice, the one with the smaller id stands for both.
    private static readonly Comparison<RefundSightingFact> InFixedOrder = static (a, b) => Compare(a, b) is not 0 and var by ? by : a.Id.CompareTo(b.Id);

    public static void Merge(List<RefundSightingFact> sightings, ReconciliationSettings settings, List<RefundFact> refunds)
    {
        if (sightings.Count > 1)
            sightings.Sort(InFixedOrder);
        for (var i = 0; i < sightings.Count; i++)
        {
            var sighting = sightings[i];
            if (i > 0 && IsRepeat(sighting, sightings[i - 1]))
                continue;
            var known = FindByIdentity(refunds, sighting);
            if (known < 0 && sighting.Source != RefundSource.Settlement)
                known = FindByAmount(refunds, sightings, sighting, settings);
            if (known < 0)
                refunds.Add(First(sighting));
            else
                Join(ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(refunds)[known], sighting);
        }
    }

    private static bool IsRepeat(in RefundSightingFact a, in RefundSightingFact b) => Compare(a, b) == 0;

    private static int FindByIdentity(List<RefundFact> refunds, in RefundSightingFact s)
    {
        for (var i = 0; i < refunds.Count; i++)
        {
            if (HasIdentity(refunds[i], s))
                return i;
        }
        return -1;
    }

    private static bool HasIdentity(in RefundFact r, in RefundSightingFact s)
    {
        if (r.Kind != s.Kind || r.Currency != s.Currency)
            return false;
        if (r.MerchantAdjustmentItemId.Agrees(s.MerchantAdjustmentItemId))
            return true;
        return !r.MerchantAdjustmentItemId.Contradicts(s.MerchantAdjustmentItemId) && r.AdjustmentId.Agrees(s.AdjustmentId) && SameItem(r, s);
    }

    /// <summary>Another sighting of the source names this refund by its id: whatever has its amount only is another refund.</summary>
    private static bool IsClaimed(in RefundFact r, List<RefundSightingFact> sightings, RefundSource source)
    {
        foreach (var other in sightings)
        {
            if (other.Source == source && HasIdentity(r, other))
                return true;
        }
        return false;
    }

    private static int FindByAmount(List<RefundFact> refunds, List<RefundSightingFact> sightings, in RefundSightingFact s, ReconciliationSettings settings)
    {
        var found = -1;
        for (var i = 0; i < refunds.Count; i++)
        {
            var r = refunds[i];
            var fits = r.Kind == s.Kind && r.Currency == s.Currency && (r.SeenBy & Bit(s.Source)) == 0 && r.Total == -s.BuyerTotal && SameItem(r, s)
                && !(r.MerchantAdjustmentItemId.Contradicts(s.MerchantAdjustmentItemId) && r.Source == s.Source)
                && r.PostedAt is { } a && s.PostedAt is { } b && Math.Abs((a - b).TotalDays) <= settings.DeferralDays && !IsClaimed(r, sightings, s.Source);
            if (fits && (found < 0 || Distance(refunds[i], s) < Distance(refunds[found], s)))
                found = i;
        }
        return found;
    }

    private static long Distance(in RefundFact r, in RefundSightingFact s) => Math.Abs((r.PostedAt!.Value - s.PostedAt!.Value).Ticks);

    private static bool SameItem(in RefundFact r, in RefundSightingFact s) => !r.OrderItemId.Contradicts(s.OrderItemId) && !r.Sku.Contradicts(s.Sku);

    private static byte Bit(RefundSource source) => (byte)(1 << (int)source);

    private static RefundFact First(in RefundSightingFact s)
    {
        // A shipping refund that only takes back a shipping promotion nets out within shipping.
        var ofShipping = s.Shipping != 0 && s.Promotion == -s.Shipping;
        return new()
        {
            Id = s.Id,
            Kind = s.Kind,
            Source = s.Source,
            Sightings = 1,
            SeenBy = Bit(s.Source),
            AdjustmentId = s.AdjustmentId,
            MerchantAdjustmentItemId = s.MerchantAdjustmentItemId,
            OrderItemId = s.OrderItemId,
            Sku = s.Sku,
            Currency = s.Currency,
            Marketplace = s.Marketplace,
            PostedAt = s.PostedAt,
            Item = -(s.Principal + (ofShipping ? 0 : s.Promotion)),
            Tax = -s.Tax,
            Shipping = -(s.Shipping + (ofShipping ? s.Promotion : 0)),
            RestockingFee = -s.RestockingFee,
            Other = -s.OtherBuyer,
            Total = -s.BuyerTotal,
            FileId = s.FileId,
            Line = s.Line,
        };
    }

    private static void Join(ref RefundFact refund, in RefundSightingFact s)
    {
        refund.Sightings++;
        refund.SeenBy |= Bit(s.Source);
        refund.Id = Math.Min(refund.Id, s.Id);
        if (refund.Sku.IsEmpty)
            refund.Sku = s.Sku;
        if (refund.OrderItemId.IsEmpty)
            refund.OrderItemId = s.OrderItemId;
        if (s.Source != RefundSource.Settlement)
            return;
        var part = First(s);
        refund.Item += part.Item;
        refund.Tax += part.Tax;
        refund.Shipping += part.Shipping;
        refund.RestockingFee += part.RestockingFee;
        refund.Other += part.Other;
        refund.Total += part.Total;
    }

    /// <summary>Settlements first, then what was let go, then what is held back; the rest only makes the order the same every time.</summary>
    private static int Compare(RefundSightingFact a, RefundSightingFact b)
    {
        var by = Rank(a.Source).CompareTo(Rank(b.Source));
        if (by == 0)
            by = Nullable.Compare(a.PostedAt, b.PostedAt);
        if (by == 0)
            by = a.MerchantAdjustmentItemId.CompareTo(b.MerchantAdjustmentItemId);
        if (by == 0)
            by = a.AdjustmentId.CompareTo(b.AdjustmentId);
        if (by == 0)
            by = a.OrderItemId.CompareTo(b.OrderItemId);
        if (by == 0)
            by = a.Sku.CompareTo(b.Sku);
        if (by == 0)
            by = a.SettlementPk.CompareTo(b.SettlementPk);
        if (by == 0)
            by = ((byte)a.Kind).CompareTo((byte)b.Kind);
        if (by == 0)
            by = a.BuyerTotal.CompareTo(b.BuyerTotal);
        if (by == 0)
            by = a.Principal.CompareTo(b.Principal);
        if (by == 0)
            by = a.Shipping.CompareTo(b.Shipping);
        return by;
    }

    private static int Rank(RefundSource source) => source switch { RefundSource.Settlement => 0, RefundSource.Released => 1, _ => 2 };
}
