using System.Globalization;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Refunds as finance transactions show them. The same transaction told again is one sighting; one that is let go stands above one that is held back.</summary>
internal sealed class TransactionFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes) : FactUpserts<RefundSighting>(db, records, changes)
{
    private readonly Dictionary<string, int> turns = [];
    private long line;

    public void Add(RefundRow row, long record) => Take(new RefundSighting
    {
        AccountId = file.AccountId,
        NaturalKey = KeyOf(row),
        OrderKey = OrderKey.From(row.OrderId),
        OrderId = Text(row.OrderId),
        Origin = row.Deferred ? RefundOrigin.DeferredTransaction : RefundOrigin.ReleasedTransaction,
        Kind = row.Kind,
        AdjustmentId = Text(row.AdjustmentId),
        MerchantAdjustmentItemId = Text(row.MerchantAdjustmentItemId),
        OrderItemId = Text(row.OrderItemId),
        Sku = Text(row.Sku),
        Marketplace = Shared.Marketplace.CodeOf(row.Marketplace),
        Currency = row.Currency,
        PostedAt = row.PostedUtc,
        Principal = row.PrincipalMinor,
        Tax = row.TaxMinor,
        Shipping = row.ShippingMinor,
        RestockingFee = row.RestockingFeeMinor,
        OtherBuyer = row.OtherBuyerMinor,
        Promotion = row.PromotionMinor,
        BuyerTotal = row.PrincipalMinor + row.TaxMinor + row.ShippingMinor + row.RestockingFeeMinor + row.OtherBuyerMinor + row.PromotionMinor,
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
    }, record);

    /// <summary>Pieces of one transaction that nothing tells apart are told apart by their turn in its document.</summary>
    private string KeyOf(RefundRow row)
    {
        if (row.Row.Line != line)
            turns.Clear();
        line = row.Row.Line;
        var identity = NaturalKey(row.TransactionId, row.OrderItemId ?? row.Sku, row.MerchantAdjustmentItemId);
        var turn = turns[identity] = turns.GetValueOrDefault(identity) + 1;
        return turn == 1 ? identity : NaturalKey(identity, turn.ToString(CultureInfo.InvariantCulture));
    }

    protected override object KeyOf(RefundSighting fact) => fact.NaturalKey;

    protected override long IdOf(RefundSighting fact) => fact.Id;

    protected override long HashOf(RefundSighting fact) => fact.Hash;

    protected override long OrderKeyOf(RefundSighting fact) => fact.OrderKey;

    protected override IQueryable<RefundSighting> Stored(IReadOnlyList<RefundSighting> batch)
    {
        var keys = batch.Select(f => f.NaturalKey).Distinct().ToList();
        return Db.RefundSightings.Where(r => keys.Contains(r.NaturalKey) && r.NaturalKey != "" && r.AccountId == file.AccountId);
    }

    protected override int Compare(RefundSighting one, RefundSighting other)
    {
        var c = one.Origin.CompareTo(other.Origin);
        c = c != 0 ? c : Nullable.Compare(one.PostedAt, other.PostedAt);
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }
}
