using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ReturnsConsole.Features.ReasonCodes.Files;

/// <summary>The first sheet of an XLSX as rows of text.</summary>
internal static class SheetText
{
    private const long MaxUnpacked = 64 * 1024 * 1024;
    private const int MaxParts = 500;

    public static IEnumerable<FileRow> Read(byte[] bytes)
    {
        try
        {
            Check(bytes);
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false);
            var workbook = document.WorkbookPart ?? throw Unreadable();
            var sheet = workbook.Workbook.Descendants<Sheet>().FirstOrDefault()?.Id?.Value ?? throw Unreadable();
            var shared = workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(s => s.InnerText).ToList() ?? [];
            return Rows((WorksheetPart)workbook.GetPartById(sheet), shared);
        }
        catch (Exception fault) when (fault is InvalidDataException or OpenXmlPackageException or FileFormatException or System.Xml.XmlException or InvalidCastException or ArgumentException or FormatException)
        {
            throw Unreadable();
        }
    }

    private static MappingFileException Unreadable() => new("The file looks like XLSX, but it cannot be opened as one. Save it anew in a spreadsheet, or as CSV.");

    /// <summary>A small file can hold a huge one: how large it becomes is looked at before it is opened.</summary>
    private static void Check(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
        if (zip.Entries.Count > MaxParts || zip.Entries.Sum(e => e.Length) > MaxUnpacked)
            throw new MappingFileException("The XLSX unpacks to far more than such a table can be.");
    }

    private static List<FileRow> Rows(WorksheetPart part, List<string> shared)
    {
        var rows = new List<FileRow>();
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            var row = (Row)reader.LoadCurrentElement()!;
            if (rows.Count > MappingFile.MaxRows)
                throw new MappingFileException($"The sheet has more than {MappingFile.MaxRows} rows.");
            rows.Add(new FileRow((int)(row.RowIndex?.Value ?? (uint)(rows.Count + 1)), Cells(row, shared)));
        }
        return rows;
    }

    private static List<string> Cells(Row row, List<string> shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var at = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
            if (at >= MappingFile.MaxCells)
                continue;
            while (cells.Count < at)
                cells.Add("");
            cells.Add(TextOf(cell, shared));
        }
        return cells;
    }

    private static string TextOf(Cell cell, List<string> shared)
    {
        var type = cell.DataType?.Value;
        if (type == CellValues.InlineString)
            return cell.InlineString?.InnerText ?? "";
        var text = cell.CellValue?.Text ?? "";
        if (type == CellValues.SharedString)
            return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var i) && i >= 0 && i < shared.Count ? shared[i] : "";
        return type == CellValues.Boolean ? text == "1" ? "yes" : "no" : text;
    }

    /// <summary>"C7" → 2.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetter))
            column = Math.Min(column * 26 + (char.ToUpperInvariant(c) - 'A' + 1), 10_000);
        return column - 1;
    }
}
