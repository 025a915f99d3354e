using System.Text;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Writes settlement lines, straight from the reader's bytes.</summary>
internal sealed class SettlementLines : IDisposable
{
    private enum Column
    {
        Id,
        SettlementPk,
        FileId,
        Line,
        Part,
        Kind,
        Role,
        TransactionType,
        OrderKey,
        OrderId,
        MerchantOrderId,
        AdjustmentId,
        ShipmentId,
        Marketplace,
        AmountType,
        AmountDescription,
        Amount,
        PostedAt,
        OrderItemCode,
        MerchantOrderItemId,
        MerchantAdjustmentItemId,
        Sku,
        Quantity,
        PromotionId,
    }

    private readonly BulkTable table;
    private readonly int fileId;
    private readonly int[] lengths;
    private readonly MarketplaceCodes marketplaces = new();

    public SettlementLines(ConsoleContext db, int fileId)
    {
        this.fileId = fileId;
        var names = Enum.GetNames<Column>();
        table = BulkTable.Open(db, typeof(SettlementLine), names);
        var type = db.Model.FindEntityType(typeof(SettlementLine))!;
        lengths = [.. names.Select(n => type.FindProperty(n)!.GetMaxLength() ?? int.MaxValue)];
        NextId = db.NextId(typeof(SettlementLine));
        table.Set((int)Column.FileId, (long)fileId);
    }

    /// <summary>Id that the next line gets.</summary>
    public long NextId { get; private set; }

    public void Add(int settlementPk, long orderKey, in SettlementLineRow row)
    {
        table.Set((int)Column.Id, NextId++);
        table.Set((int)Column.SettlementPk, (long)settlementPk);
        table.Set((int)Column.FileId, (long)fileId);
        table.Set((int)Column.Line, row.Row.Line);
        table.Set((int)Column.Part, (long)row.Part);
        table.Set((int)Column.Kind, (long)row.Kind);
        table.Set((int)Column.Role, (long)row.Role);
        table.Set((int)Column.OrderKey, orderKey);
        table.Set((int)Column.Amount, row.AmountMinor);
        table.Set((int)Column.Quantity, row.Quantity);
        if (row.PostedUtc == default)
            table.SetNull((int)Column.PostedAt);
        else
            table.Set((int)Column.PostedAt, row.PostedUtc);
        Text(Column.TransactionType, row.TransactionType);
        Text(Column.OrderId, row.OrderId);
        Text(Column.MerchantOrderId, row.MerchantOrderId);
        Text(Column.AdjustmentId, row.AdjustmentId);
        Text(Column.ShipmentId, row.ShipmentId);
        Text(Column.Marketplace, marketplaces.Of(row.MarketplaceName));
        Text(Column.AmountType, row.AmountType);
        Text(Column.AmountDescription, row.AmountDescription);
        Text(Column.OrderItemCode, row.OrderItemCode);
        Text(Column.MerchantOrderItemId, row.MerchantOrderItemId);
        Text(Column.MerchantAdjustmentItemId, row.MerchantAdjustmentItemId);
        Text(Column.Sku, row.Sku);
        Text(Column.PromotionId, row.PromotionId);
        table.Add();
    }

    public void Flush() => table.Flush();

    public void Dispose() => table.Dispose();

    private void Text(Column column, ReadOnlySpan<byte> utf8)
    {
        var max = lengths[(int)column];
        if (utf8.Length > max)
        {
            // Longer than its column: cut at a character's edge; the evidence keeps all of it.
            while (max > 0 && (utf8[max] & 0xC0) == 0x80)
                max--;
            utf8 = utf8[..max];
        }
        table.Set((int)column, utf8);
    }
}

/// <summary>Marketplace codes by the bytes a file writes; the last few are remembered.</summary>
internal sealed class MarketplaceCodes
{
    private byte[] name = [];
    private byte[] code = [];

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> marketplaceName)
    {
        if (!marketplaceName.SequenceEqual(name))
        {
            name = marketplaceName.ToArray();
            code = Encoding.UTF8.GetBytes(Marketplace.CodeOf(Encoding.UTF8.GetString(marketplaceName)));
        }
        return code;
    }
}
