using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>
/// One return item out of everything that was told of it: of each field the latest word by the platform's clock, of each milestone the earliest time. A function of
/// the set of sightings alone.
/// </summary>
internal static class ReturnFold
{
    /// <summary>The platform's clock; at the same time what tells more comes later; then by content, so that the order is always the same.</summary>
    public static Comparer<ReturnSighting> ByClock { get; } = Comparer<ReturnSighting>.Create(static (a, b) =>
    {
        var c = Nullable.Compare(a.UpdatedAt, b.UpdatedAt);
        c = c != 0 ? c : Stages(a).CompareTo(Stages(b));
        c = c != 0 ? c : (a.FinalDisposition.Length > 0).CompareTo(b.FinalDisposition.Length > 0);
        return c != 0 ? c : a.Hash.CompareTo(b.Hash);
    });

    /// <param name="own">The item's own sightings by <see cref="ByClock"/>, at least one.</param>
    public static ReturnItem Of(List<ReturnSighting> own, Parcels parcels)
    {
        var last = own[^1];
        var ofReturn = parcels.OfReturn(own);
        var around = parcels.Around(own).ToList();
        var whole = ofReturn.Count == 0 ? own : [.. own.Concat(ofReturn).Order(ByClock)];
        var journey = around.Count == 0 ? whole : [.. whole.Concat(around.Except(whole)).Order(ByClock)];
        var found = LastOf(own, s => s.Found is not null)?.Found;
        var order = LastOf(own, s => s.OrderKey != OrderKey.None) ?? LastOf(whole, s => s.OrderKey != OrderKey.None);
        var value = LastOf(own, s => s.Amount is not null);
        return new ReturnItem
        {
            AccountId = last.AccountId,
            Channel = last.Channel,
            NaturalKey = last.NaturalKey,
            PlatformReturnId = last.ReturnId,
            OrderKey = order?.OrderKey ?? OrderKey.None,
            OrderId = order?.OrderId ?? Text(own, s => s.OrderId),
            RmaId = First(Text(own, s => s.RmaId), Text(whole, s => s.RmaId)),
            MerchantRmaId = parcels.DisplayOf(own),
            Sku = Text(own, s => s.Sku),
            ItemName = Text(own, s => s.ItemName),
            OrderItemId = Text(own, s => s.OrderItemId),
            Quantity = LastOf(own, s => s.Quantity > 0)?.Quantity ?? 0,
            ReasonCode = Text(own, s => s.ReasonCode),
            RequestStatus = Text(whole, s => s.Status),
            Wish = Text(own, s => s.Wish),
            Flow = Text(whole, s => s.Flow),
            Carrier = Text(journey, s => s.Carrier),
            TrackingId = parcels.TrackingOf(own),
            LabelId = parcels.LabelOf(own),
            ShipmentId = Text(journey, s => s.ShipmentId),
            RequestedAt = Earliest(whole, s => s.RegisteredAt) ?? Earliest(journey, s => s.RegisteredAt),
            FirstScanAt = Earliest(journey, s => s.FirstScanAt),
            AtHubAt = Earliest(journey, s => s.AtHubAt),
            // A return that the hub is done with says nothing of an item that it did not find.
            ProcessedAt = Earliest(found == false ? own : whole, s => s.ProcessedAt),
            DeliveredAt = Earliest(journey, s => s.DeliveredAt),
            CancelledAt = Earliest(whole, s => s.CancelledAt),
            UpdatedAt = journey[^1].UpdatedAt,
            FinalDisposition = Text(own, s => s.FinalDisposition),
            Found = found,
            OrderAmount = value?.Amount,
            Currency = value?.Currency ?? "",
            Hash = last.Hash,
            FileId = last.FileId,
            Line = last.Line,
            Part = last.Part,
        };
    }

    public static bool SameContent(ReturnItem a, ReturnItem b) =>
        (a.OrderKey, a.OrderId, a.RmaId, a.MerchantRmaId, a.Sku, a.ItemName, a.OrderItemId, a.Quantity) == (b.OrderKey, b.OrderId, b.RmaId, b.MerchantRmaId, b.Sku, b.ItemName, b.OrderItemId, b.Quantity)
        && (a.ReasonCode, a.RequestStatus, a.Wish, a.Flow, a.Carrier, a.TrackingId, a.LabelId, a.ShipmentId) == (b.ReasonCode, b.RequestStatus, b.Wish, b.Flow, b.Carrier, b.TrackingId, b.LabelId, b.ShipmentId)
        && (a.RequestedAt, a.FirstScanAt, a.AtHubAt, a.ProcessedAt, a.DeliveredAt, a.CancelledAt, a.UpdatedAt) == (b.RequestedAt, b.FirstScanAt, b.AtHubAt, b.ProcessedAt, b.DeliveredAt, b.CancelledAt, b.UpdatedAt)
        && (a.FinalDisposition, a.Found, a.OrderAmount, a.Currency, a.Mapping, a.Hash) == (b.FinalDisposition, b.Found, b.OrderAmount, b.Currency, b.Mapping, b.Hash);

    private static int Stages(ReturnSighting s) =>
        (s.RegisteredAt is null ? 0 : 1) + (s.FirstScanAt is null ? 0 : 1) + (s.AtHubAt is null ? 0 : 1) + (s.ProcessedAt is null ? 0 : 1) + (s.DeliveredAt is null ? 0 : 1) + (s.CancelledAt is null ? 0 : 1);

    private static string Text(List<ReturnSighting> told, Func<ReturnSighting, string> of) => Parcels.Own(told, of);

    private static string First(string own, string other) => own.Length > 0 ? own : other;

    private static ReturnSighting? LastOf(List<ReturnSighting> told, Predicate<ReturnSighting> says) => told.FindLast(says);

    private static DateTime? Earliest(List<ReturnSighting> told, Func<ReturnSighting, DateTime?> of)
    {
        DateTime? first = null;
        foreach (var sighting in told)
        {
            if (of(sighting) is { } at && (first is null || at < first))
                first = at;
        }
        return first;
    }
}
