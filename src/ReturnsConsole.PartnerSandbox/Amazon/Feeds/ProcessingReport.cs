using System.Xml;
using System.Xml.Linq;
using ReturnsConsole.PartnerSandbox.Amazon.Model;

namespace ReturnsConsole.PartnerSandbox.Amazon.Feeds;

/// <summary>The answer to an XML feed: what succeeded is only counted, what failed has a Result. MessageID 0 is the whole document.</summary>
internal static class ProcessingReport
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static (string ContentType, byte[] Report) Write(FeedWork work, AmazonAccount account, AmazonFeed feed)
    {
        var results = work.Messages.Select(message => (message.Id, Fault: message.Execute())).ToList();
        var failed = results.Where(result => result.Fault is not null).Select(result => Result(result.Id, result.Fault!)).ToList();
        if (work.DocumentFault is { } fault)
            failed.Add(Result("0", fault));

        var envelope = new XElement("AmazonEnvelope",
            new XAttribute(XNamespace.Xmlns + "xsi", Instance),
            new XAttribute(Instance + "noNamespaceSchemaLocation", "amzn-envelope.xsd"),
            new XElement("Header", new XElement("DocumentVersion", "1.02"), new XElement("MerchantIdentifier", account.Market.SellerId)),
            new XElement("MessageType", "ProcessingReport"),
            new XElement("Message",
                new XElement("MessageID", 1),
                new XElement("ProcessingReport",
                    new XElement("DocumentTransactionID", feed.Id),
                    new XElement("StatusCode", "Complete"),
                    new XElement("ProcessingSummary",
                        new XElement("MessagesProcessed", results.Count),
                        new XElement("MessagesSuccessful", results.Count(result => result.Fault is null)),
                        new XElement("MessagesWithError", failed.Count),
                        new XElement("MessagesWithWarning", 0)),
                    failed)));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = AmazonMarket.Text, Indent = true }))
            envelope.Save(xml);

        return ($"text/xml; charset={AmazonMarket.Charset}", bytes.ToArray());
    }

    private static XElement Result(string messageId, FeedFault fault) => new("Result",
        new XElement("MessageID", messageId),
        new XElement("ResultCode", "Error"),
        new XElement("ResultMessageCode", fault.Code),
        new XElement("ResultDescription", fault.Description),
        fault.Subject is { } subject ? new XElement("AdditionalInfo", new XElement(subject.Name, subject.Value)) : null);
}
