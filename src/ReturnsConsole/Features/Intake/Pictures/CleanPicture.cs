using System.Buffers.Binary;

namespace ReturnsConsole.Features.Intake.Pictures;

/// <summary>A picture without what the camera wrote beside it: place, device, time, comments. What is no JPEG or PNG, whatever it calls itself, is not taken.</summary>
public static class CleanPicture
{
    private static ReadOnlySpan<byte> PngMark => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>Null when it is no whole JPEG or PNG.</returns>
    public static (byte[] Bytes, string ContentType)? Of(ReadOnlySpan<byte> picture) =>
        picture.StartsWith(PngMark) ? Named(Png(picture), "image/png") : picture.Length > 4 && picture[0] == 0xFF && picture[1] == 0xD8 ? Named(Jpeg(picture), "image/jpeg") : null;

    private static (byte[], string)? Named(byte[]? bytes, string type) => bytes is null ? null : (bytes, type);

    /// <summary>Keeps tables, frames and scans; leaves out application segments (but JFIF's and Adobe's colour words) and comments. Nothing after the end is kept.</summary>
    private static byte[]? Jpeg(ReadOnlySpan<byte> picture)
    {
        using var clean = new MemoryStream(picture.Length);
        clean.Write(picture[..2]);
        var at = 2;
        var scans = 0;
        while (at + 4 <= picture.Length)
        {
            if (picture[at] != 0xFF)
                return null;
            var marker = picture[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker == 0xD9)
                break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
            if (length < 2 || at + 2 + length > picture.Length)
                return null;
            var segment = picture.Slice(at, 2 + length);
            if (!IsChatter(marker, segment[4..]))
                clean.Write(segment);
            at += 2 + length;
            if (marker != 0xDA)
                continue;
            scans++;
            var end = EndOfScan(picture, at);
            clean.Write(picture[at..end]);
            at = end;
        }
        if (scans == 0 || at + 2 > picture.Length || picture[at + 1] != 0xD9)
            return null;
        clean.Write([0xFF, 0xD9]);
        return clean.ToArray();
    }

    private static bool IsChatter(byte marker, ReadOnlySpan<byte> content) =>
        marker == 0xFE || (marker is >= 0xE0 and <= 0xEF && !(marker == 0xE0 && content.StartsWith("JFIF\0"u8)) && !(marker == 0xEE && content.StartsWith("Adobe"u8)));

    private static int EndOfScan(ReadOnlySpan<byte> picture, int at)
    {
        for (; at + 1 < picture.Length; at++)
        {
            // Inside a scan FF is followed by 00 or a restart mark; anything else ends it.
            if (picture[at] == 0xFF && picture[at + 1] is not 0 and not 0xFF and not (>= 0xD0 and <= 0xD7))
                return at;
        }
        return picture.Length;
    }

    /// <summary>Keeps the chunks that draw the picture.</summary>
    private static byte[]? Png(ReadOnlySpan<byte> picture)
    {
        using var clean = new MemoryStream(picture.Length);
        clean.Write(picture[..8]);
        var at = 8;
        while (at + 12 <= picture.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture[at..]);
            if (length > int.MaxValue || at + 12 + (long)length > picture.Length)
                return null;
            var chunk = picture.Slice(at, 12 + (int)length);
            var type = chunk.Slice(4, 4);
            if (type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("sRGB"u8) || type.SequenceEqual("IEND"u8))
                clean.Write(chunk);
            at += chunk.Length;
            if (type.SequenceEqual("IEND"u8))
                return clean.ToArray();
        }
        return null;
    }
}
