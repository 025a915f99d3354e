using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Tells by the first bytes what a file is that is not a report.</summary>
internal static class ContentSniffer
{
    private const string GetReport = "Download the report itself from Seller Central (Reports) and import that.";

    /// <summary>A refusal that names the thing; null when the bytes may be a text report.</summary>
    public static FileRefusal? Refuse(ReadOnlySpan<byte> head, string name)
    {
        if (head.IsEmpty)
            return new FileRefusal(RefusalReason.Empty, $"{name} is empty. Download it again.");
        if (head.StartsWith("%PDF"u8))
            return Not("This is a PDF. A PDF is made for reading, not for importing. " + GetReport);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.StartsWith("GIF8"u8)
            || head.StartsWith("BM"u8) && head.Length > 14 && head[6..10].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0])
            || head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..12].SequenceEqual("WEBP"u8))
            return Not("This is an image. " + GetReport);
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return head.IndexOf("[Content_Types].xml"u8) >= 0 || head.IndexOf("xl/"u8) >= 0 || head.IndexOf("word/"u8) >= 0
                ? Not("This is an Office file (an Excel workbook or the like). Excel changes ids and dates; download the report again as text and import it without opening it in Excel.")
                : Not("This is an archive inside an archive. Unpack it first and import the files in it.");
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return Not("This is an old Excel or Word file. Excel changes ids and dates; download the report again as text and import it without opening it in Excel.");
        if (head.Length > 1 && head[0] == 0x1F && head[1] == 0x8B)
            return Not("This is an archive inside an archive. Unpack it first and import the files in it.");
        if (head.StartsWith("Rar!"u8) || head.StartsWith("7z\u00BC"u8) || head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]) || head.StartsWith("BZh"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']))
            return Not("This is an archive of a kind that is not read here (only .zip and .gz are). Unpack it first.");
        if (head.StartsWith("SQLite format 3"u8) || head.StartsWith("\u007FELF"u8) || head.StartsWith("MZ"u8) && head.Length > 3 && head[3] == 0)
            return Not("This is a program or a database, not a report. " + GetReport);
        return null;
    }

    /// <summary>The same for text, given as UTF-8 without mark.</summary>
    public static FileRefusal? RefuseText(ReadOnlySpan<byte> head, string name)
    {
        var text = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 2000)]).TrimStart();
        if (text.Length == 0)
            return new FileRefusal(RefusalReason.Empty, $"{name} holds nothing but blanks. Download it again.");
        if (Starts("<!doctype html") || Starts("<html") || Starts("<head") || Starts("<body"))
            return Not("This is a web page, not a report: perhaps a sign-in or error page that was saved instead of the download. Sign in again and download the report once more.");
        if (text[0] is '{' or '[')
        {
            return Not(text.Contains("\"errors\"", StringComparison.Ordinal)
                ? "This is an error message of an interface (JSON), not a report. Ask for the report again."
                : "This is JSON, not a report that is imported here. " + GetReport);
        }

        if (Starts("Feed Processing Summary"))
            return Not("This is Amazon's processing report of a feed. It is not imported here; it belongs to the feed that was sent.");
        if (Starts("{\\rtf"))
            return Not("This is a word processor's file (RTF). " + GetReport);
        return null;

        bool Starts(string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);
    }

    public static FileRefusal Not(string message) => new(RefusalReason.NotAReport, message);
}
