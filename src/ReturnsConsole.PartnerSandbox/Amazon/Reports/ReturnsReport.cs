using System.Globalization;
using System.Text;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>The flat returns report: one row per order, RMA and item, by the day the buyer asked.</summary>
internal static class ReturnsReport
{
    private static readonly string[] Columns =
    [
        "Order ID", "Order date", "Return request date", "Return request status", "Amazon RMA ID", "Merchant RMA ID", "Label type", "Label cost", "Currency code",
        "Return carrier", "Tracking ID", "Label to be paid by", "A-to-Z Claim", "Is prime", "ASIN", "Merchant SKU", "Item Name", "Return quantity", "Return Reason", "In policy",
        "Return type", "Resolution", "Invoice number", "Return delivery date", "Order Amount", "Order quantity", "SafeT Action reason", "SafeT claim id", "SafeT claim state",
        "SafeT claim creation time", "SafeT claim reimbursement amount", "Refunded Amount",
    ];

    /// <summary>Amazon leaves one blank in a cell that has nothing to say.</summary>
    private const string Blank = " ";

    public static byte[]? WriteFlat(AmazonAccount account, DateTime from, DateTime until)
    {
        var british = account.Market.Key == "uk";
        var text = new StringBuilder();
        Row(text, british ? [.. Columns, "Category", "VAT", "Order Item ID"] : [.. Columns, "Order Item ID"]);
        var rows = 0;
        foreach (var (_, filed) in account.Returns.Between(from, until))
        {
            Row(text, british ? [.. Cells(filed), filed.Line.Article.ProductType, "20.0", filed.Line.ItemId] : [.. Cells(filed), filed.Line.ItemId]);
            rows++;
        }

        return rows == 0 ? null : AmazonMarket.Text.GetBytes(text.ToString());
    }

    private static string[] Cells(AmazonReturn filed)
    {
        var line = filed.Line;
        return
        [
            line.Order.Id, Day(line.Order.Purchased), Day(filed.Requested), filed.Status, filed.RmaId, Blank,
            filed.LabelType, filed.Tracking.Length > 0 ? "4.14" : "0.00", line.Order.Market.Currency, filed.Carrier, filed.Tracking.Length > 0 ? filed.Tracking : Blank, "Seller",
            "N", line.Order.Prime ? "Y" : "N", line.Article.Asin, line.Article.Sku, line.Article.Title, Number(filed.Quantity), filed.Reason, "Y",
            "C-Returns", filed.Resolution, Blank, filed.Delivered is { } delivered ? Day(delivered) : Blank, Amounts.Text(line.Price), Number(line.Quantity),
            filed.SafeTClaimId is null ? Blank : "Item damaged by buyer", filed.SafeTClaimId ?? Blank,
            filed.SafeTClaimId is null ? Blank : filed.SafeTPaid > 0 ? "Granted" : "Under Review", filed.SafeTClaimed is { } claimed ? Day(claimed) : Blank,
            filed.SafeTPaid > 0 ? Amounts.Text(filed.SafeTPaid) : Blank, filed.Refunded is { } refunded ? Amounts.Text(refunded) : Blank,
        ];
    }

    private static string Day(DateTime at) => at.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, string[] cells) => text.AppendJoin('\t', cells).Append('\n');
}
