using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>Amazon's FBA customer returns report. The customer's comments count into the row's hash and are never handed out.</summary>
internal sealed class FbaReturnsFormat() : ReportFormat(
    FileFormat.AmazonFbaReturns,
    "Amazon FBA customer returns report",
    new("return-date", CellKind.Date, true),
    new("order-id", CellKind.Id, true),
    new("sku", CellKind.Id, true),
    new("asin", CellKind.Id),
    new("fnsku", CellKind.Id),
    new("product-name"),
    new("quantity", CellKind.Text, true),
    new("fulfillment-center-id"),
    new("detailed-disposition", CellKind.Text, true),
    new("reason"),
    new("status"),
    new("license-plate-number", CellKind.Id),
    new("customer-comments", CellKind.Personal))
{
    public override int CurrencyColumn => -1;

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new Rows(cells, sink);

    private sealed class Rows(RowCells cells, IPartnerFileSink sink) : IRowTaker
    {
        public void Take()
        {
            if (!cells.Fits(1, 50) || !cells.Fits(2, 100) || !cells.Fits(3, 100) || !cells.Fits(4, 100) || !cells.Fits(11, 100)
                || !cells.Require(6, "how many units came back, a whole number from 1") || !cells.TryQuantity(6, out var quantity)
                || !cells.TryDate(0, out var received))
                return;
            sink.FbaReturn(new FbaReturnRow(
                cells.Row(), received, cells.Text(1), cells.Text(2), cells.Text(3), cells.Text(4), cells.Text(5), quantity!.Value,
                cells.Text(7), cells.Text(8), cells.Text(9), cells.Text(10), cells.Text(11)));
        }
    }
}
