using System.Globalization;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Return items, seller-fulfilled and FBA. Reports have no time of their own state, so the row that tells most stays: delivered, claimed, refunded, further along.</summary>
internal sealed class ReturnFacts : FactUpserts<ReturnItem>
{
    private readonly SourceFile file;
    private readonly IdentifierWriter identifiers;
    private readonly ReasonCodes reasons;
    private readonly Occurrences occurrences = new();
    private readonly Neighbours<ReturnRow> neighbours;

    public ReturnFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes, IdentifierWriter identifiers)
        : base(db, records, changes)
    {
        this.file = file;
        this.identifiers = identifiers;
        reasons = ReasonCodes.Load(db);
        neighbours = new(r => $"{r.OrderId}|{r.AmazonRmaId}", (a, b) =>
        {
            var c = string.CompareOrdinal(a.Sku, b.Sku);
            c = c != 0 ? c : string.CompareOrdinal(a.OrderItemId, b.OrderItemId);
            c = c != 0 ? c : string.CompareOrdinal(a.ReasonCode, b.ReasonCode);
            return c != 0 ? c : a.Quantity.CompareTo(b.Quantity);
        }, Number);
    }

    public void Add(ReturnRow row, long record, int part) => neighbours.Add(row, record, part);

    public override void Flush()
    {
        neighbours.Flush();
        base.Flush();
    }

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
        var c = Nullable.Compare(one.DeliveredAt, other.DeliveredAt);
        c = c != 0 ? c : Claim(one).CompareTo(Claim(other));
        c = c != 0 ? c : (one.ReportedRefund ?? 0).CompareTo(other.ReportedRefund ?? 0);
        c = c != 0 ? c : Stage(one.RequestStatus).CompareTo(Stage(other.RequestStatus));
        c = c != 0 ? c : Told(one).CompareTo(Told(other));
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }

    private static int Claim(ReturnItem f) => (f.SafeTClaimId.Length > 0 ? 1 : 0) + (f.SafeTClaimState.Length > 0 ? 1 : 0);

    /// <summary>How far a request or an FBA unit is; what the partner adds later ranks above what it starts with.</summary>
    private static int Stage(string status) => status.ToUpperInvariant() switch
    {
        "" => 0,
        "PENDING" or "PENDINGAPPROVAL" => 1,
        "APPROVED" or "UNIT RETURNED TO INVENTORY" => 2,
        "REPACKAGED SUCCESSFULLY" => 3,
        "COMPLETED" or "REIMBURSED" => 4,
        "CLOSED" or "REJECTED" or "DECLINED" or "CANCELED" or "CANCELLED" => 5,
        _ => 3,
    };

    private static int Told(ReturnItem f) =>
        (f.TrackingId.Length > 0 ? 1 : 0) + (f.OrderItemId.Length > 0 ? 1 : 0) + (f.Resolution.Length > 0 ? 1 : 0) + (f.Carrier.Length > 0 ? 1 : 0) + (f.LabelCost is null ? 0 : 1)
        + (f.ReasonCode.Length > 0 ? 1 : 0) + (f.OrderAmount is null ? 0 : 1) + (f.OrderQuantity is null ? 0 : 1) + (f.MerchantRmaId.Length > 0 ? 1 : 0) + (f.ReportedRefund is null ? 0 : 1);

    private void Number(ReturnRow row, long record, int part)
    {
        var item = string.IsNullOrEmpty(row.Sku) ? row.OrderItemId : row.Sku;
        var identity = NaturalKey(row.OrderId, row.AmazonRmaId, item);
        Take(new ReturnItem
        {
            AccountId = file.AccountId,
            Channel = ReturnChannel.MerchantFulfilled,
            NaturalKey = NaturalKey(row.OrderId, row.AmazonRmaId, item, occurrences.Next(identity).ToString(CultureInfo.InvariantCulture)),
            OrderKey = OrderKey.From(row.OrderId),
            OrderId = Text(row.OrderId),
            RmaId = Text(row.AmazonRmaId),
            MerchantRmaId = Text(row.MerchantRmaId),
            Sku = Text(row.Sku),
            Asin = Text(row.Asin),
            ItemName = Text(row.ItemName),
            OrderItemId = Text(row.OrderItemId),
            Quantity = row.Quantity,
            ReasonCode = Text(row.ReasonCode),
            RequestStatus = Text(row.RequestStatus),
            Resolution = Text(row.Resolution),
            ReturnType = Text(row.ReturnType),
            LabelType = Text(row.LabelType),
            LabelPaidBy = Text(row.LabelPaidBy),
            LabelCost = row.LabelCostMinor,
            Currency = Text(row.Currency),
            Carrier = Text(row.Carrier),
            TrackingId = Text(row.TrackingId),
            InPolicy = row.InPolicy,
            AToZClaim = row.AToZClaim,
            OrderedAt = row.OrderedUtc,
            RequestedAt = row.RequestedUtc,
            DeliveredAt = row.DeliveredUtc,
            OrderAmount = row.OrderAmountMinor,
            OrderQuantity = row.OrderQuantity,
            ReportedRefund = row.RefundedMinor,
            SafeTClaimId = Text(row.SafeTClaimId),
            SafeTClaimState = Text(row.SafeTClaimState),
            Mapping = reasons.StatusOf(PlatformNames.Amazon, row.ReasonCode, row.RequestedUtc, row.DeliveredUtc),
            Hash = row.Row.Hash,
            FileId = file.Id,
            Line = row.Row.Line,
            Part = part,
        }, record);
    }

    public void Add(FbaReturnRow row, long record, int part) => Take(new ReturnItem
    {
        AccountId = file.AccountId,
        Channel = ReturnChannel.Fba,
        NaturalKey = FbaKey(row),
        OrderKey = OrderKey.From(row.OrderId),
        OrderId = Text(row.OrderId),
        Sku = Text(row.Sku),
        Asin = Text(row.Asin),
        ItemName = Text(row.ItemName),
        Quantity = row.Quantity,
        ReasonCode = Text(row.ReasonCode),
        RequestStatus = Text(row.Status),
        DeliveredAt = row.ReceivedUtc,
        FulfillmentCenter = Text(row.FulfillmentCenterId),
        DetailedDisposition = Text(row.DetailedDisposition),
        LicensePlate = Text(row.LicensePlate),
        Mapping = reasons.StatusOf(PlatformNames.AmazonFba, row.ReasonCode, null, row.ReceivedUtc),
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
        Part = part,
    }, record);

    /// <summary>A unit's licence plate goes with its order: a unit sold again and returned again is another return.</summary>
    private string FbaKey(FbaReturnRow row)
    {
        if (!string.IsNullOrEmpty(row.LicensePlate))
            return NaturalKey(row.LicensePlate, row.OrderId);
        var identity = NaturalKey(row.OrderId, row.Sku, row.Fnsku, row.ReceivedUtc?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return NaturalKey(identity, occurrences.Next("fba|" + identity).ToString(CultureInfo.InvariantCulture));
    }
}
