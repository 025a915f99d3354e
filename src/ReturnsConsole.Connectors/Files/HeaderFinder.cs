using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Where the header stands and what it says.</summary>
internal sealed record FoundHeader(HeaderMap Map, char Delimiter, int PreambleLines, bool QuotedHeader);

/// <summary>Finds the header line among the first lines and the format that it belongs to.</summary>
internal static class HeaderFinder
{
    private const int LinesTried = 30;

    public static (FoundHeader? Header, FileRefusal? Refusal) Find(ReadOnlySpan<byte> head)
    {
        FoundHeader? best = null;
        var line = 0;
        foreach (var range in Encoding.UTF8.GetString(head).Split('\n').Take(LinesTried))
        {
            foreach (var delimiter in "\t,;")
            {
                var text = range.TrimEnd('\r');
                if (text.Contains(delimiter))
                    Consider(Split(text, delimiter), delimiter, line, text.StartsWith('"'), ref best);
            }

            line++;
        }

        if (best is null)
            return (null, Unknown(head));
        if (best.Map.Duplicate is { } twice)
        {
            return (null, new FileRefusal(RefusalReason.DuplicateColumn, Refusals.Text(
                $"Line {best.PreambleLines + 1}: the column \"{Refusals.Show(twice, 60)}\" stands twice in the header of this {best.Map.Format.Title}. It is not clear which one counts. Download the report again.")));
        }

        if (best.Map.Missing().ToList() is { Count: > 0 } missing)
        {
            return (null, new FileRefusal(RefusalReason.MissingColumn, Refusals.Text(
                $"Line {best.PreambleLines + 1}: this looks like the {best.Map.Format.Title}, but the column {string.Join(", ", missing.Select(m => $"\"{m}\""))} is missing. Found: {Names(best.Map.Columns)}. Download the report again with all columns.")));
        }

        return (best, null);
    }

    public static string[] Split(string line, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (c == delimiter && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
                cell.Append(c);
        }

        cells.Add(cell.ToString().Trim());
        while (cells.Count > 1 && cells[^1].Length == 0)
            cells.RemoveAt(cells.Count - 1);
        return [.. cells];
    }

    private static void Consider(string[] columns, char delimiter, int line, bool quoted, ref FoundHeader? best)
    {
        foreach (var format in ReportFormat.All)
        {
            var map = HeaderMap.Of(format, columns);
            if (map.Known < 3 || map.Known * 5 < Math.Min(columns.Length, format.Columns.Count) * 2)
                continue;
            if (best is null || Score(map) > Score(best.Map))
                best = new FoundHeader(map, delimiter, line, quoted);
        }
    }

    // A format that has all it needs beats any that lacks something; then the one that knows more of the columns.
    private static int Score(HeaderMap map) => (map.Missing().Any() ? 0 : 10_000) + map.Known * 10 - map.Unknown.Count;

    private static FileRefusal Unknown(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        var first = end < 0 ? head : head[..end];
        return new FileRefusal(RefusalReason.UnknownFormat,
            $"No known report begins like this: \"{Refusals.Show(first, 120).Trim()}\". Read here are: {string.Join("; ", ReportFormat.All.Select(f => f.Title))}; Amazon returns report (XML). If it is one of these, download it again with its header line.");
    }

    private static string Names(string[] columns) => Refusals.Show(string.Join(", ", columns), 300);
}
