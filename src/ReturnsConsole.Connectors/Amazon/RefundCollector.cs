using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Takes the refunds of one order and what could not be read; everything else about it is of no interest here.</summary>
internal sealed class RefundCollector : IPartnerFileSink
{
    private readonly List<RefundRow> refunds = [];

    public IReadOnlyList<RefundRow> Refunds => refunds;

    public RejectedRow? Fault { get; private set; }

    public void Refund(RefundRow row) => refunds.Add(row);

    public void Rejected(RejectedRow row) => Fault ??= row;

    public void SettlementBegins(SettlementHead head)
    {
    }

    public void SettlementLine(in SettlementLineRow row)
    {
    }

    public void Return(ReturnRow row)
    {
    }

    public void FbaReturn(FbaReturnRow row)
    {
    }

    public void Reimbursement(ReimbursementRow row)
    {
    }

    public void OrderLine(OrderLineRow row)
    {
    }

    public void Receipt(ReceiptRow row)
    {
    }

    public void PlatformReturn(PlatformReturnRow row)
    {
    }

    public void ShipmentItem(ShipmentItemRow row)
    {
    }

    public void StockLevel(StockLevelRow row)
    {
    }

    public void VendorPaper(VendorPaperRow row)
    {
    }

    public void Unknown(RowRef row, string field, string value)
    {
    }

    public void Ignored(RowRef row, string why)
    {
    }
}
