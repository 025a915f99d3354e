using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>
/// Return items as platforms tell them, in pieces, late, twice and in any order. What is told later by the platform's clock stands; what it leaves out is kept
/// from before; of a milestone the earliest time counts.
/// </summary>
internal sealed class PlatformReturnFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes, IdentifierWriter identifiers)
    : FactUpserts<ReturnItem>(db, records, changes)
{
    private readonly ReasonCodes reasons = ReasonCodes.Load(db);

    public void Add(PlatformReturnRow row, long record, int part) => Take(new ReturnItem
    {
        AccountId = file.AccountId,
        Channel = ChannelOf(row.Platform),
        NaturalKey = NaturalKey(row.ReturnId, row.ItemId),
        PlatformReturnId = row.ReturnId,
        OrderKey = OrderKey.From(row.OrderId),
        OrderId = Text(row.OrderId),
        RmaId = Text(row.RmaId),
        MerchantRmaId = Text(row.DisplayId),
        Sku = Text(row.Sku),
        ItemName = Text(row.ItemName),
        OrderItemId = Text(row.OrderItemId),
        Quantity = row.Quantity,
        ReasonCode = Text(row.ReasonCode),
        RequestStatus = Text(row.Status),
        Wish = Text(row.Wish),
        Flow = Text(row.Flow),
        Carrier = Text(row.Carrier),
        TrackingId = Text(row.TrackingId),
        LabelId = Text(row.LabelId),
        ShipmentId = Text(row.ShipmentId),
        RequestedAt = row.RegisteredUtc,
        FirstScanAt = row.FirstScanUtc,
        AtHubAt = row.AtHubUtc,
        ProcessedAt = row.ProcessedUtc,
        DeliveredAt = row.DeliveredUtc,
        CancelledAt = row.CancelledUtc,
        UpdatedAt = row.UpdatedUtc,
        FinalDisposition = Text(row.FinalDisposition),
        Found = row.Found,
        OrderAmount = row.ValueMinor,
        Currency = Text(row.Currency),
        Mapping = reasons.StatusOf(PlatformNames.Of(ChannelOf(row.Platform)), row.ReasonCode),
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
        Part = part,
    }, record);

    /// <exception cref="NotSupportedException">A platform that no channel stands for: a fault of the reader.</exception>
    public static ReturnChannel ChannelOf(string platform) => platform switch
    {
        PlatformNames.Rebound => ReturnChannel.Rebound,
        PlatformNames.HappyReturns => ReturnChannel.HappyReturns,
        PlatformNames.Commercetools => ReturnChannel.Commercetools,
        PlatformNames.Dock => ReturnChannel.PostHoc,
        _ => throw new NotSupportedException($"'{platform}' is no returns platform."),
    };

    protected override object KeyOf(ReturnItem fact) => (fact.Channel, fact.NaturalKey);

    protected override long IdOf(ReturnItem fact) => fact.Id;

    protected override long HashOf(ReturnItem fact) => fact.Hash;

    protected override long OrderKeyOf(ReturnItem fact) => fact.OrderKey;

    protected override void Written(ReturnItem fact, long id) => identifiers.Add(fact, id);

    protected override IQueryable<ReturnItem> Stored(IReadOnlyList<ReturnItem> batch)
    {
        var keys = batch.Select(f => f.NaturalKey).Distinct().ToList();
        return Db.ReturnItems.Where(r => keys.Contains(r.NaturalKey) && r.AccountId == file.AccountId);
    }

    protected override int Compare(ReturnItem one, ReturnItem other)
    {
        var c = Nullable.Compare(one.UpdatedAt, other.UpdatedAt);
        c = c != 0 ? c : Stages(one).CompareTo(Stages(other));
        c = c != 0 ? c : (one.FinalDisposition.Length > 0).CompareTo(other.FinalDisposition.Length > 0);
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }

    protected override ReturnItem? Joined(ReturnItem there, ReturnItem fact)
    {
        var (later, earlier) = Compare(fact, there) > 0 ? (fact, there) : (there, fact);
        var joined = new ReturnItem
        {
            AccountId = there.AccountId,
            Channel = there.Channel,
            NaturalKey = there.NaturalKey,
            PlatformReturnId = there.PlatformReturnId,
            OrderKey = later.OrderKey != OrderKey.None ? later.OrderKey : earlier.OrderKey,
            OrderId = later.OrderKey != OrderKey.None ? later.OrderId : earlier.OrderId,
            RmaId = Either(later.RmaId, earlier.RmaId),
            MerchantRmaId = Either(later.MerchantRmaId, earlier.MerchantRmaId),
            Sku = Either(later.Sku, earlier.Sku),
            ItemName = Either(later.ItemName, earlier.ItemName),
            OrderItemId = Either(later.OrderItemId, earlier.OrderItemId),
            Quantity = later.Quantity > 0 ? later.Quantity : earlier.Quantity,
            ReasonCode = Either(later.ReasonCode, earlier.ReasonCode),
            RequestStatus = Either(later.RequestStatus, earlier.RequestStatus),
            Wish = Either(later.Wish, earlier.Wish),
            Flow = Either(later.Flow, earlier.Flow),
            Carrier = Either(later.Carrier, earlier.Carrier),
            TrackingId = Either(later.TrackingId, earlier.TrackingId),
            LabelId = Either(later.LabelId, earlier.LabelId),
            ShipmentId = Either(later.ShipmentId, earlier.ShipmentId),
            RequestedAt = First(later.RequestedAt, earlier.RequestedAt),
            FirstScanAt = First(later.FirstScanAt, earlier.FirstScanAt),
            AtHubAt = First(later.AtHubAt, earlier.AtHubAt),
            ProcessedAt = First(later.ProcessedAt, earlier.ProcessedAt),
            DeliveredAt = First(later.DeliveredAt, earlier.DeliveredAt),
            CancelledAt = First(later.CancelledAt, earlier.CancelledAt),
            UpdatedAt = later.UpdatedAt ?? earlier.UpdatedAt,
            FinalDisposition = Either(later.FinalDisposition, earlier.FinalDisposition),
            Found = later.Found ?? earlier.Found,
            OrderAmount = later.OrderAmount ?? earlier.OrderAmount,
            Currency = Either(later.Currency, earlier.Currency),
            Hash = later.Hash,
            FileId = later.FileId,
            Line = later.Line,
            Part = later.Part,
        };
        joined.Mapping = reasons.StatusOf(PlatformNames.Of(joined.Channel), joined.ReasonCode);
        return SameContent(joined, there) ? null : joined;
    }

    private static int Stages(ReturnItem f) =>
        (f.RequestedAt is null ? 0 : 1) + (f.FirstScanAt is null ? 0 : 1) + (f.AtHubAt is null ? 0 : 1) + (f.ProcessedAt is null ? 0 : 1) + (f.DeliveredAt is null ? 0 : 1) + (f.CancelledAt is null ? 0 : 1);

    private static string Either(string later, string earlier) => later.Length > 0 ? later : earlier;

    private static DateTime? First(DateTime? a, DateTime? b) => a is null || b < a ? b ?? a : a;

    private static bool SameContent(ReturnItem a, ReturnItem b) =>
        (a.OrderId, a.RmaId, a.MerchantRmaId, a.Sku, a.ItemName, a.OrderItemId, a.Quantity) == (b.OrderId, b.RmaId, b.MerchantRmaId, b.Sku, b.ItemName, b.OrderItemId, b.Quantity)
        && (a.ReasonCode, a.RequestStatus, a.Wish, a.Flow, a.Carrier, a.TrackingId, a.LabelId, a.ShipmentId) == (b.ReasonCode, b.RequestStatus, b.Wish, b.Flow, b.Carrier, b.TrackingId, b.LabelId, b.ShipmentId)
        && (a.RequestedAt, a.FirstScanAt, a.AtHubAt, a.ProcessedAt, a.DeliveredAt, a.CancelledAt, a.UpdatedAt) == (b.RequestedAt, b.FirstScanAt, b.AtHubAt, b.ProcessedAt, b.DeliveredAt, b.CancelledAt, b.UpdatedAt)
        && (a.FinalDisposition, a.Found, a.OrderAmount, a.Currency, a.Mapping) == (b.FinalDisposition, b.Found, b.OrderAmount, b.Currency, b.Mapping);
}
