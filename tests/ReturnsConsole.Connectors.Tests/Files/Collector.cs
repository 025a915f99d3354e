using System.Text;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Tests.Files;

/// <summary>One settlement amount, copied out of the reader's buffer.</summary>
internal sealed record Line(
    RowRef Row, int Part, string SettlementId, SettlementLineKind Kind, AmountRole Role, string TransactionType, string OrderId, string AdjustmentId,
    string AmountType, string Description, long Minor, DateTime PostedUtc, string OrderItemCode, string Sku, int? Quantity, string Marketplace);

/// <summary>Keeps everything a reader hands out.</summary>
internal sealed class Collector : IPartnerFileSink
{
    public List<SettlementHead> Heads { get; } = [];

    public List<Line> Lines { get; } = [];

    public List<ReturnRow> Returns { get; } = [];

    public List<FbaReturnRow> FbaReturns { get; } = [];

    public List<ReimbursementRow> Reimbursements { get; } = [];

    public List<OrderLineRow> Orders { get; } = [];

    public List<ReceiptRow> Receipts { get; } = [];

    /// <summary>What happens to the world when a receipt is taken.</summary>
    public Action? OnReceipt { get; init; }

    public List<RejectedRow> RejectedRows { get; } = [];

    public List<(RowRef Row, string Why)> IgnoredRows { get; } = [];

    public void SettlementBegins(SettlementHead head) => Heads.Add(head);

    public void SettlementLine(in SettlementLineRow row) => Lines.Add(new Line(
        row.Row, row.Part, Text(row.SettlementId), row.Kind, row.Role, Text(row.TransactionType), Text(row.OrderId), Text(row.AdjustmentId),
        Text(row.AmountType), Text(row.AmountDescription), row.AmountMinor, row.PostedUtc, Text(row.OrderItemCode), Text(row.Sku), row.Quantity, Text(row.MarketplaceName)));

    public void Return(ReturnRow row) => Returns.Add(row);

    public void FbaReturn(FbaReturnRow row) => FbaReturns.Add(row);

    public void Reimbursement(ReimbursementRow row) => Reimbursements.Add(row);

    public void OrderLine(OrderLineRow row) => Orders.Add(row);

    public void Receipt(ReceiptRow row)
    {
        Receipts.Add(row);
        OnReceipt?.Invoke();
    }

    public List<PlatformReturnRow> PlatformReturns { get; } = [];

    public List<RefundRow> Refunds { get; } = [];

    public List<ShipmentItemRow> ShipmentItems { get; } = [];

    public List<StockLevelRow> StockLevels { get; } = [];

    public List<VendorPaperRow> VendorPapers { get; } = [];

    public List<(RowRef Row, string Field, string Value)> Unknowns { get; } = [];

    public void PlatformReturn(PlatformReturnRow row) => PlatformReturns.Add(row);

    public void Refund(RefundRow row) => Refunds.Add(row);

    public void ShipmentItem(ShipmentItemRow row) => ShipmentItems.Add(row);

    public void StockLevel(StockLevelRow row) => StockLevels.Add(row);

    public void VendorPaper(VendorPaperRow row) => VendorPapers.Add(row);

    public void Unknown(RowRef row, string field, string value) => Unknowns.Add((row, field, value));

    public void Rejected(RejectedRow row) => RejectedRows.Add(row);

    public void Ignored(RowRef row, string why) => IgnoredRows.Add((row, why));

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
