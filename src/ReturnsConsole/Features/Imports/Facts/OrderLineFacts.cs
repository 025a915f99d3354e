using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Order lines of the all-orders report: the latest state by the row's own last-updated-date stays.</summary>
internal sealed class OrderLineFacts : FactUpserts<OrderLine>
{
    private readonly SourceFile file;
    private readonly IdentifierWriter identifiers;
    private readonly Occurrences occurrences = new();
    private readonly Neighbours<OrderLineRow> neighbours;

    public OrderLineFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes, IdentifierWriter identifiers)
        : base(db, records, changes)
    {
        this.file = file;
        this.identifiers = identifiers;
        neighbours = new(r => r.OrderId, (a, b) =>
        {
            var c = string.CompareOrdinal(a.Sku, b.Sku);
            c = c != 0 ? c : string.CompareOrdinal(a.OrderItemId, b.OrderItemId);
            c = c != 0 ? c : a.Quantity.CompareTo(b.Quantity);
            return c != 0 ? c : Nullable.Compare(a.ItemPriceMinor, b.ItemPriceMinor);
        }, Number);
    }

    public void Add(OrderLineRow row, long record, int part) => neighbours.Add(row, record, part);

    public override void Flush()
    {
        neighbours.Flush();
        base.Flush();
    }

    protected override object KeyOf(OrderLine fact) => (fact.OrderId, fact.Sku, fact.Occurrence);

    protected override long IdOf(OrderLine fact) => fact.Id;

    protected override long HashOf(OrderLine fact) => fact.Hash;

    protected override long OrderKeyOf(OrderLine fact) => fact.OrderKey;

    protected override void Written(OrderLine fact, long id) => identifiers.Add(fact);

    protected override IQueryable<OrderLine> Stored(IReadOnlyList<OrderLine> batch)
    {
        var keys = batch.Select(f => f.OrderKey).Distinct().ToList();
        return Db.OrderLines.Where(o => o.AccountId == file.AccountId && keys.Contains(o.OrderKey));
    }

    protected override int Compare(OrderLine one, OrderLine other)
    {
        var c = Nullable.Compare(one.UpdatedAt, other.UpdatedAt);
        c = c != 0 ? c : Told(one).CompareTo(Told(other));
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }

    private static int Told(OrderLine f) =>
        (f.ItemPrice is null ? 0 : 1) + (f.ItemTax is null ? 0 : 1) + (f.Shipping is null ? 0 : 1) + (f.Currency.Length == 0 ? 0 : 1) + (f.OrderItemId.Length == 0 ? 0 : 1)
        + (f.MerchantOrderId.Length == 0 ? 0 : 1) + (f.ItemPromotion is null ? 0 : 1);

    private void Number(OrderLineRow row, long record, int part) => Take(new OrderLine
    {
        AccountId = file.AccountId,
        OrderKey = OrderKey.From(row.OrderId),
        OrderId = row.OrderId,
        MerchantOrderId = row.MerchantOrderId is { } merchant && merchant != row.OrderId ? merchant : "",
        Sku = row.Sku,
        Occurrence = occurrences.Next($"{row.OrderId}|{row.Sku}"),
        OrderItemId = Text(row.OrderItemId),
        Asin = Text(row.Asin),
        ItemName = Text(row.ItemName),
        Quantity = row.Quantity,
        Currency = Text(row.Currency),
        ItemPrice = row.ItemPriceMinor,
        ItemTax = row.ItemTaxMinor,
        Shipping = row.ShippingPriceMinor,
        ShippingTax = row.ShippingTaxMinor,
        GiftWrap = row.GiftWrapPriceMinor,
        GiftWrapTax = row.GiftWrapTaxMinor,
        ItemPromotion = row.ItemPromotionMinor is { } promotion ? Math.Abs(promotion) : null,
        ShipPromotion = row.ShipPromotionMinor is { } shipping ? Math.Abs(shipping) : null,
        Status = Text(row.OrderStatus),
        FulfilledBy = Text(row.FulfillmentChannel),
        Marketplace = Marketplace.CodeOf(row.SalesChannel),
        PurchasedAt = row.PurchasedUtc,
        UpdatedAt = row.UpdatedUtc,
        LatestDeliveryAt = row.LatestDeliveryUtc,
        CancelWantedAt = row.BuyerRequestedCancellation == true ? row.UpdatedUtc ?? row.PurchasedUtc : null,
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
    }, record);
}
