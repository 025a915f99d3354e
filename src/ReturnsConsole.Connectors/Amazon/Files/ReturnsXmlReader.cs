using System.Text;
using System.Xml;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>Amazon's returns report as XML, streamed: one <c>return_details</c> at a time, one row per <c>item_details</c> in it.</summary>
internal static class ReturnsXmlReader
{
    public const int MaxDetails = 10_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = 0,
        CloseInput = false,
    };

    public static void Read(WatchedSource source, FileProfile profile, FileLimits limits, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct)
    {
        long rows = 0;
        Walk(source, limits, details =>
        {
            for (var item = 0; item < Math.Max(1, details.Items.Count); item++)
            {
                if ((++rows & 1023) == 0)
                    progress?.Report(new ReadProgress(rows, source.Raw.Count, source.TotalBytes));
                ReturnsXmlRow.Take(details, item, profile.Numbers, sink);
            }
        }, ct);
        source.CheckUnchanged();
        progress?.Report(new ReadProgress(rows, source.Raw.Count, source.TotalBytes));
    }

    /// <summary>Visits every return_details element; what the XML cannot hold becomes a refusal.</summary>
    public static void Walk(WatchedSource source, FileLimits limits, Action<XmlReturn> visit, CancellationToken ct)
    {
        try
        {
            using var xml = Create(new BoundedText(source.Raw, limits.MaxLineBytes));
            var line = (IXmlLineInfo)xml;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "return_details")
                    continue;
                ct.ThrowIfCancellationRequested();
                visit(XmlReturn.Read(xml, line, limits.MaxLineBytes));
            }
        }
        catch (XmlException broken)
        {
            throw Refusals.Stop(Refuse(broken, source.Name), broken);
        }
    }

    public static XmlReader Create(Stream text) => XmlReader.Create(text, Settings);

    public static FileRefusal Refuse(XmlException broken, string name)
    {
        if (broken.Message.Contains("DTD", StringComparison.Ordinal) || broken.Message.Contains("DOCTYPE", StringComparison.Ordinal))
        {
            return new FileRefusal(RefusalReason.UnsafeXml, Refusals.Text(
                $"Line {broken.LineNumber}: the XML declares a document type (DTD), which can make a program read other files. Amazon's reports have none. Download the report again from Seller Central."));
        }

        return broken.Message.Contains("Unexpected end", StringComparison.Ordinal)
            ? Refusals.Truncated(name, Refusals.Text($"the XML ends on line {broken.LineNumber} before it is closed"))
            : new FileRefusal(RefusalReason.NotAReport, Refusals.Text($"Line {broken.LineNumber}, position {broken.LinePosition}: this is not valid XML. Download the report again."));
    }

    /// <summary>Lets no single text or name grow without bound: too many bytes without any tag stop the reading.</summary>
    private sealed class BoundedText(Stream inner, int limit) : CountingStream(inner)
    {
        private long _sinceTag;

        protected override void Check(ReadOnlySpan<byte> block)
        {
            var tag = block.LastIndexOf((byte)'<');
            _sinceTag = tag < 0 ? _sinceTag + block.Length : block.Length - tag;
            if (_sinceTag > limit)
                throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"One value in the XML is longer than {limit:N0} bytes, which no report has.")));
        }
    }
}

/// <summary>One return_details element: its own values and those of each item, by element name.</summary>
internal sealed class XmlReturn
{
    public long Line { get; private init; }

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public List<(long Line, Dictionary<string, string> Values)> Items { get; } = [];

    public static XmlReturn Read(XmlReader xml, IXmlLineInfo line, int maxBytes)
    {
        var read = new XmlReturn { Line = line.LineNumber };
        if (xml.IsEmptyElement)
            return read;
        var target = read.Values;
        var total = 0L;
        string? name = null;
        var depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "item_details":
                    target = new Dictionary<string, string>(StringComparer.Ordinal);
                    read.Items.Add((line.LineNumber, target));
                    if (read.Items.Count > ReturnsXmlReader.MaxDetails)
                        throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"The return on line {read.Line} has more than {ReturnsXmlReader.MaxDetails:N0} items, which no report has.")));
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "item_details":
                    target = read.Values;
                    break;
                case XmlNodeType.Element:
                    name = xml.LocalName;
                    break;
                case XmlNodeType.EndElement:
                    name = null;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when name is not null:
                    var value = xml.Value;
                    total += value.Length;
                    if (total > (long)maxBytes * 8)
                        throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"The return on line {read.Line} is longer than any report has.")));
                    target[name] = target.TryGetValue(name, out var before) ? before + value : value.Trim();
                    break;
            }
        }

        return read;
    }

    /// <summary>The values of one item as the report has them, its own first.</summary>
    public IEnumerable<KeyValuePair<string, string>> Cells(int item) => item < Items.Count ? Items[item].Values.Concat(Values) : Values;

    /// <summary>The item as XML text again, for a message or a person.</summary>
    public string Raw(int item)
    {
        var text = new StringBuilder("<return_details><item_details>");
        if (item < Items.Count)
            Append(Items[item].Values);
        text.Append("</item_details>");
        Append(Values);
        return text.Append("</return_details>").ToString();

        void Append(Dictionary<string, string> values)
        {
            foreach (var (key, value) in values)
                text.Append('<').Append(key).Append('>').Append(System.Security.SecurityElement.Escape(value)).Append("</").Append(key).Append('>');
        }
    }
}
