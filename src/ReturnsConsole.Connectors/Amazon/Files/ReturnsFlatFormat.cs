using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>Amazon's seller-fulfilled returns report, flat: 32, 33 or 35 columns or a subset, by name.</summary>
internal sealed class ReturnsFlatFormat() : ReportFormat(
    FileFormat.AmazonReturnsFlat,
    "Amazon returns report",
    new("Order ID", CellKind.Id, true),
    new("Order date", CellKind.Date),
    new("Return request date", CellKind.Date),
    new("Return request status"),
    new("Amazon RMA ID", CellKind.Id, true),
    new("Merchant RMA ID", CellKind.Id, false, "Seller RMA ID"),
    new("Label type"),
    new("Label cost", CellKind.Amount),
    new("Currency code"),
    new("Return carrier"),
    new("Tracking ID", CellKind.Id),
    new("Label to be paid by"),
    new("A-to-Z Claim"),
    new("Is prime"),
    new("ASIN", CellKind.Id),
    new("Merchant SKU", CellKind.Id, false, "Seller SKU"),
    new("Item Name"),
    new("Return quantity", CellKind.Text, true),
    new("Return Reason", CellKind.Text, false, "Return reason code"),
    new("In policy"),
    new("Return type"),
    new("Resolution"),
    new("Invoice number", CellKind.Id),
    new("Return delivery date", CellKind.Date),
    new("Order Amount", CellKind.Amount),
    new("Order quantity"),
    new("SafeT Action reason"),
    new("SafeT claim id", CellKind.Id),
    new("SafeT claim state"),
    new("SafeT claim creation time", CellKind.Date),
    new("SafeT claim reimbursement amount", CellKind.Amount),
    new("Refunded Amount", CellKind.Amount),
    new("Order Item ID", CellKind.Id),
    new("Category"),
    new("VAT"))
{
    public override int CurrencyColumn => 8;

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new Rows(cells, sink);

    private sealed class Rows(RowCells cells, IPartnerFileSink sink) : IRowTaker
    {
        public void Take()
        {
            if (!cells.Fits(0, 50) || !cells.Fits(4, 100) || !cells.Fits(5, 100) || !cells.Fits(10, 60) || !cells.Fits(14, 100) || !cells.Fits(15, 100)
                || !cells.Fits(22, 100) || !cells.Fits(27, 100) || !cells.Fits(32, 100)
                || !cells.Require(17, "how many units come back, a whole number from 1") || !cells.TryQuantity(17, out var quantity)
                || !cells.TryWhole(25, out var ordered) || !cells.TryCurrency(8, out var currency)
                || !cells.TryAmount(7, currency, out var label) || !cells.TryAmount(24, currency, out var amount)
                || !cells.TryAmount(30, currency, out var reimbursed) || !cells.TryAmount(31, currency, out var refunded)
                || !cells.TryDate(1, out var orderedAt) || !cells.TryDate(2, out var requested) || !cells.TryDate(23, out var delivered)
                || !cells.TryDate(29, out var claimed))
                return;
            sink.Return(new ReturnRow
            {
                Row = cells.Row(),
                OrderId = cells.Text(0),
                OrderedUtc = orderedAt,
                RequestedUtc = requested,
                RequestStatus = cells.Text(3),
                AmazonRmaId = cells.Text(4),
                MerchantRmaId = cells.Text(5),
                LabelType = cells.Text(6),
                LabelCostMinor = label,
                Currency = currency,
                Carrier = cells.Text(9),
                TrackingId = cells.Text(10),
                LabelPaidBy = cells.Text(11),
                AToZClaim = cells.Flag(12),
                IsPrime = cells.Flag(13),
                Asin = cells.Text(14),
                Sku = cells.Text(15),
                ItemName = cells.Text(16),
                Quantity = quantity!.Value,
                ReasonCode = cells.Text(18),
                InPolicy = cells.Flag(19),
                ReturnType = cells.Text(20),
                Resolution = cells.Text(21),
                InvoiceNumber = cells.Text(22),
                DeliveredUtc = delivered,
                OrderAmountMinor = amount,
                OrderQuantity = ordered,
                SafeTActionReason = cells.Text(26),
                SafeTClaimId = cells.Text(27),
                SafeTClaimState = cells.Text(28),
                SafeTClaimCreatedUtc = claimed,
                SafeTReimbursementMinor = reimbursed,
                RefundedMinor = refunded,
                OrderItemId = cells.Text(32),
                Category = cells.Text(33),
            });
        }
    }
}
