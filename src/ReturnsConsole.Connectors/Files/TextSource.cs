using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Gives any entry's text as UTF-8 bytes without a byte order mark, whatever it is written in.</summary>
internal static class TextSource
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    static TextSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="head">The first bytes of the entry, for its mark and the order of bytes in UTF-16.</param>
    public static Stream Open(Stream raw, FileEncoding encoding, ReadOnlySpan<byte> head)
    {
        Skip(raw, MarkLength(head));
        return encoding switch
        {
            FileEncoding.Windows1252 => Transcode(raw, Encoding.GetEncoding(1252)),
            FileEncoding.ShiftJis932 => Transcode(raw, Encoding.GetEncoding(932)),
            FileEncoding.Utf16 => Transcode(raw, new UnicodeEncoding(IsBigEndian(head), false)),
            _ => raw,
        };
    }

    /// <summary>What the first bytes alone say; null when the content has to decide.</summary>
    public static FileEncoding? Marked(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return FileEncoding.Utf8Bom;
        if (MarkLength(head) == 2)
            return FileEncoding.Utf16;
        if (head.Length < 16)
            return null;

        // UTF-16 without its mark: every second byte of the header is zero.
        int even = 0, odd = 0;
        for (var i = 0; i < 16; i++)
        {
            if (head[i] == 0)
                _ = (i & 1) == 0 ? even++ : odd++;
        }

        return (even, odd) is (8, 0) or (0, 8) ? FileEncoding.Utf16 : null;
    }

    private static bool IsBigEndian(ReadOnlySpan<byte> head) =>
        head.Length > 1 && (head[0] == 0xFE || (head[0] == 0 && head[1] != 0));

    private static int MarkLength(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return 3;
        return head.Length > 1 && (head[0], head[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) ? 2 : 0;
    }

    private static void Skip(Stream raw, int count)
    {
        Span<byte> skipped = stackalloc byte[4];
        raw.ReadExactly(skipped[..count]);
    }

    private static Stream Transcode(Stream raw, Encoding encoding) => Encoding.CreateTranscodingStream(raw, encoding, Utf8);
}
