namespace ReturnsConsole.Shared.Export;

/// <param name="Share">Of the page's width.</param>
/// <param name="Right">Figures stand at the right.</param>
public sealed record PdfColumn(string Title, double Share, bool Right = false);

/// <summary>A paper of headings, lines and tables on A4, written from top to bottom. Its title and page number stand on every page.</summary>
public sealed class PdfPaper
{
    private const double Margin = 40;
    private const double RowHeight = 13;
    private const double Width = PdfFile.PageWidth - 2 * Margin;
    private const double Bottom = PdfFile.PageHeight - 44;
    private static readonly PdfFace Plain = new(8, false);
    private static readonly PdfFace Strong = new(8, true);
    private readonly PdfFile file = new();
    private readonly string title;
    private readonly string foot;
    private double y;

    /// <param name="foot">Stands on every page: whose it is, as of when.</param>
    public PdfPaper(string title, string foot)
    {
        (this.title, this.foot) = (title, foot);
        NewPage();
        file.Text(title, new PdfFace(15, true), Margin, y + 12);
        y += 26;
    }

    public void Heading(string text)
    {
        Room(3 * RowHeight + 8);
        y += 8;
        file.Text(text, new PdfFace(10.5, true), Margin, y + 10);
        y += 18;
    }

    /// <summary>A sentence, on as many lines as it needs.</summary>
    public void Text(string text)
    {
        foreach (var line in Lines(text, Width))
        {
            Room(RowHeight);
            file.Text(line, Plain, Margin, y + 9);
            y += RowHeight;
        }
    }

    /// <summary>"Carrier: UPS", the names in one column.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var (name, value) in facts)
        {
            var lines = Lines(value.Length == 0 ? "–" : value, Width - 120).ToList();
            Room(RowHeight * lines.Count);
            file.Text(name, Strong, Margin, y + 9);
            foreach (var line in lines)
            {
                file.Text(line, Plain, Margin + 120, y + 9);
                y += RowHeight;
            }
        }
    }

    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Room(3 * RowHeight);
        Head(columns);
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => Lines(cell, columns[i].Share * Width - 6).ToList()).ToList();
            var height = RowHeight * cells.Max(c => c.Count) + 2;
            if (Room(height))
                Head(columns);
            var x = Margin;
            for (var i = 0; i < columns.Count; i++)
            {
                for (var line = 0; line < cells[i].Count; line++)
                    Cell(cells[i][line], Plain, x, y + line * RowHeight, columns[i]);
                x += columns[i].Share * Width;
            }
            y += height;
            file.Line(Margin, y, Margin + Width, grey: 0.8);
        }
        y += 4;
    }

    public byte[] Save()
    {
        for (var i = 0; i < file.Pages; i++)
        {
            var number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{title} · page {i + 1} of {file.Pages}");
            file.TextOn(i, foot, Plain, Margin, PdfFile.PageHeight - 24);
            file.TextOn(i, number, Plain, Margin + Width - Plain.WidthOf(number), PdfFile.PageHeight - 24);
        }
        return file.Save(title);
    }

    private void Head(IReadOnlyList<PdfColumn> columns)
    {
        var x = Margin;
        foreach (var column in columns)
        {
            Cell(column.Title, Strong, x, y, column);
            x += column.Share * Width;
        }
        y += RowHeight + 3;
        file.Line(Margin, y, Margin + Width, grey: 0);
    }

    private void Cell(string text, PdfFace face, double x, double top, PdfColumn column) =>
        file.Text(text, face, column.Right ? x + column.Share * Width - 8 - face.WidthOf(text) : x, top + 10);

    /// <returns>True when it began a new page.</returns>
    private bool Room(double height)
    {
        if (y + height <= Bottom)
            return false;
        NewPage();
        return true;
    }

    private void NewPage()
    {
        file.AddPage();
        y = Margin;
    }

    /// <summary>Broken at spaces; a word that is wider than the line is broken where the line ends, and nothing is left out.</summary>
    private static IEnumerable<string> Lines(string text, double width)
    {
        var line = "";
        foreach (var word in string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' '))
        {
            var rest = word;
            if (line.Length > 0 && Plain.WidthOf($"{line} {rest}") <= width)
            {
                line = $"{line} {rest}";
                continue;
            }
            if (line.Length > 0)
                yield return line;
            while (rest.Length > 1 && Plain.WidthOf(rest) > width)
            {
                var fits = rest.Length - 1;
                while (fits > 1 && Plain.WidthOf(rest[..fits]) > width)
                    fits--;
                yield return rest[..fits];
                rest = rest[fits..];
            }
            line = rest;
        }
        yield return line;
    }
}
