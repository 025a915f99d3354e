using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Items on consolidated shipments: what was told last stands, by the time of departure.</summary>
internal sealed class ManifestFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes) : FactUpserts<ManifestItem>(db, records, changes)
{
    private readonly ManifestIndex index = new(db);

    protected override void Written(ManifestItem fact, long id) => index.Add(fact, id);

    public override void Flush()
    {
        base.Flush();
        index.Flush();
    }

    public void Add(ShipmentItemRow row, long record) => Take(new ManifestItem
    {
        AccountId = file.AccountId,
        Channel = PlatformReturnFacts.ChannelOf(row.Platform),
        NaturalKey = NaturalKey(row.ShipmentId, row.ItemId),
        OrderKey = OrderKey.From(row.OrderId),
        OrderId = Text(row.OrderId),
        ShipmentId = row.ShipmentId,
        ItemId = row.ItemId,
        PlatformReturnId = Text(row.ReturnId),
        OrderItemId = Text(row.OrderItemId),
        RmaId = Text(row.RmaId),
        Sku = Text(row.Sku),
        Quantity = row.Quantity,
        Carrier = Text(row.Carrier),
        TrackingId = Text(row.TrackingId),
        PalletNumber = Text(row.PalletNumber),
        BoxBarcode = Text(row.BoxBarcode),
        LabelId = Text(row.LabelId),
        DepartedAt = row.DepartedUtc,
        InspectionOutcome = Text(row.InspectionOutcome),
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
    }, record);

    protected override object KeyOf(ManifestItem fact) => (fact.Channel, fact.NaturalKey);

    protected override long IdOf(ManifestItem fact) => fact.Id;

    protected override long HashOf(ManifestItem fact) => fact.Hash;

    protected override long OrderKeyOf(ManifestItem fact) => fact.OrderKey;

    protected override IQueryable<ManifestItem> Stored(IReadOnlyList<ManifestItem> batch)
    {
        var keys = batch.Select(f => f.NaturalKey).Distinct().ToList();
        return Db.ManifestItems.Where(m => keys.Contains(m.NaturalKey) && m.AccountId == file.AccountId);
    }

    protected override int Compare(ManifestItem one, ManifestItem other)
    {
        var c = Nullable.Compare(one.DepartedAt, other.DepartedAt);
        c = c != 0 ? c : (one.InspectionOutcome.Length > 0).CompareTo(other.InspectionOutcome.Length > 0);
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }
}

/// <summary>Partners' stock figures: the newest by the partner's clock, else the last one read.</summary>
internal sealed class StockFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes) : FactUpserts<PartnerStock>(db, records, changes)
{
    public void Add(StockLevelRow row, long record) => Take(new PartnerStock
    {
        AccountId = file.AccountId,
        Platform = row.Platform,
        Sku = row.Sku,
        Location = row.Location,
        OnStock = row.OnStock,
        Available = row.Available,
        UpdatedAt = row.UpdatedUtc,
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
    }, record);

    protected override object KeyOf(PartnerStock fact) => (fact.Platform, fact.Sku, fact.Location);

    protected override long IdOf(PartnerStock fact) => fact.Id;

    protected override long HashOf(PartnerStock fact) => fact.Hash;

    protected override long OrderKeyOf(PartnerStock fact) => OrderKey.None;

    protected override IQueryable<PartnerStock> Stored(IReadOnlyList<PartnerStock> batch)
    {
        var skus = batch.Select(f => f.Sku).Distinct().ToList();
        return Db.PartnerStock.Where(s => skus.Contains(s.Sku) && s.AccountId == file.AccountId);
    }

    protected override int Compare(PartnerStock one, PartnerStock other)
    {
        var c = Nullable.Compare(one.UpdatedAt, other.UpdatedAt);
        return c != 0 ? c : one.FileId.CompareTo(other.FileId);
    }
}

/// <summary>Vendors' papers: of a line told twice, the later dated stands.</summary>
internal sealed class VendorPaperFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes) : FactUpserts<VendorPaperLine>(db, records, changes)
{
    public void Add(VendorPaperRow row, long record) => Take(new VendorPaperLine
    {
        AccountId = file.AccountId,
        Paper = PaperOf(row.Paper),
        NaturalKey = NaturalKey(row.Number, row.LineId),
        Number = row.Number,
        ReturnsReference = Text(row.ReturnsReference),
        PurchaseOrder = Text(row.PurchaseOrder),
        InvoiceNumber = Text(row.InvoiceNumber),
        Asin = Text(row.Asin),
        Ean = Text(row.Ean),
        Sku = Text(row.Sku),
        Quantity = row.Quantity,
        UnitCost = row.UnitCostMinor,
        Amount = row.AmountMinor,
        Currency = Text(row.Currency),
        Type = Text(row.Type),
        Status = Text(row.Status),
        Carrier = Text(row.Carrier),
        TrackingId = Text(row.TrackingId),
        DatedAt = row.DateUtc,
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
    }, record);

    private static VendorPaper PaperOf(string paper) => paper switch
    {
        "return" => VendorPaper.Return,
        "remittance" => VendorPaper.Remittance,
        "debit-note" => VendorPaper.DebitNote,
        "dispute" => VendorPaper.Dispute,
        "purchase-order" => VendorPaper.PurchaseOrder,
        _ => throw new NotSupportedException($"'{paper}' is no vendor paper."),
    };

    protected override object KeyOf(VendorPaperLine fact) => (fact.Paper, fact.NaturalKey);

    protected override long IdOf(VendorPaperLine fact) => fact.Id;

    protected override long HashOf(VendorPaperLine fact) => fact.Hash;

    protected override long OrderKeyOf(VendorPaperLine fact) => OrderKey.None;

    protected override IQueryable<VendorPaperLine> Stored(IReadOnlyList<VendorPaperLine> batch)
    {
        var keys = batch.Select(f => f.NaturalKey).Distinct().ToList();
        return Db.VendorPaperLines.Where(v => keys.Contains(v.NaturalKey) && v.AccountId == file.AccountId);
    }

    protected override int Compare(VendorPaperLine one, VendorPaperLine other)
    {
        var c = Nullable.Compare(one.DatedAt, other.DatedAt);
        c = c != 0 ? c : (one.Status.Length > 0).CompareTo(other.Status.Length > 0);
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }
}
