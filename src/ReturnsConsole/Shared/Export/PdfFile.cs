using System.Globalization;
using System.Text;

namespace ReturnsConsole.Shared.Export;

/// <summary>One of the two faces every PDF reader has: Helvetica, plain or bold, in a size.</summary>
internal readonly record struct PdfFace(double Size, bool Bold)
{
    /// <summary>Of the characters from space to tilde, in thousandths of the size, as the face's own metrics give them.</summary>
    private static readonly short[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Never less than what is drawn: unknown characters count as wide ones, and bold as a little wider than plain.</summary>
    public double WidthOf(string text) => PdfFile.Drawable(text).Sum(c => c is >= ' ' and <= '~' ? Widths[c - ' '] : c == '·' ? 278 : 722) * Size / 1000 * (Bold ? 1.07 : 1);
}

/// <summary>
/// Writes a PDF of text and lines. Coordinates are points from the top left corner. Letters outside Western Europe lose their accents, and what has no likeness
/// becomes a question mark: the file that goes with the paper has it as it is.
/// </summary>
internal sealed class PdfFile
{
    public const double PageWidth = 595;
    public const double PageHeight = 842;
    private readonly List<StringBuilder> pages = [];

    public int Pages => pages.Count;

    public void AddPage() => pages.Add(new StringBuilder());

    public void Text(string text, PdfFace face, double x, double y) => TextOn(pages.Count - 1, text, face, x, y);

    public void TextOn(int page, string text, PdfFace face, double x, double y)
    {
        var into = pages[page].Append(CultureInfo.InvariantCulture, $"BT /F{(face.Bold ? 2 : 1)} {face.Size:0.##} Tf {x:0.##} {PageHeight - y:0.##} Td (");
        foreach (var c in Drawable(text))
            into.Append(c is '(' or ')' or '\\' ? $"\\{c}" : c.ToString());
        into.Append(") Tj ET\n");
    }

    public void Line(double x, double y, double toX, double grey) =>
        pages[^1].Append(CultureInfo.InvariantCulture, $"{grey:0.##} G 0.6 w {x:0.##} {PageHeight - y:0.##} m {toX:0.##} {PageHeight - y:0.##} l S\n");

    public byte[] Save(string title)
    {
        using var memory = new MemoryStream();
        var starts = new List<long>();
        Write(memory, "%PDF-1.4\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {Pages} /Kids [{string.Join(' ', Enumerable.Range(0, Pages).Select(i => $"{6 + 2 * i} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        Object($"<< /Title ({string.Concat(Drawable(title).Where(c => c is not ('(' or ')' or '\\')))}) /Producer (Returns Console) >>");
        for (var i = 0; i < Pages; i++)
        {
            Object(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PageWidth} {PageHeight}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {7 + 2 * i} 0 R >>"));
            Object($"<< /Length {pages[i].Length} >>\nstream\n{pages[i]}endstream");
        }
        var table = memory.Position;
        Write(memory, $"xref\n0 {starts.Count + 1}\n0000000000 65535 f \n{string.Concat(starts.Select(s => $"{s:D10} 00000 n \n"))}trailer\n<< /Size {starts.Count + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return memory.ToArray();

        void Object(string content)
        {
            starts.Add(memory.Position);
            Write(memory, $"{starts.Count} 0 obj\n{content}\nendobj\n");
        }
    }

    /// <summary>As the face's encoding has it, one byte to a character.</summary>
    public static string Drawable(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Select(Byte));

    private static string Byte(char c) => c switch
    {
        >= ' ' and <= '~' or >= '\u00A0' and <= '\u00FF' => c.ToString(),
        '–' or '−' => "\u0096",
        '—' => "\u0097",
        '…' => "\u0085",
        '€' => "\u0080",
        '‘' => "\u0091",
        '’' => "\u0092",
        '“' => "\u0093",
        '”' => "\u0094",
        _ => c.ToString().Normalize(NormalizationForm.FormD)[0] is >= ' ' and <= '~' and var plain ? plain.ToString() : "?",
    };

    private static void Write(Stream to, string latin) => to.Write(Encoding.Latin1.GetBytes(latin));
}
