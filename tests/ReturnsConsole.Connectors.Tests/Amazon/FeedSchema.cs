using System.Xml;
using System.Xml.Schema;

namespace ReturnsConsole.Connectors.Tests.Amazon;

/// <summary>The parts of Amazon's feed schemas that are documented, as a schema: order of elements, lists of words, limits. Item codes with 14 or 15 digits.</summary>
internal static class FeedSchema
{
    private const string Text = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:simpleType name="Key"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="50"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="ItemCode"><xs:restriction base="xs:string"><xs:pattern value="\d{14,15}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="OrderId"><xs:restriction base="xs:string"><xs:pattern value="\d{3}-\d{7}-\d{7}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Reason"><xs:restriction base="xs:string">
            <xs:enumeration value="NoInventory"/><xs:enumeration value="CustomerReturn"/><xs:enumeration value="GeneralAdjustment"/><xs:enumeration value="CouldNotShip"/><xs:enumeration value="DifferentItem"/>
            <xs:enumeration value="Abandoned"/><xs:enumeration value="CustomerCancel"/><xs:enumeration value="PriceError"/><xs:enumeration value="ProductOutofStock"/><xs:enumeration value="CustomerAddressIncorrect"/>
            <xs:enumeration value="Exchange"/><xs:enumeration value="Other"/><xs:enumeration value="CarrierCreditDecision"/><xs:enumeration value="RiskAssessmentInformationNotValid"/>
            <xs:enumeration value="CarrierCoverageFailure"/><xs:enumeration value="TransactionRecord"/><xs:enumeration value="Undeliverable"/><xs:enumeration value="RefusedDelivery"/>
          </xs:restriction></xs:simpleType>
          <xs:simpleType name="CancelReason"><xs:restriction base="xs:string">
            <xs:enumeration value="NoInventory"/><xs:enumeration value="ShippingAddressUndeliverable"/><xs:enumeration value="CustomerExchange"/><xs:enumeration value="BuyerCanceled"/><xs:enumeration value="GeneralAdjustment"/>
            <xs:enumeration value="CarrierCreditDecision"/><xs:enumeration value="RiskAssessmentInformationNotValid"/><xs:enumeration value="CarrierCoverageFailure"/><xs:enumeration value="CustomerReturn"/>
            <xs:enumeration value="MerchandiseNotReceived"/><xs:enumeration value="CannotVerifyInformation"/><xs:enumeration value="PricingError"/><xs:enumeration value="RejectOrder"/><xs:enumeration value="WeatherDelay"/>
          </xs:restriction></xs:simpleType>
          <xs:simpleType name="PriceType"><xs:restriction base="xs:string">
            <xs:enumeration value="Principal"/><xs:enumeration value="Shipping"/><xs:enumeration value="Tax"/><xs:enumeration value="ShippingTax"/><xs:enumeration value="RestockingFee"/><xs:enumeration value="RestockingFeeTax"/>
            <xs:enumeration value="GiftWrap"/><xs:enumeration value="GiftWrapTax"/><xs:enumeration value="Surcharge"/><xs:enumeration value="ReturnShipping"/><xs:enumeration value="Goodwill"/><xs:enumeration value="ExportCharge"/>
            <xs:enumeration value="COD"/><xs:enumeration value="CODTax"/><xs:enumeration value="Other"/><xs:enumeration value="FreeReplacementReturnShipping"/>
          </xs:restriction></xs:simpleType>
          <xs:simpleType name="PromotionType"><xs:restriction base="xs:string"><xs:enumeration value="Principal"/><xs:enumeration value="Shipping"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Currency"><xs:restriction base="xs:string"><xs:pattern value="USD|GBP|EUR|JPY|CAD|CNY|INR|MXN|BRL|AUD|TRY|SGD|SEK|PLN|AED|SAR|EGP"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Decimal"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType>
          <xs:complexType name="Amount"><xs:simpleContent><xs:extension base="Decimal"><xs:attribute name="currency" type="Currency" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
          <xs:complexType name="Prices"><xs:sequence><xs:element name="Component" maxOccurs="unbounded"><xs:complexType><xs:sequence>
            <xs:element name="Type" type="PriceType"/><xs:element name="Amount" type="Amount"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
          <xs:complexType name="Promotion"><xs:sequence><xs:element name="PromotionClaimCode" type="xs:string" minOccurs="0"/><xs:element name="MerchantPromotionID" type="xs:string" minOccurs="0"/>
            <xs:element name="Component" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Type" type="PromotionType"/><xs:element name="Amount" type="Amount"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
          <xs:complexType name="OrderAdjustment"><xs:sequence>
            <xs:element name="AmazonOrderID" type="OrderId"/><xs:element name="ActionType" minOccurs="0"/>
            <xs:element name="AdjustedItem" maxOccurs="unbounded"><xs:complexType><xs:sequence>
              <xs:element name="AmazonOrderItemCode" type="ItemCode"/><xs:element name="MerchantAdjustmentItemID" type="Key" minOccurs="0"/><xs:element name="AdjustmentReason" type="Reason"/>
              <xs:element name="ItemPriceAdjustments" type="Prices" minOccurs="0"/><xs:element name="PromotionAdjustments" type="Promotion" minOccurs="0" maxOccurs="unbounded"/>
            </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
          <xs:complexType name="OrderAcknowledgement"><xs:sequence>
            <xs:element name="AmazonOrderID" type="OrderId"/><xs:element name="MerchantOrderID" type="xs:string" minOccurs="0"/>
            <xs:element name="StatusCode"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="Success"/><xs:enumeration value="Failure"/></xs:restriction></xs:simpleType></xs:element>
            <xs:element name="Item" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
              <xs:element name="AmazonOrderItemCode" type="ItemCode"/><xs:element name="MerchantOrderItemID" type="xs:string" minOccurs="0"/><xs:element name="CancelReason" type="CancelReason" minOccurs="0"/>
              <xs:element name="Quantity" type="xs:positiveInteger" minOccurs="0"/></xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>
          <xs:element name="AmazonEnvelope"><xs:complexType><xs:sequence>
            <xs:element name="Header"><xs:complexType><xs:sequence>
              <xs:element name="DocumentVersion"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="1.01"/><xs:enumeration value="1.02"/></xs:restriction></xs:simpleType></xs:element>
              <xs:element name="MerchantIdentifier" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
            <xs:element name="MessageType"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="OrderAdjustment"/><xs:enumeration value="OrderAcknowledgement"/></xs:restriction></xs:simpleType></xs:element>
            <xs:element name="Message" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="MessageID" type="xs:positiveInteger"/>
              <xs:choice><xs:element name="OrderAdjustment" type="OrderAdjustment"/><xs:element name="OrderAcknowledgement" type="OrderAcknowledgement"/></xs:choice></xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    private static readonly XmlSchemaSet Schemas = Compile();

    /// <summary>What breaks the schema, in the parser's words.</summary>
    public static IReadOnlyList<string> Faults(ReadOnlyMemory<byte> document)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas };
        settings.ValidationEventHandler += (_, e) => faults.Add(e.Message);
        using var reader = XmlReader.Create(new MemoryStream(document.ToArray()), settings);
        while (reader.Read())
        {
        }
        return faults;
    }

    private static XmlSchemaSet Compile()
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(Text));
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}
