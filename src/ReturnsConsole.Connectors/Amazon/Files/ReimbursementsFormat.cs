using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>Amazon's FBA reimbursements report.</summary>
internal sealed class ReimbursementsFormat() : ReportFormat(
    FileFormat.AmazonFbaReimbursements,
    "Amazon FBA reimbursements report",
    new("approval-date", CellKind.Date, true),
    new("reimbursement-id", CellKind.Id, true),
    new("case-id", CellKind.Id),
    new("amazon-order-id", CellKind.Id),
    new("reason"),
    new("sku", CellKind.Id),
    new("fnsku", CellKind.Id),
    new("asin", CellKind.Id),
    new("product-name"),
    new("condition"),
    new("currency-unit", CellKind.Text, true),
    new("amount-per-unit", CellKind.Amount),
    new("amount-total", CellKind.Amount, true),
    new("quantity-reimbursed-cash"),
    new("quantity-reimbursed-inventory"),
    new("quantity-reimbursed-total"),
    new("original-reimbursement-id", CellKind.Id),
    new("original-reimbursement-type"))
{
    public override int CurrencyColumn => 10;

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new Rows(cells, sink);

    private sealed class Rows(RowCells cells, IPartnerFileSink sink) : IRowTaker
    {
        public void Take()
        {
            if (!cells.Require(1, "the id of the reimbursement") || !cells.Fits(1, 100) || !cells.Fits(2, 100) || !cells.Fits(3, 50)
                || !cells.Fits(5, 100) || !cells.Fits(6, 100) || !cells.Fits(7, 100) || !cells.Fits(16, 100)
                || !cells.Require(10, "the currency of the amounts") || !cells.TryCurrency(10, out var currency)
                || !cells.Require(12, "the amount that was reimbursed")
                || !cells.TryAmount(11, currency, out var perUnit) || !cells.TryAmount(12, currency, out var total)
                || !cells.TryDate(0, out var approved)
                || !cells.TryWhole(13, out var cash) || !cells.TryWhole(14, out var inventory) || !cells.TryWhole(15, out var all))
                return;
            sink.Reimbursement(new ReimbursementRow(
                cells.Row(), approved, cells.Text(1)!, cells.Text(2), cells.Text(3), cells.Text(4), cells.Text(5), cells.Text(6), cells.Text(7),
                cells.Text(9), currency!, perUnit, total!.Value, cash, inventory, all, cells.Text(16), cells.Text(17)));
        }
    }
}
