using System.Globalization;
using System.Text;
using System.Xml;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Writes refunds and cancellations as Amazon's feed documents. Message n is the n-th instruction. Pure: the same instructions give the same bytes, so that a hash
/// of them names the document. Sources: XSDs of OrderAdjustment (revision 12) and OrderAcknowledgement; what sellers report: amounts are the line's totals and
/// Quantity is never written, because beside it Amazon has paid the amount per piece; tax is a part of its own in the US and Canada only, elsewhere it is in
/// Principal, because a Tax part is refused in Japan; there is no ShippingPriceAdjustments; an amount stands in a Component, and the order of elements matters.
/// </summary>
public static class RefundFeedWriter
{
    /// <summary>Most messages of one document.</summary>
    public const int MostMessages = 5_000;

    /// <summary>Most bytes of one document.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    private const string ContentType = "text/xml; charset=UTF-8";

    /// <summary>Room for the end of the envelope.</summary>
    private const int Tail = 64;

    /// <param name="merchantId">The account's merchant token.</param>
    /// <returns>The document; with faults it has no content, and the instructions named are to be left out or mended.</returns>
    public static InstructionDocument Refunds(string merchantId, IReadOnlyList<RefundInstruction> refunds)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return Write("POST_PAYMENT_ADJUSTMENT_DATA", "OrderAdjustment", merchantId, refunds, r => r.Key,
            r => InstructionRules.Fault(r) ?? (keys.Add(r.Key) ? null : $"our key '{r.Key}' is in the document twice"), Refund);
    }

    /// <param name="merchantId">The account's merchant token.</param>
    /// <returns>The document; with faults it has no content, and the instructions named are to be left out or mended.</returns>
    public static InstructionDocument Cancellations(string merchantId, IReadOnlyList<CancelInstruction> cancellations)
    {
        var lines = new HashSet<(string, string)>();
        return Write("POST_ORDER_ACKNOWLEDGEMENT_DATA", "OrderAcknowledgement", merchantId, cancellations, c => c.Key,
            c => InstructionRules.Fault(c) ?? (lines.Add((c.OrderId, c.OrderItemId)) ? null : $"the line {c.OrderItemId} of order {c.OrderId} is cancelled twice in the document"), Cancellation);
    }

    private static void Refund(XmlWriter xml, RefundInstruction refund)
    {
        xml.WriteElementString("AmazonOrderID", refund.OrderId);
        xml.WriteElementString("ActionType", "Refund");
        xml.WriteStartElement("AdjustedItem");
        xml.WriteElementString("AmazonOrderItemCode", refund.OrderItemId);
        xml.WriteElementString("MerchantAdjustmentItemID", refund.Key);
        xml.WriteElementString("AdjustmentReason", refund.Reason);
        xml.WriteStartElement("ItemPriceAdjustments");
        var apart = InstructionRules.TaxStandsApart(refund.Marketplace);
        long With(long price, long tax) => apart ? price : price + tax;
        long Alone(long tax) => apart ? tax : 0;
        Component(xml, "Principal", With(refund.ItemMinor, refund.TaxMinor), refund.Currency);
        Component(xml, "Shipping", With(refund.ShippingMinor, refund.ShippingTaxMinor), refund.Currency);
        Component(xml, "Tax", Alone(refund.TaxMinor), refund.Currency);
        Component(xml, "ShippingTax", Alone(refund.ShippingTaxMinor), refund.Currency);
        Component(xml, "RestockingFee", refund.RestockingFeeMinor, refund.Currency);
        Component(xml, "GiftWrap", With(refund.GiftWrapMinor, refund.GiftWrapTaxMinor), refund.Currency);
        Component(xml, "GiftWrapTax", Alone(refund.GiftWrapTaxMinor), refund.Currency);
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
        xml.WriteString(InstructionRules.Text(minor, currency));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static InstructionDocument Write<T>(
        string feedType, string type, string merchantId, IReadOnlyList<T> instructions, Func<T, string> keyOf, Func<T, string?> faultOf, Action<XmlWriter, T> write)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(merchantId);
        var faults = new List<InstructionFault>();
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            Begin(xml, type, merchantId);
            for (var i = 0; i < instructions.Count; i++)
            {
                var fault = i >= MostMessages
                    ? $"a document holds {MostMessages.ToString("N0", CultureInfo.InvariantCulture)} messages, and this is number {(i + 1).ToString("N0", CultureInfo.InvariantCulture)}: it needs another document"
                    : faultOf(instructions[i]);
                if (fault is null)
                {
                    Message(xml, type, i + 1, instructions[i], write);
                    xml.Flush();
                    if (bytes.Length > MostBytes - Tail)
                        fault = $"a document holds {MostBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes, and with this one it has more: it needs another document";
                }
                if (fault is not null)
                    faults.Add(new InstructionFault(i + 1, keyOf(instructions[i]), fault));
            }
            xml.WriteEndElement();
        }
        if (instructions.Count == 0)
            faults.Add(new InstructionFault(0, "", "there is no instruction, expected at least one"));
        return new InstructionDocument(feedType, ContentType, faults.Count == 0 ? bytes.ToArray() : default(ReadOnlyMemory<byte>), faults);
    }

    private static void Begin(XmlWriter xml, string type, string merchantId)
    {
        xml.WriteStartElement("AmazonEnvelope");
        xml.WriteAttributeString("xsi", "noNamespaceSchemaLocation", "http://www.w3.org/2001/XMLSchema-instance", "amzn-envelope.xsd");
        xml.WriteStartElement("Header");
        xml.WriteElementString("DocumentVersion", "1.01");
        xml.WriteElementString("MerchantIdentifier", merchantId);
        xml.WriteEndElement();
        xml.WriteElementString("MessageType", type);
    }

    private static void Message<T>(XmlWriter xml, string type, int number, T instruction, Action<XmlWriter, T> write)
    {
        xml.WriteStartElement("Message");
        xml.WriteElementString("MessageID", number.ToString(CultureInfo.InvariantCulture));
        xml.WriteStartElement(type);
        write(xml, instruction);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
