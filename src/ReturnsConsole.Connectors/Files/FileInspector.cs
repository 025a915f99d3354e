using ReturnsConsole.Connectors.Amazon.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Finds out what a file is and how it is written.</summary>
internal static class FileInspector
{
    public static FileInspection Inspect(FileEntry entry, ReadingAnswers answers, FileLimits limits, CancellationToken ct)
    {
        using var source = new WatchedSource(entry, 0);
        if (ContentSniffer.Refuse(source.Head.Span, entry.Name) is { } notText)
            return new FileInspection(null, notText);
        if (PayloadReader.IsPayload(source.Head.Span))
            return PayloadReader.Inspect(source, entry.Name, limits, ct);
        var marked = TextSource.Marked(source.Head.Span);
        var head = TextHead(source, marked ?? FileEncoding.Utf8);
        if (ContentSniffer.RefuseText(head, entry.Name) is { } otherText)
            return new FileInspection(null, otherText);
        if (ReturnsXmlInspector.IsXml(head))
            return ReturnsXmlInspector.Inspect(source, marked, answers, limits, ct);
        return InspectDelimited(source, entry, marked, answers, limits, ct);
    }

    private static FileInspection InspectDelimited(
        WatchedSource source, FileEntry entry, FileEncoding? marked, ReadingAnswers answers, FileLimits limits, CancellationToken ct)
    {
        var bytes = ByteSurvey.Of(TextSource.Open(source.Raw, marked ?? FileEncoding.Utf8, source.Head.Span), limits.MaxLineBytes, ct);
        source.CheckUnchanged();
        if (bytes.NulLine > 0)
        {
            return Refusals.Refuse(RefusalReason.NotAReport, Refusals.Text(
                $"Line {bytes.NulLine} holds zero bytes, which no text has: the file is binary or the download was damaged. Download it again."));
        }

        var (encoding, why, undecided) = bytes.Decide();
        if (undecided is not null)
            return new FileInspection(null, undecided);
        if (marked is { } mark)
            (encoding, why) = (mark, mark == FileEncoding.Utf16 ? "encoding UTF-16: by its byte order" : "encoding UTF-8: byte order mark");
        var evidence = new List<string> { why };

        var (header, refusal) = HeaderFinder.Find(TextHead(source, encoding));
        if (header is null)
            return new FileInspection(null, refusal);
        evidence.Insert(0, Refusals.Text($"{header.Map.Format.Title}: {header.Map.Known} of its columns on line {header.PreambleLines + 1}"));

        var profile = new FileProfile
        {
            Format = header.Map.Format.Format,
            Layout = header.Map.Format.Layout(header.Map),
            Encoding = encoding,
            Numbers = NumberCulture.Any,
            Dates = DateOrder.Unambiguous,
            Delimiter = header.Delimiter,
            PreambleLines = header.PreambleLines,
            Columns = header.Map.Columns,
            UnknownColumns = header.Map.Unknown,
            EstimatedRows = Math.Max(0, bytes.Lines - header.PreambleLines - 1),
            Bytes = source.Raw.Count,
        };
        profile = profile with { Quoted = bytes.HasQuote && (header.Delimiter != '\t' || header.QuotedHeader || QuoteSurvey.IsQuoted(Open)) };
        if (profile.Quoted)
            evidence.Add("fields are quoted: the file was saved again by a spreadsheet");
        if (header.Delimiter != '\t')
            evidence.Add($"separated by {(header.Delimiter == ',' ? "commas" : "semicolons")}");
        if (header.PreambleLines > 0)
            evidence.Add(Refusals.Text($"{header.PreambleLines} lines before the header are not part of the report"));

        CellSurvey cells;
        using (var reader = Open())
            cells = CellSurvey.Of(reader, header.Map, bytes.HasExponent, ct);
        if (cells.Damage is not null)
            return new FileInspection(null, cells.Damage);
        var (numbers, dates, open) = CultureDecision.Decide(header.Map, cells, answers, Sums, evidence);
        return open is not null ? new FileInspection(null, open) : new FileInspection(profile with { Numbers = numbers, Dates = dates, Evidence = evidence }, null);

        DelimitedReader Open() => OpenAtRows(entry, profile, limits);

        NumberCulture? Sums()
        {
            using var reader = Open();
            return SumCheck.Decide(reader, header.Map, ct);
        }
    }

    private static DelimitedReader OpenAtRows(FileEntry entry, FileProfile profile, FileLimits limits)
    {
        var again = new WatchedSource(entry, profile.Bytes);
        var reader = DelimitedFile.Open(again, profile, limits);
        DelimitedFile.CheckHeader(again, profile, reader);
        return reader;
    }

    /// <summary>The first lines as UTF-8.</summary>
    private static byte[] TextHead(WatchedSource source, FileEncoding encoding)
    {
        using var text = TextSource.Open(new MemoryStream(source.Head.ToArray()), encoding, source.Head.Span);
        using var head = new MemoryStream();
        text.CopyTo(head);
        return head.ToArray();
    }
}
