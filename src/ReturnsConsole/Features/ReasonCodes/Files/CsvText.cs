using System.Text;

namespace ReturnsConsole.Features.ReasonCodes.Files;

/// <summary>CSV as spreadsheets write it: comma, semicolon or tab, quoted where needed, UTF-8.</summary>
internal static class CsvText
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    public static IEnumerable<FileRow> Read(byte[] bytes, IReadOnlyList<string> columns)
    {
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new MappingFileException("The file is neither CSV in UTF-8 nor XLSX. In a spreadsheet, save it as “CSV UTF-8” or as XLSX.");
        }
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new MappingFileException("The file is neither CSV nor XLSX: it holds binary data.");
        return Rows(text, DelimiterOf(text), columns);
    }

    private static char DelimiterOf(string text)
    {
        var header = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end && end < 0 ? text.Length : end).ToString();
        return Delimiters.MaxBy(d => header.Count(c => c == d));
    }

    private static List<FileRow> Rows(string text, char delimiter, IReadOnlyList<string> columns)
    {
        var rows = new List<FileRow>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, began, quoted) = (1, 1, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[i++]);
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter)
            {
                End();
            }
            else if (c is '\n')
            {
                End();
                Row();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
        if (quoted)
            throw new MappingFileException($"Line {began}: a quotation mark is opened and never closed.");
        if (cell.Length > 0 || cells.Count > 0)
        {
            End();
            Row();
        }
        return rows;

        void End()
        {
            if (cells.Count == MappingFile.MaxCells)
                throw new MappingFileException($"Line {began}: more than {MappingFile.MaxCells} cells. Expected the columns {string.Join(", ", columns)}.");
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void Row()
        {
            if (rows.Count > MappingFile.MaxRows)
                throw new MappingFileException($"The file has more than {MappingFile.MaxRows} rows.");
            rows.Add(new FileRow(began, [.. cells]));
            cells.Clear();
            began = line;
        }
    }
}
