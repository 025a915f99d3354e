using System.Text;
using System.Xml;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>Tells Amazon's XML returns report from other XML, and its number culture.</summary>
internal static class ReturnsXmlInspector
{
    public static bool IsXml(ReadOnlySpan<byte> head)
    {
        var text = head.TrimStart(" \t\r\n"u8);
        return text.Length > 1 && text[0] == '<' && (text[1] is (byte)'?' or (byte)'!' || char.IsAsciiLetter((char)text[1]));
    }

    public static FileInspection Inspect(WatchedSource source, FileEncoding? marked, ReadingAnswers answers, FileLimits limits, CancellationToken ct)
    {
        if (Kind(source) is { } other)
            return new FileInspection(null, other);
        var evidence = new CultureEvidence();
        var known = new SortedSet<string>(StringComparer.Ordinal);
        long rows = 0;
        ReturnsXmlReader.Walk(source, limits, details =>
        {
            for (var item = 0; item < Math.Max(1, details.Items.Count); item++)
            {
                rows++;
                var noDecimals = details.Values.TryGetValue("currency_code", out var currency) && Currencies.Exponent(currency) == 0;
                foreach (var (name, value) in details.Cells(item))
                {
                    if (known.Count < 200)
                        known.Add(name);
                    if (ReturnsXmlRow.IsAmount(name))
                        evidence.TakeNumber(Encoding.UTF8.GetBytes(value), noDecimals, details.Line);
                }
            }
        }, ct);
        source.CheckUnchanged();
        return Decide(source, marked, answers, evidence, known, rows);
    }

    private static FileInspection Decide(
        WatchedSource source, FileEncoding? marked, ReadingAnswers answers, CultureEvidence evidence, SortedSet<string> columns, long rows)
    {
        var numbers = NumberCulture.Any;
        var why = "numbers: only whole ones without separators";
        if (evidence.NumbersDecided)
        {
            if (CultureEvidence.Winner(evidence.Point, evidence.Comma) is not { } isPoint)
                return Refusals.Refuse(RefusalReason.CultureUndecided, $"The file writes numbers in two ways: {evidence.Point.Example} and {evidence.Comma.Example}. Download it again.");
            numbers = isPoint ? NumberCulture.DecimalPoint : NumberCulture.DecimalComma;
            why = isPoint ? $"decimal point: {evidence.Point.Example}" : $"decimal comma: {evidence.Comma.Example}";
        }
        else if (evidence.AmbiguousNumber.Count > 0)
        {
            // XML Schema knows one way to write a decimal.
            numbers = NumberCulture.DecimalPoint;
            why = $"decimal point: XML writes decimals so ({evidence.AmbiguousNumber.Example})";
        }

        if (answers.Culture is { Length: > 0 } culture && (!AnsweredCulture.TryRead(culture, out var answered, out _) || (numbers != NumberCulture.Any && answered != numbers)))
            return Refusals.Refuse(RefusalReason.CultureUndecided, $"The answer {Refusals.Show(culture, 30)} does not fit the file ({why}). Import it without an answer.");
        return new FileInspection(
            new FileProfile
            {
                Format = FileFormat.AmazonReturnsXml,
                Layout = "Returns-Report XML",
                Encoding = marked ?? FileEncoding.Utf8,
                Numbers = numbers,
                Dates = DateOrder.Unambiguous,
                Delimiter = '\0',
                Columns = [.. columns],
                Evidence = ["Amazon returns report (XML): message type Returns-Report", why],
                EstimatedRows = rows,
                Bytes = source.Raw.Count,
            },
            null);
    }

    /// <summary>What other XML this is; null for the returns report.</summary>
    private static FileRefusal? Kind(WatchedSource source)
    {
        try
        {
            using var xml = ReturnsXmlReader.Create(new MemoryStream(source.Head.ToArray()));
            xml.MoveToContent();
            var root = xml.LocalName;
            if (root is "EasyShipProcessingReport")
                return NotImported("Amazon's processing report of a feed");
            if (root is "html")
                return ContentSniffer.Not("This is a web page, not a report. Download the report once more.");
            if (root != "AmazonEnvelope")
                return new FileRefusal(RefusalReason.UnknownFormat, $"This is XML that begins with <{Refusals.Show(root, 60)}>; of XML only Amazon's returns report (AmazonEnvelope with message type Returns-Report) is imported.");
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.LocalName == "return_details")
                    return null;
                if (xml.LocalName == "MessageType")
                    return ByMessageType(xml.ReadElementContentAsString().Trim());
            }

            return new FileRefusal(RefusalReason.UnknownFormat, "This is an Amazon envelope without a message type. Download the report again.");
        }
        catch (XmlException broken)
        {
            return ReturnsXmlReader.Refuse(broken, source.Name);
        }
    }

    private static FileRefusal? ByMessageType(string type) => type switch
    {
        "Returns-Report" or "ReturnsReport" => null,
        "ProcessingReport" => NotImported("Amazon's processing report of a feed"),
        "OrderAdjustment" or "OrderAcknowledgement" or "OrderAcknowledgment" or "OrderFulfillment" or "Inventory" or "Price" or "Product" =>
            NotImported($"a feed ({type}) that is sent to Amazon"),
        "SettlementReport" => new FileRefusal(RefusalReason.UnknownFormat, "This is Amazon's settlement report as XML, which Amazon has withdrawn. Download the flat file (V2) of the same settlement and import that."),
        _ => new FileRefusal(RefusalReason.UnknownFormat, $"This is Amazon XML of the kind \"{Refusals.Show(type, 60)}\"; of XML only the returns report (Returns-Report) is imported."),
    };

    private static FileRefusal NotImported(string what) => ContentSniffer.Not($"This is {what}, not a report of returns or money. It is not imported here.");
}
