using System.Globalization;

namespace ReturnsConsole.Demo.Month;

/// <summary>Writes Amazon's own warehouse reports: customer returns and reimbursements.</summary>
internal static class FbaFiles
{
    private static readonly string[] ReturnColumns =
    [
        "return-date", "order-id", "sku", "asin", "fnsku", "product-name", "quantity", "fulfillment-center-id", "detailed-disposition", "reason", "status",
        "license-plate-number", "customer-comments",
    ];

    private static readonly string[] ReimbursementColumns =
    [
        "approval-date", "reimbursement-id", "case-id", "amazon-order-id", "reason", "sku", "fnsku", "asin", "product-name", "condition", "currency-unit", "amount-per-unit",
        "amount-total", "quantity-reimbursed-cash", "quantity-reimbursed-inventory", "quantity-reimbursed-total", "original-reimbursement-id", "original-reimbursement-type",
    ];

    public static void WriteReturns(string path, MonthBook book)
    {
        using var file = new TableFile(path, book.Market.Text, '\t', ReturnColumns);
        foreach (var item in book.FbaReturns.OrderByDescending(item => item.ReceivedUtc).ThenBy(item => item.LicensePlate, StringComparer.Ordinal))
        {
            var article = item.Line.Article;
            file.Row(
                Instant(item.ReceivedUtc), item.Line.Order.OrderId, article.Sku, article.Asin, article.Fnsku, article.NameIn(book.Market), "1", item.FulfillmentCenter,
                item.Disposition, item.Reason, item.Status, item.LicensePlate, item.Comment);
        }
    }

    public static void WriteReimbursements(string path, MonthBook book)
    {
        using var file = new TableFile(path, book.Market.Text, '\t', ReimbursementColumns);
        foreach (var item in book.Reimbursements.OrderByDescending(item => item.ApprovedUtc).ThenBy(item => item.Id, StringComparer.Ordinal))
        {
            var article = item.Article;
            var quantity = item.Quantity.ToString(CultureInfo.InvariantCulture);
            file.Row(
                Instant(item.ApprovedUtc), item.Id, item.CaseId, item.OrderId, item.Reason, article.Sku, article.Fnsku, article.Asin, article.NameIn(book.Market),
                item.OrderId.Length > 0 ? "CarrierDamaged" : "Sellable", book.Market.Currency, Amounts.PlainText(item.AmountPerUnit),
                Amounts.PlainText(item.AmountPerUnit * item.Quantity), quantity, "0", quantity, "", "");
        }
    }

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
}
