using System.Text;
using ReturnsConsole.Connectors.Amazon.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Files;

/// <summary>One row of a partner file as a person may see it.</summary>
/// <param name="Line">1-based physical line of its first character.</param>
/// <param name="Cells">Column name as written in the file, and the cell's text; comments and addresses are masked.</param>
/// <param name="Raw">The row as it stands in the file, decoded, with the same parts masked. For XML the element's text.</param>
public sealed record SourceRowText(long Line, IReadOnlyList<KeyValuePair<string, string>> Cells, string Raw);

/// <summary>Finds a row again by its line.</summary>
internal static class SourceRows
{
    public static SourceRowText? Find(WatchedSource source, FileProfile profile, FileLimits limits, long line, long? hash) =>
        PayloadFormat.Of(profile.Format) is not null ? PayloadReader.Find(source, profile, limits, line)
        : profile.Format == FileFormat.AmazonReturnsXml ? FindElement(source, profile, limits, line, hash) : FindRow(source, profile, limits, line);

    private static SourceRowText? FindRow(WatchedSource source, FileProfile profile, FileLimits limits, long line)
    {
        var map = HeaderMap.Of(ReportFormat.All.Single(f => f.Format == profile.Format), [.. profile.Columns]);
        using var reader = DelimitedFile.Open(source, profile, limits);
        DelimitedFile.CheckHeader(source, profile, reader);
        while (reader.Read() && reader.Line <= line)
        {
            if (reader.Line == line)
                return Show(reader, map, profile.Delimiter);
        }

        return null;
    }

    private static SourceRowText Show(DelimitedReader reader, HeaderMap map, char delimiter)
    {
        var cells = new List<KeyValuePair<string, string>>();
        var masked = false;
        for (var cell = 0; cell < Math.Max(map.Columns.Length, reader.FieldCount); cell++)
        {
            var name = cell < map.Columns.Length ? map.Columns[cell] : Refusals.Text($"(cell {cell + 1})");
            var text = Encoding.UTF8.GetString(reader[cell]);

            // Beyond the header nobody knows what a cell holds; a row that is one cell of text may be the rest of a comment.
            var personal = cell >= map.Columns.Length || map.Plan[cell].Kind == CellKind.Personal
                || (reader.FieldCount == 1 && cell == 0 && map.Plan[^1].Kind == CellKind.Personal);
            if (personal && text.Length > 0)
                (text, masked) = (PersonalData.NotShown, true);
            cells.Add(new(name, text));
        }

        var raw = masked ? string.Join(delimiter, cells.Select(c => c.Value)) : Encoding.UTF8.GetString(reader.Raw);
        return new SourceRowText(reader.Line, cells, raw);
    }

    private static SourceRowText? FindElement(WatchedSource source, FileProfile profile, FileLimits limits, long line, long? hash)
    {
        SourceRowText? found = null;
        ReturnsXmlReader.Walk(source, limits, details =>
        {
            for (var item = 0; item < Math.Max(1, details.Items.Count) && found is null; item++)
            {
                var at = item < details.Items.Count ? details.Items[item].Line : details.Line;
                if (at == line && (hash is null || hash == ReturnsXmlRow.HashOf(details, item, profile.Numbers)))
                    found = new SourceRowText(at, [.. details.Cells(item)], details.Raw(item));
            }
        }, CancellationToken.None);
        return found;
    }
}
