using System.Globalization;
using System.Text;
using System.Xml;

namespace ReturnsConsole.Demo.Month;

/// <summary>Writes the seller-fulfilled returns reports: flat with 33 columns (35 in the UK) and XML.</summary>
internal static class ReturnsFiles
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

    public static void WriteFlat(string path, MonthBook book)
    {
        var british = book.Market.Code == "UK";
        using var file = new TableFile(path, book.Market.Text, '\t', british ? [.. Columns, "Category", "VAT", "Order Item ID"] : [.. Columns, "Order Item ID"]);
        foreach (var item in InOrder(book.Returns.Where(item => !book.InXml(item))))
        {
            var itemId = item.WithoutOrderId ? Blank : item.Line.ItemId;
            file.Row(british ? [.. Cells(item), item.Line.Article.Category.ToString(), "20.0", itemId] : [.. Cells(item), itemId]);
        }
    }

    private static string[] Cells(PlannedReturn item)
    {
        var line = item.Line;
        var paidByCustomer = !item.PrepaidLabel || !item.SellerFault;
        return
        [
            item.WithoutOrderId ? Blank : line.Order.OrderId, Day(line.Order.PurchasedUtc), Day(item.RequestedUtc), item.Status, item.RmaId, Blank,
            LabelType(item), Amounts.PlainText(LabelCost(item)), line.Market.Currency, item.Carrier ?? Blank, item.TrackingId ?? Blank, paidByCustomer ? "Customer" : "Seller",
            "N", "N", line.Article.Asin, line.Sku, line.Article.NameIn(line.Market), Number(item.Quantity), item.Reason, "Y", "C-Returns", Resolution(item), Blank,
            item.ReceivedUtc is { } received ? Day(received) : Blank, Amounts.PlainText(line.UnitPrice * line.Quantity), Number(line.Quantity),
            item.ClaimId is null ? Blank : "Item damaged by buyer", item.ClaimId ?? Blank, item.ClaimId is null ? Blank : item.ClaimPaid > 0 ? "Granted" : "Under review",
            item.ClaimId is null ? Blank : Day(item.ClaimedUtc), item.ClaimPaid > 0 ? Amounts.PlainText(item.ClaimPaid) : Blank,
            item.Refunded is { } refunded ? Amounts.PlainText(refunded) : Blank,
        ];
    }

    public static void WriteXml(string path, MonthBook book)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n" };
        using var xml = XmlWriter.Create(path, settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("AmazonEnvelope");
        xml.WriteAttributeString("xsi", "noNamespaceSchemaLocation", "http://www.w3.org/2001/XMLSchema-instance", "amzn-envelope.xsd");
        xml.WriteStartElement("Header");
        xml.WriteElementString("DocumentVersion", "1.00");
        xml.WriteEndElement();
        xml.WriteElementString("MessageType", "Returns-Report");
        xml.WriteStartElement("Message");
        foreach (var item in InOrder(book.Returns.Where(book.InXml)))
            Details(xml, item);

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Details(XmlWriter xml, PlannedReturn item)
    {
        var line = item.Line;
        xml.WriteStartElement("return_details");
        xml.WriteStartElement("item_details");
        xml.WriteElementString("item_name", line.Article.NameIn(line.Market));
        xml.WriteElementString("asin", line.Article.Asin);
        xml.WriteElementString("return_reason_code", item.Reason);
        xml.WriteElementString("merchant_sku", line.Sku);
        xml.WriteElementString("in_policy", "Y");
        xml.WriteElementString("return_quantity", Number(item.Quantity));
        xml.WriteElementString("resolution", Resolution(item));
        xml.WriteElementString("category", line.Article.Category.ToString());
        xml.WriteElementString("refund_amount", Amounts.PlainText(item.Refunded ?? 0));
        xml.WriteEndElement();
        xml.WriteElementString("order_id", line.Order.OrderId);
        xml.WriteElementString("order_date", Instant(line.Order.PurchasedUtc));
        xml.WriteElementString("amazon_rma_id", item.RmaId);
        xml.WriteElementString("return_request_date", Instant(item.RequestedUtc));
        xml.WriteElementString("return_request_status", item.Status);
        xml.WriteElementString("a_to_z_claim", "false");
        xml.WriteElementString("is_prime", "N");
        xml.WriteStartElement("label_details");
        if (item.TrackingId is not null)
        {
            xml.WriteElementString("tracking_id", item.TrackingId);
            xml.WriteElementString("return_carrier", item.Carrier);
        }

        xml.WriteElementString("currency_code", line.Market.Currency);
        xml.WriteElementString("label_cost", Amounts.PlainText(LabelCost(item)));
        xml.WriteElementString("label_type", LabelType(item));
        xml.WriteEndElement();
        xml.WriteElementString("label_to_be_paid_by", !item.PrepaidLabel || !item.SellerFault ? "Customer" : "Seller");
        xml.WriteElementString("return_type", "C-Returns");
        xml.WriteElementString("order_amount", Amounts.PlainText(line.UnitPrice * line.Quantity));
        xml.WriteElementString("order_quantity", Number(line.Quantity));
        xml.WriteEndElement();
    }

    private static IEnumerable<PlannedReturn> InOrder(IEnumerable<PlannedReturn> items) =>
        items.OrderBy(item => item.RequestedUtc).ThenBy(item => item.RmaId, StringComparer.Ordinal);

    private static string LabelType(PlannedReturn item) => item.PrepaidLabel ? "AmazonPrePaidLabel" : "AmazonUnPaidLabel";

    private static long LabelCost(PlannedReturn item) => item.PrepaidLabel ? 314 + (item.Line.Article.Weight * 100) : 0;

    private static string Resolution(PlannedReturn item) => item.FirstScanRefund ? "RefundAtFirstScan" : "StandardRefund";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTime utc) => utc.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture);

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
