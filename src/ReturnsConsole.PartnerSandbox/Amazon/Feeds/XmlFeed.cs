using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ReturnsConsole.PartnerSandbox.Amazon.Feeds;

/// <summary>An AmazonEnvelope, read as strictly as its schema: the order of elements matters.</summary>
internal static class XmlFeed
{
    public const string Malformed = "5000";

    /// <param name="message">What one message asks for; throws <see cref="FeedShapeException"/> where its content breaks the schema.</param>
    public static FeedWork Read(byte[] bytes, string messageType, Func<XElement, Func<FeedFault?>> message)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var envelope = XElement.Load(xml);
            if (envelope.Name.LocalName != "AmazonEnvelope")
                throw new FeedShapeException("The root element must be AmazonEnvelope.");

            Sequence(envelope, "Header!", "MessageType!", "PurgeAndReplace", "Message+");
            Sequence(envelope.Element("Header")!, "DocumentVersion!", "MerchantIdentifier!");
            if (envelope.Element("Header")!.Element("DocumentVersion")!.Value is not ("1.01" or "1.02"))
                throw new FeedShapeException("DocumentVersion must be 1.01 or 1.02.");

            if (envelope.Element("MessageType")!.Value != messageType)
                throw new FeedShapeException($"MessageType must be {messageType}.");

            var ids = new HashSet<string>(StringComparer.Ordinal);
            return new FeedWork([.. envelope.Elements("Message").Select(element => Message(element, messageType, ids, message))]);
        }
        catch (Exception fault) when (fault is XmlException or FeedShapeException)
        {
            return new FeedWork([], new FeedFault(Malformed, $"XML Parsing Fatal Error: {fault.Message}"));
        }
    }

    /// <summary>Checks children against names in order; ! is once, ? or nothing is at most once, + is once or more, * is any number.</summary>
    /// <exception cref="FeedShapeException">The children are others, or in another order.</exception>
    public static void Sequence(XElement parent, params ReadOnlySpan<string> expected)
    {
        var children = parent.Elements().ToList();
        var next = 0;
        foreach (var entry in expected)
        {
            var (name, times) = (entry.TrimEnd('!', '?', '+', '*'), entry[^1]);
            var found = 0;
            while (next < children.Count && name.Split('|').Contains(children[next].Name.LocalName) && (times is '+' or '*' || found == 0))
            {
                next++;
                found++;
            }

            if (found == 0 && times is '!' or '+')
                throw new FeedShapeException($"cvc-complex-type.2.4: The content of element '{parent.Name.LocalName}' is not complete or out of order. '{name}' is expected.");
        }

        if (next < children.Count)
            throw new FeedShapeException($"cvc-complex-type.2.4.a: Invalid content was found starting with element '{children[next].Name.LocalName}' in '{parent.Name.LocalName}'.");
    }

    private static FeedMessage Message(XElement element, string messageType, HashSet<string> ids, Func<XElement, Func<FeedFault?>> message)
    {
        Sequence(element, "MessageID!", "OperationType?", $"{messageType}!");
        var id = element.Element("MessageID")!.Value.Trim();
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || !ids.Add(id))
            throw new FeedShapeException($"MessageID '{id}' must be a positive number and unique in the document.");

        try
        {
            return new FeedMessage(id, message(element.Element(messageType)!));
        }
        catch (FeedShapeException fault)
        {
            return new FeedMessage(id, () => new FeedFault(Malformed, fault.Message));
        }
    }
}

/// <summary>A feed document breaks its schema.</summary>
internal sealed class FeedShapeException(string message) : Exception(message);
