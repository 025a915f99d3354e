using System.Globalization;
using System.Text;
using System.Xml;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Writes refunds and cancellations as Amazon's feed documents. Message n is the n-th instruction. Pure.</summary>
public static class RefundFeedWriter
{
    /// <summary>Most messages and bytes of one document.</summary>
    public const int MostMessages = 5_000;

    public const int MostBytes = 10 * 1024 * 1024;

    private const string ContentType = "text/xml; charset=UTF-8";

    /// <param name="merchantId">The account's merchant token.</param>
    public static InstructionDocument Refunds(string merchantId, IReadOnlyList<RefundInstruction> refunds) =>
        new("POST_PAYMENT_ADJUSTMENT_DATA", ContentType, Envelope(merchantId, "OrderAdjustment", refunds, Refund), []);

    /// <param name="merchantId">The account's merchant token.</param>
    public static InstructionDocument Cancellations(string merchantId, IReadOnlyList<CancelInstruction> cancellations) =>
        new("POST_ORDER_ACKNOWLEDGEMENT_DATA", ContentType, Envelope(merchantId, "OrderAcknowledgement", cancellations, Cancellation), []);

    private static void Refund(XmlWriter xml, RefundInstruction refund)
    {
        xml.WriteElementString("AmazonOrderID", refund.OrderId);
        xml.WriteElementString("ActionType", "Refund");
        xml.WriteStartElement("AdjustedItem");
        xml.WriteElementString("AmazonOrderItemCode", refund.OrderItemId);
        xml.WriteElementString("MerchantAdjustmentItemID", refund.Key);
        xml.WriteElementString("AdjustmentReason", refund.Reason);
        xml.WriteStartElement("ItemPriceAdjustments");
        Component(xml, "Principal", refund.ItemMinor, refund.Currency);
        Component(xml, "Shipping", refund.ShippingMinor, refund.Currency);
        Component(xml, "Tax", refund.TaxMinor, refund.Currency);
        Component(xml, "ShippingTax", refund.ShippingTaxMinor, refund.Currency);
        Component(xml, "RestockingFee", refund.RestockingFeeMinor, refund.Currency);
        Component(xml, "GiftWrap", refund.GiftWrapMinor, refund.Currency);
        Component(xml, "GiftWrapTax", refund.GiftWrapTaxMinor, refund.Currency);
        Component(xml, "Goodwill", refund.GoodwillMinor, refund.Currency);
        xml.WriteEndElement();
        if (refund.PromotionMinor > 0)
        {
            xml.WriteStartElement("PromotionAdjustments");
            Component(xml, "Principal", refund.PromotionMinor, refund.Currency);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Cancellation(XmlWriter xml, CancelInstruction cancel)
    {
        xml.WriteElementString("AmazonOrderID", cancel.OrderId);
        xml.WriteElementString("StatusCode", "Failure");
        xml.WriteStartElement("Item");
        xml.WriteElementString("AmazonOrderItemCode", cancel.OrderItemId);
        xml.WriteElementString("CancelReason", cancel.Reason);
        if (cancel.Quantity is { } quantity)
            xml.WriteElementString("Quantity", quantity.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void Component(XmlWriter xml, string type, long minor, string currency)
    {
        if (minor == 0)
            return;
        xml.WriteStartElement("Component");
        xml.WriteElementString("Type", type);
        xml.WriteStartElement("Amount");
        xml.WriteAttributeString("currency", currency);
        xml.WriteString((currency == "JPY" ? minor : minor / 100m).ToString(currency == "JPY" ? "F0" : "F2", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static byte[] Envelope<T>(string merchantId, string type, IReadOnlyList<T> instructions, Action<XmlWriter, T> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("AmazonEnvelope");
            xml.WriteAttributeString("xsi", "noNamespaceSchemaLocation", "http://www.w3.org/2001/XMLSchema-instance", "amzn-envelope.xsd");
            xml.WriteStartElement("Header");
            xml.WriteElementString("DocumentVersion", "1.01");
            xml.WriteElementString("MerchantIdentifier", merchantId);
            xml.WriteEndElement();
            xml.WriteElementString("MessageType", type);
            for (var i = 0; i < instructions.Count; i++)
            {
                xml.WriteStartElement("Message");
                xml.WriteElementString("MessageID", (i + 1).ToString(CultureInfo.InvariantCulture));
                xml.WriteStartElement(type);
                write(xml, instructions[i]);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }
}
