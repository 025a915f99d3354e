using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settlements;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>
/// Neighbouring refund lines with the same order, adjustment and item are one sighting of a refund; only what the buyer sees counts. The same refund met again
/// later in the file is another sighting: the rules count it once.
/// </summary>
internal sealed class RefundGroups : IDisposable
{
    private enum Column
    {
        Id,
        AccountId,
        OrderKey,
        OrderId,
        Origin,
        Kind,
        SettlementPk,
        AdjustmentId,
        MerchantAdjustmentItemId,
        OrderItemId,
        Sku,
        Marketplace,
        Currency,
        PostedAt,
        Principal,
        Tax,
        Shipping,
        RestockingFee,
        OtherBuyer,
        Promotion,
        BuyerTotal,
        FileId,
        Line,
    }

    private readonly BulkTable table;
    private readonly MarketplaceCodes marketplaces = new();
    private readonly byte[] identity = new byte[2048];
    private int identityLength = -1;
    private int currentSettlement;
    private bool buyerFacing;
    private long nextId;
    private long principal;
    private long tax;
    private long shipping;
    private long restocking;
    private long other;
    private long promotion;

    public RefundGroups(ConsoleContext db, int accountId, int fileId)
    {
        table = BulkTable.Open(db, typeof(RefundSighting), Enum.GetNames<Column>());
        nextId = db.NextId(typeof(RefundSighting));
        table.Set((int)Column.AccountId, (long)accountId);
        table.Set((int)Column.FileId, (long)fileId);
        table.Set((int)Column.Origin, (long)RefundOrigin.Settlement);
    }

    public static bool IsRefund(SettlementLineKind kind) => kind is SettlementLineKind.Refund or SettlementLineKind.Chargeback or SettlementLineKind.GuaranteeClaim;

    public void Add(int settlementPk, string currency, long orderKey, in SettlementLineRow row)
    {
        Span<byte> key = stackalloc byte[2048];
        var length = Identity(key, row);
        if (identityLength != length || currentSettlement != settlementPk || !key[..length].SequenceEqual(identity.AsSpan(0, length)))
        {
            Flush();
            Begin(settlementPk, currency, orderKey, row);
            key[..length].CopyTo(identity);
            identityLength = length;
            currentSettlement = settlementPk;
        }
        Count(row.Role, row.AmountMinor);
    }

    /// <summary>Writes the group that stands open.</summary>
    public void Flush()
    {
        if (buyerFacing)
        {
            table.Set((int)Column.Id, nextId++);
            table.Set((int)Column.Principal, principal);
            table.Set((int)Column.Tax, tax);
            table.Set((int)Column.Shipping, shipping);
            table.Set((int)Column.RestockingFee, restocking);
            table.Set((int)Column.OtherBuyer, other);
            table.Set((int)Column.Promotion, promotion);
            table.Set((int)Column.BuyerTotal, principal + tax + shipping + restocking + other + promotion);
            table.Add();
        }
        identityLength = -1;
        buyerFacing = false;
        principal = tax = shipping = restocking = other = promotion = 0;
    }

    public void FlushTable() => table.Flush();

    public void Dispose() => table.Dispose();

    private void Begin(int settlementPk, string currency, long orderKey, in SettlementLineRow row)
    {
        table.Set((int)Column.OrderKey, orderKey);
        table.Set((int)Column.OrderId, row.OrderId);
        table.Set((int)Column.Kind, (long)row.Kind);
        table.Set((int)Column.SettlementPk, (long)settlementPk);
        table.Set((int)Column.AdjustmentId, row.AdjustmentId);
        table.Set((int)Column.MerchantAdjustmentItemId, row.MerchantAdjustmentItemId);
        table.Set((int)Column.OrderItemId, row.OrderItemCode);
        table.Set((int)Column.Sku, row.Sku);
        table.Set((int)Column.Marketplace, marketplaces.Of(row.MarketplaceName));
        table.Set((int)Column.Currency, currency);
        table.Set((int)Column.Line, row.Row.Line);
        if (row.PostedUtc == default)
            table.SetNull((int)Column.PostedAt);
        else
            table.Set((int)Column.PostedAt, row.PostedUtc);
    }

    private void Count(AmountRole role, long amount)
    {
        switch (role)
        {
            case AmountRole.Principal: principal += amount; break;
            case AmountRole.Tax or AmountRole.ShippingTax or AmountRole.GiftWrapTax: tax += amount; break;
            case AmountRole.Shipping: shipping += amount; break;
            case AmountRole.RestockingFee: restocking += amount; break;
            case AmountRole.Promotion: promotion += amount; break;
            case AmountRole.GiftWrap or AmountRole.Goodwill or AmountRole.ReturnShipping or AmountRole.OtherBuyer: other += amount; break;
            default: return;
        }
        buyerFacing = true;
    }

    private static int Identity(Span<byte> into, in SettlementLineRow row)
    {
        var at = 0;
        into[at++] = (byte)row.Kind;
        Append(into, ref at, row.OrderId);
        Append(into, ref at, row.AdjustmentId);
        Append(into, ref at, row.MerchantAdjustmentItemId);
        Append(into, ref at, row.OrderItemCode);
        Append(into, ref at, row.Sku);
        return at;
    }

    private static void Append(Span<byte> into, ref int at, ReadOnlySpan<byte> field)
    {
        field = field[..Math.Min(field.Length, 400)];
        field.CopyTo(into[at..]);
        at += field.Length;
        into[at++] = 0;
    }
}
