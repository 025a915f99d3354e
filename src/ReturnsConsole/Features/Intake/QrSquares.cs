using System.Globalization;
using System.Text;
using QRCoder;

namespace ReturnsConsole.Features.Intake;

/// <summary>A QR code as one SVG path, a square of 1 × 1 per dark module, with the quiet zone of four around it.</summary>
public sealed record QrSquares(int Size, string Path)
{
    public static QrSquares Of(string text)
    {
        using var generator = new QRCodeGenerator();
        // Quarter of the code may be scratched or wet and it still reads.
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var path = new StringBuilder();
        var rows = code.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var from = x;
                while (x < rows[y].Count && rows[y][x])
                    x++;
                if (x > from)
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }
        return new(rows.Count, path.ToString());
    }
}
