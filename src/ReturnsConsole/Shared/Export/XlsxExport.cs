using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ReturnsConsole.Shared.Export;

/// <summary>XLSX, written row by row: the sheet is never in memory as a whole. Texts stand inline, numbers as numbers with their places.</summary>
public static class XlsxExport
{
    /// <summary>What one sheet can hold below its header.</summary>
    public const int MaxRows = 1_048_575;

    public static async Task<long> WriteAsync(ExportTable table, Stream to, CancellationToken ct)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var styles = workbook.AddNewPart<WorkbookStylesPart>();
        styles.Stylesheet = Styles();
        styles.Stylesheet.Save();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        long rows = 0;
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetViews());
            writer.WriteStartElement(new SheetView { WorkbookViewId = 0 });
            writer.WriteElement(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen });
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteStartElement(new SheetData());
            Write(writer, [.. table.Columns.Select(ExportCell.Of)]);
            await foreach (var row in table.Rows.WithCancellation(ct))
            {
                if (++rows > MaxRows)
                    throw new InvalidOperationException($"A sheet holds {MaxRows} rows; there are more. Export to CSV, or narrow the selection.");
                Write(writer, row);
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = table.Name.Length <= 31 ? table.Name : table.Name[..31] }));
        workbook.Workbook.Save();
        return rows;
    }

    private static void Write(OpenXmlWriter writer, IReadOnlyList<ExportCell> row)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in row)
        {
            if (cell.Kind == ExportCellKind.Number)
                writer.WriteElement(new Cell { StyleIndex = (uint)Math.Min(cell.Places, 3), CellValue = new CellValue(cell.Number.ToString("F" + cell.Places, CultureInfo.InvariantCulture)) });
            else
                writer.WriteElement(new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(SpreadsheetText.Safe(cell.Text)) { Space = SpaceProcessingModeValues.Preserve }) });
        }
        writer.WriteEndElement();
    }

    /// <summary>One format per number of decimal places, 0 to 3.</summary>
    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "0" }, new NumberingFormat { NumberFormatId = 165, FormatCode = "0.0" }, new NumberingFormat { NumberFormatId = 166, FormatCode = "0.00" }, new NumberingFormat { NumberFormatId = 167, FormatCode = "0.000" }),
        new Fonts(new Font()),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(Enumerable.Range(0, 4).Select(i => new CellFormat { NumberFormatId = (uint)(164 + i), ApplyNumberFormat = true })));
}
