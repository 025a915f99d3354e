using System.Globalization;
using System.Text;

namespace ReturnsConsole.Demo.Month;

/// <summary>Writes the console's own receipts CSV. Now and then a parcel is booked in ungraded first; the row that follows under the same reference corrects it.</summary>
internal static class ReceiptsFile
{
    private const int CorrectedEvery = 150;

    private static readonly string[] Columns =
        ["order_id", "rma_id", "sku", "quantity", "tracking_id", "received_at", "grade", "disposition", "source", "reference"];

    public static void Write(string path, MonthBook book)
    {
        using var file = new TableFile(path, new UTF8Encoding(false), ',', Columns);
        var written = 0;
        foreach (var receipt in book.Receipts.OrderBy(receipt => receipt.ReceivedUtc).ThenBy(receipt => receipt.Reference, StringComparer.Ordinal))
        {
            if (++written % CorrectedEvery == 0 && receipt.Grade.Length > 0)
                Row(file, receipt with { Grade = "", Disposition = "" });

            Row(file, receipt);
        }
    }

    private static void Row(TableFile file, PlannedReceipt receipt) => file.Row(
        receipt.OrderId, receipt.RmaId, receipt.Sku, receipt.Quantity.ToString(CultureInfo.InvariantCulture), receipt.TrackingId,
        receipt.ReceivedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), receipt.Grade, receipt.Disposition, receipt.Source, receipt.Reference);
}
