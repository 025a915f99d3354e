using System.Text;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Console;

/// <summary>The console's own file of goods receipts and gradings; README.md beside this file documents it.</summary>
internal sealed class ReceiptsFormat() : ReportFormat(
    FileFormat.ConsoleReceipts,
    "Returns Console receipts",
    new("order_id", CellKind.Id),
    new("rma_id", CellKind.Id),
    new("sku", CellKind.Id),
    new("quantity", CellKind.Text, true),
    new("tracking_id", CellKind.Id),
    new("received_at", CellKind.Date, true),
    new("grade"),
    new("disposition"),
    new("source", CellKind.Text, true),
    new("reference", CellKind.Id),
    new("recorded_at", CellKind.Date),
    new("corrects"))
{
    private static readonly string[] Dispositions = ["Restocked", "Quarantined", "Scrapped", "ReturnedToCustomer", "Lost"];

    public override int CurrencyColumn => -1;

    public override string? AlsoMissing(HeaderMap map) =>
        map.Cell(0) < 0 && map.Cell(1) < 0 && map.Cell(4) < 0 ? "order_id (or rma_id or tracking_id)" : null;

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new Rows(cells, sink);

    private sealed class Rows(RowCells cells, IPartnerFileSink sink) : IRowTaker
    {
        public void Take()
        {
            if (cells[0].IsEmpty && cells[1].IsEmpty && cells[4].IsEmpty)
            {
                cells.Reject(0, "at least one of order_id, rma_id and tracking_id");
                return;
            }

            if (!cells.Fits(0, 50) || !cells.Fits(1, 100) || !cells.Fits(2, 100) || !cells.Fits(4, 60) || !cells.Fits(8, 100) || !cells.Fits(9, 100) || !cells.Fits(11, 250)
                || !cells.Require(3, "how many units were received, a whole number from 1") || !cells.TryQuantity(3, out var quantity)
                || !TryInstant(5, out var received) || !TryRecorded(out var recorded)
                || !TryWord(6, ["A", "B", "C", "D"], out var grade) || !TryWord(7, Dispositions, out var disposition)
                || !cells.Require(8, "who received the goods, such as the name of the warehouse"))
                return;
            sink.Receipt(new ReceiptRow(
                cells.Row(), cells.Text(0), cells.Text(1), cells.Text(2), quantity!.Value, cells.Text(4), received, grade, disposition, cells.Text(8)!, cells.Text(9))
            {
                RecordedUtc = recorded,
                Corrects = cells.Text(11),
            });
        }

        private bool TryRecorded(out DateTime? recorded)
        {
            recorded = null;
            if (cells[10].IsEmpty)
                return true;
            if (!TryInstant(10, out var at))
                return false;
            recorded = at;
            return true;
        }

        private bool TryInstant(int known, out DateTime at)
        {
            const string expected = "an ISO date and time with zone, such as 2026-08-12T14:05:00Z or 2026-08-12T14:05:00+02:00";
            if (!DateText.TryRead(cells[known], DateOrder.Unambiguous, out at, out var zoned))
                return cells.Reject(known, expected);
            return zoned || cells.Reject(known, expected + "; this is a local time that does not say of where");
        }

        private bool TryWord(int known, string[] words, out string? word)
        {
            word = null;
            var cell = cells[known];
            if (cell.IsEmpty)
                return true;
            foreach (var candidate in words)
            {
                if (Ascii.EqualsIgnoreCase(cell, candidate))
                {
                    word = candidate;
                    return true;
                }
            }

            return cells.Reject(known, "nothing, or one of " + string.Join(", ", words));
        }
    }
}
