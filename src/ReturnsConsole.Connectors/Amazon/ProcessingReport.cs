using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>What Amazon says of the messages of a feed, in any of its three writings: XML, text, JSON. A message that succeeded has no line.</summary>
/// <param name="Processed">Messages that Amazon counted; null when it gives no number.</param>
/// <param name="Successful">Messages that succeeded.</param>
/// <param name="WithError">Messages that failed; null when the writing does not count them.</param>
internal sealed record ProcessingReport(int? Processed, int? Successful, int? WithError, IReadOnlyList<ReportedResult> Results)
{
    /// <returns>Null when it is none of the three.</returns>
    public static ProcessingReport? Read(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        return trimmed.StartsWith("<") ? ReadXml(text) : trimmed.StartsWith("{") ? ReadJson(text) : ReadText(text);
    }

    private static ProcessingReport? ReadXml(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 0 });
            var report = XDocument.Load(reader).Descendants().FirstOrDefault(e => e.Name.LocalName.EndsWith("ProcessingReport", StringComparison.Ordinal) && Child(e, "ProcessingSummary") is not null);
            if (report is null || Child(report, "ProcessingSummary") is not { } summary)
                return null;
            // "Processing" instead of "Complete" is a report that was taken too early.
            if (Child(report, "StatusCode")?.Value.Trim() is { Length: > 0 } status && status != "Complete")
                return null;
            var results = report.Elements().Where(e => e.Name.LocalName == "Result").Select(r => new ReportedResult(
                Number(Child(r, "MessageID")?.Value) ?? 0, Child(r, "ResultCode")?.Value.Trim() ?? "", Child(r, "ResultMessageCode")?.Value.Trim() ?? "", Child(r, "ResultDescription")?.Value.Trim() ?? ""));
            return new ProcessingReport(
                Number(Child(summary, "MessagesProcessed")?.Value), Number(Child(summary, "MessagesSuccessful")?.Value), Number(Child(summary, "MessagesWithError")?.Value), [.. results]);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ProcessingReport? ReadJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.Field("summary") is not { } summary)
                return null;
            var results = json.RootElement.Items("issues").Select(i => new ReportedResult(i.Whole("messageId") ?? 0, i.Text("severity") ?? "", i.Text("code") ?? "", i.Text("message") ?? ""));
            return new ProcessingReport(summary.Whole("messagesProcessed"), summary.Whole("messagesAccepted") ?? summary.Whole("messagesSuccessful"), summary.Whole("messagesInvalid"), [.. results]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProcessingReport? ReadText(string text)
    {
        int? processed = null, successful = null;
        var results = new List<ReportedResult>();
        var inTable = false;
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            var cells = line.Split('\t', StringSplitOptions.TrimEntries);
            if (line.Contains("records processed", StringComparison.OrdinalIgnoreCase))
                processed = Number(cells.LastOrDefault(c => c.Length > 0));
            else if (line.Contains("records successful", StringComparison.OrdinalIgnoreCase))
                successful = Number(cells.LastOrDefault(c => c.Length > 0));
            else if (cells.Any(c => c.Equals("original-record-number", StringComparison.OrdinalIgnoreCase)))
                inTable = true;
            else if (inTable && line.Length > 0)
                results.Add(Row(cells));
        }
        return processed is null && successful is null ? null : new ProcessingReport(processed, successful, null, results);
    }

    /// <summary>record, sku, code, type, message; an empty column may be missing, so the type is found by its word.</summary>
    private static ReportedResult Row(string[] cells)
    {
        var type = System.Array.FindIndex(cells, c => c.ToUpperInvariant() is "ERROR" or "WARNING" or "FATAL" or "INFO");
        return type < 0
            ? new ReportedResult(Number(cells[0]) ?? 0, "Error", "", string.Join(' ', cells.Skip(1)))
            : new ReportedResult(Number(cells[0]) ?? 0, cells[type], type > 0 ? cells[type - 1] : "", string.Join(' ', cells.Skip(type + 1)));
    }

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static int? Number(string? text) => int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingWhite | System.Globalization.NumberStyles.AllowTrailingWhite, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <param name="MessageId">1-based; 0: the whole document.</param>
/// <param name="Severity">Error, Warning, … as written.</param>
internal sealed record ReportedResult(int MessageId, string Severity, string Code, string Text)
{
    public bool IsError => !IsWarning && !Severity.Equals("INFO", StringComparison.OrdinalIgnoreCase);

    public bool IsWarning => Severity.Equals("WARNING", StringComparison.OrdinalIgnoreCase);
}
