using System.Text.Json;
using System.Xml.Linq;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

/// <summary>Feed documents, written by hand so that a test can also write them wrong.</summary>
internal static class FeedDocuments
{
    public static string Refunds(params string[] messages) => Envelope("OrderAdjustment", messages);

    public static string Envelope(string type, params string[] messages) =>
        $"""
        <AmazonEnvelope><Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>A1SANDBOXUS001</MerchantIdentifier></Header>
        <MessageType>{type}</MessageType>{string.Concat(messages.Select((message, i) => $"<Message><MessageID>{i + 1}</MessageID>{message}</Message>"))}</AmazonEnvelope>
        """;

    public static string Refund(JsonElement order, string amount, string key, string currency = "USD") =>
        $"""
        <OrderAdjustment><AmazonOrderID>{order.GetProperty("orderId").GetString()}</AmazonOrderID><ActionType>Refund</ActionType>
        <AdjustedItem><AmazonOrderItemCode>{Item(order)}</AmazonOrderItemCode><MerchantAdjustmentItemID>{key}</MerchantAdjustmentItemID><AdjustmentReason>CustomerReturn</AdjustmentReason>
        <ItemPriceAdjustments><Component><Type>Principal</Type><Amount currency="{currency}">{amount}</Amount></Component></ItemPriceAdjustments></AdjustedItem></OrderAdjustment>
        """;

    public static string? Item(JsonElement order) => order.GetProperty("orderItems")[0].GetProperty("orderItemId").GetString();

    public static XElement Report(byte[] bytes)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        return XElement.Load(new MemoryStream(bytes)).Element("Message")!.Element("ProcessingReport")!;
    }
}
