using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>The same returns as XML: no delivery date, no SAFE-T.</summary>
internal static class ReturnsXmlReport
{
    public static byte[]? Write(AmazonAccount account, DateTime from, DateTime until)
    {
        var details = account.Returns.Between(from, until).Select(entry => Details(entry.Item)).ToList();
        if (details.Count == 0)
            return null;

        var envelope = new XElement("AmazonEnvelope",
            new XElement("Header", new XElement("DocumentVersion", "1.00")),
            new XElement("MessageType", "Returns-Report"),
            new XElement("Message", details));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
            envelope.Save(xml);

        return bytes.ToArray();
    }

    private static XElement Details(AmazonReturn filed)
    {
        var line = filed.Line;
        return new XElement("return_details",
            new XElement("item_details",
                new XElement("item_name", line.Article.Title),
                new XElement("asin", line.Article.Asin),
                new XElement("return_reason_code", filed.Reason),
                new XElement("merchant_sku", line.Article.Sku),
                new XElement("in_policy", "Y"),
                new XElement("return_quantity", filed.Quantity),
                new XElement("resolution", filed.Resolution),
                new XElement("refund_amount", Amounts.Text(filed.Refunded ?? 0))),
            new XElement("order_id", line.Order.Id),
            new XElement("order_date", AmazonFormat.Time(line.Order.Purchased)),
            new XElement("amazon_rma_id", filed.RmaId),
            new XElement("return_request_date", AmazonFormat.Time(filed.Requested)),
            new XElement("return_request_status", filed.Status),
            new XElement("a_to_z_claim", "false"),
            new XElement("is_prime", line.Order.Prime ? "Y" : "N"),
            new XElement("label_details",
                new XElement("tracking_id", filed.Tracking),
                new XElement("return_carrier", filed.Carrier),
                new XElement("currency_code", line.Order.Market.Currency),
                new XElement("label_cost", "4.14"),
                new XElement("label_type", filed.LabelType)),
            new XElement("label_to_be_paid_by", "Seller"),
            new XElement("return_type", "C-Returns"),
            new XElement("order_amount", Amounts.Text(line.Price)),
            new XElement("order_quantity", line.Quantity.ToString(CultureInfo.InvariantCulture)));
    }
}
