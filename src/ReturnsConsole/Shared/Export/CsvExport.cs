using System.Buffers;
using System.Globalization;
using System.Text;

namespace ReturnsConsole.Shared.Export;

/// <summary>CSV as RFC 4180 has it: UTF-8 with mark, comma, CRLF, quoted where needed, numbers with a decimal point.</summary>
public static class CsvExport
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n\t'");

    public static async Task<long> WriteAsync(ExportTable table, Stream to, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', table.Columns.Select(Quoted)).AsMemory(), ct);
        var line = new StringBuilder();
        long rows = 0;
        await foreach (var row in table.Rows.WithCancellation(ct))
        {
            line.Clear();
            for (var i = 0; i < row.Count; i++)
            {
                if (i > 0)
                    line.Append(',');
                line.Append(row[i].Kind == ExportCellKind.Number ? row[i].Number.ToString("F" + row[i].Places, CultureInfo.InvariantCulture) : Quoted(SpreadsheetText.Safe(row[i].Text)));
            }
            await writer.WriteLineAsync(line, ct);
            rows++;
        }
        return rows;
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(Special) || text.StartsWith(' ') || text.EndsWith(' ') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
