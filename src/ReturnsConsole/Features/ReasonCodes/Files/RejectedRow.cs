using System.Globalization;
using System.Text;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.ReasonCodes.Files;

/// <summary>A row that was not taken, and why.</summary>
public sealed record RejectedRow(int Line, MappingFault Fault, IReadOnlyList<string> Cells)
{
    /// <summary>The rows that were not taken, as they came, with the reason behind them: to be mended and brought again.</summary>
    public static string FileOf(IReadOnlyList<string> header, IEnumerable<RejectedRow> rejected)
    {
        var text = new StringBuilder();
        text.Append(string.Join(',', header.Concat(["line", "field", "found", "expected"]).Select(Cell))).Append("\r\n");
        foreach (var row in rejected)
        {
            var cells = row.Cells.Concat(Enumerable.Repeat("", Math.Max(0, header.Count - row.Cells.Count))).Take(header.Count);
            text.Append(string.Join(',', cells.Concat([row.Line.ToString(CultureInfo.InvariantCulture), row.Fault.Field, row.Fault.Found, row.Fault.Expected]).Select(Cell))).Append("\r\n");
        }
        return text.ToString();
    }

    private static string Cell(string text) => $"\"{SpreadsheetText.Safe(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
