using System.Reflection;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace ReturnsConsole.Shared.Export;

/// <param name="Share">Of the page's width.</param>
/// <param name="Right">Figures stand at the right.</param>
public sealed record PdfColumn(string Title, double Share, bool Right = false);

/// <summary>A paper of headings, lines and tables on A4, written from top to bottom. Head and page number stand on every page.</summary>
public sealed class PdfPaper : IDisposable
{
    private const double Margin = 40;
    private const double RowHeight = 13;
    private readonly PdfDocument document = new();
    private readonly string title;
    private readonly string foot;
    private readonly XFont plain;
    private readonly XFont strong;
    private readonly XFont large;
    private XGraphics? page;
    private double y;
    private PdfColumn[]? open;

    /// <param name="foot">Stands on every page: what it is, as of when.</param>
    public PdfPaper(string title, string foot)
    {
        PdfFonts.Use();
        (this.title, this.foot) = (title, foot);
        (plain, strong, large) = (new XFont(PdfFonts.Name, 8), new XFont(PdfFonts.Name, 8, XFontStyleEx.Bold), new XFont(PdfFonts.Name, 15, XFontStyleEx.Bold));
        document.Info.Title = title;
        NewPage();
        page!.DrawString(title, large, XBrushes.Black, new XPoint(Margin, y + 12));
        y += 26;
    }

    private double Width => document.Pages[^1].Width.Point - 2 * Margin;

    public void Heading(string text)
    {
        Room(3 * RowHeight);
        y += 8;
        page!.DrawString(text, new XFont(PdfFonts.Name, 10.5, XFontStyleEx.Bold), XBrushes.Black, new XPoint(Margin, y + 10));
        y += 18;
    }

    /// <summary>A sentence, on as many lines as it needs.</summary>
    public void Text(string text)
    {
        foreach (var line in Lines(text, plain, Width))
        {
            Room(RowHeight);
            page!.DrawString(line, plain, XBrushes.Black, new XPoint(Margin, y + 9));
            y += RowHeight;
        }
    }

    /// <summary>"Carrier: UPS", the names in one column.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var (name, value) in facts)
        {
            var lines = Lines(value.Length == 0 ? "–" : value, plain, Width - 120).ToList();
            Room(RowHeight * lines.Count);
            page!.DrawString(name, strong, XBrushes.Black, new XPoint(Margin, y + 9));
            foreach (var line in lines)
            {
                page.DrawString(line, plain, XBrushes.Black, new XPoint(Margin + 120, y + 9));
                y += RowHeight;
            }
        }
    }

    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        open = [.. columns];
        Room(3 * RowHeight);
        Head();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => Lines(cell, plain, columns[i].Share * Width - 6).ToList()).ToList();
            var height = RowHeight * Math.Max(1, cells.Max(c => c.Count)) + 2;
            if (Room(height))
                Head();
            var x = Margin;
            for (var i = 0; i < columns.Count; i++)
            {
                for (var line = 0; line < cells[i].Count; line++)
                    Cell(cells[i][line], plain, x, y + line * RowHeight, columns[i].Share * Width, columns[i].Right);
                x += columns[i].Share * Width;
            }
            y += height;
            page!.DrawLine(new XPen(XColors.LightGray, 0.5), Margin, y, Margin + Width, y);
        }
        open = null;
        y += 4;
    }

    public byte[] Save()
    {
        page?.Dispose();
        for (var i = 0; i < document.Pages.Count; i++)
        {
            using var drawing = XGraphics.FromPdfPage(document.Pages[i]);
            var bottom = document.Pages[i].Height.Point - 24;
            drawing.DrawString(foot, plain, XBrushes.DimGray, new XPoint(Margin, bottom));
            var number = $"{title} · page {i + 1} of {document.Pages.Count}";
            drawing.DrawString(number, plain, XBrushes.DimGray, new XPoint(Margin + Width - drawing.MeasureString(number, plain).Width, bottom));
        }
        using var memory = new MemoryStream();
        document.Save(memory);
        return memory.ToArray();
    }

    public void Dispose()
    {
        page?.Dispose();
        document.Dispose();
    }

    private void Head()
    {
        var x = Margin;
        foreach (var column in open!)
        {
            Cell(column.Title, strong, x, y, column.Share * Width, column.Right);
            x += column.Share * Width;
        }
        y += RowHeight + 3;
        page!.DrawLine(new XPen(XColors.Black, 0.8), Margin, y, Margin + Width, y);
    }

    private void Cell(string text, XFont font, double x, double top, double width, bool right) =>
        page!.DrawString(text, font, XBrushes.Black, new XPoint(right ? x + width - 4 - page.MeasureString(text, font).Width : x, top + 10));

    /// <returns>True when it began a new page.</returns>
    private bool Room(double height)
    {
        if (y + height <= document.Pages[^1].Height.Point - 40)
            return false;
        NewPage();
        return true;
    }

    private void NewPage()
    {
        page?.Dispose();
        var added = document.AddPage();
        added.Size = PdfSharp.PageSize.A4;
        page = XGraphics.FromPdfPage(added);
        y = Margin;
    }

    /// <summary>Broken at spaces; a word that is wider than the line is broken where the line ends, and nothing is left out.</summary>
    private IEnumerable<string> Lines(string text, XFont font, double width)
    {
        var line = "";
        foreach (var word in string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' '))
        {
            var rest = word;
            while (true)
            {
                var longer = line.Length == 0 ? rest : $"{line} {rest}";
                if (page!.MeasureString(longer, font).Width <= width)
                {
                    line = longer;
                    break;
                }
                if (line.Length > 0)
                {
                    yield return line;
                    line = "";
                    continue;
                }
                var fits = rest.Length - 1;
                while (fits > 1 && page.MeasureString(rest[..fits], font).Width > width)
                    fits--;
                fits = Math.Max(1, fits);
                yield return rest[..fits];
                rest = rest[fits..];
                if (rest.Length == 0)
                    break;
            }
        }
        yield return line;
    }
}

/// <summary>The one face that papers are set in, carried along: a server need not have any.</summary>
internal sealed class PdfFonts : IFontResolver
{
    public const string Name = "Paper";
    private static readonly Lock Gate = new();

    public static void Use()
    {
        lock (Gate)
            GlobalFontSettings.FontResolver ??= new PdfFonts();
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "DejaVuSansCondensed-Bold" : "DejaVuSansCondensed");

    public byte[]? GetFont(string faceName)
    {
        using var face = Assembly.GetExecutingAssembly().GetManifestResourceStream(faceName) ?? throw new InvalidOperationException($"The face {faceName} is not in the program.");
        using var memory = new MemoryStream();
        face.CopyTo(memory);
        return memory.ToArray();
    }
}
