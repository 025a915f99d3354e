using System.IO.Compression;
using System.Text;
using ReturnsConsole.Features.Intake.Pictures;

namespace ReturnsConsole.Features.Triage.Attachments;

/// <summary>What a file is by its bytes; its name and what the browser says of it are not asked.</summary>
public static class AttachmentKind
{
    public const string Allowed = "JPEG and PNG pictures, PDF, CSV, text, Excel (.xlsx) and e-mail (.eml)";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int MostEntries = 10_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly char[] Separators = [',', ';', '\t'];
    private static readonly string[] WebMarks = ["<!doctype", "<html", "<script", "<svg", "<?xml"];

    /// <returns>The bytes that are kept (pictures without what the camera wrote) and their type; null when it is nothing that is allowed.</returns>
    public static (byte[] Bytes, string ContentType)? Of(byte[] content)
    {
        ReadOnlySpan<byte> start = content;
        if (CleanPicture.Of(start) is { } picture)
            return picture;
        if (start.StartsWith("%PDF-"u8))
            return (content, "application/pdf");
        if (start.StartsWith("PK\x03\x04"u8))
            return IsWorkbook(content) ? (content, Workbook) : null;
        return TextOf(content) is { } text && TypeOf(text) is { } type ? (content, type) : null;
    }

    /// <summary>An archive with a workbook in it and no macros. Only its directory is read, nothing is unpacked.</summary>
    private static bool IsWorkbook(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries)
                return false;
            var names = archive.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return names.Contains("[Content_Types].xml") && names.Contains("xl/workbook.xml") && !names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>UTF-8 without control characters, or UTF-16 with its mark, or else letters of Western Europe (Windows-1252); null when it is no text.</summary>
    private static string? TextOf(byte[] content)
    {
        if (content.Length == 0)
            return null;
        var text = content.AsSpan() switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(content.AsSpan(2)),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(content.AsSpan(2)),
            _ => null,
        };
        if (text is null)
        {
            try
            {
                text = Strict.GetString(content);
            }
            catch (DecoderFallbackException)
            {
                text = Encoding.Latin1.GetString(content);
                if (text.Any(c => c is >= '\u0080' and <= '\u009F'))
                    return null;
            }
        }
        return text.Any(c => c < ' ' && c is not ('\t' or '\r' or '\n' or '\f')) ? null : text;
    }

    private static string? TypeOf(string text)
    {
        var begin = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (begin.Length == 0 || WebMarks.Any(mark => begin.StartsWith(mark, StringComparison.OrdinalIgnoreCase)))
            return null;
        var lines = begin.Split('\n', 40).Select(l => l.TrimEnd('\r')).ToList();
        var head = lines.TakeWhile(l => l.Length > 0).ToList();
        bool Has(string name) => head.Any(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        if (Has("From") && (Has("Date") || Has("Message-ID")) && (Has("To") || Has("Subject") || Has("Received")))
            return "message/rfc822";
        var columns = Separators.Any(separator => lines.Count > 1 && lines[0].Contains(separator) && lines[0].Count(c => c == separator) == lines[1].Count(c => c == separator));
        return columns ? "text/csv" : "text/plain";
    }

    public static string WordsOf(string contentType) => contentType switch
    {
        "image/jpeg" or "image/png" => "picture",
        "application/pdf" => "PDF",
        Workbook => "workbook",
        "message/rfc822" => "e-mail",
        "text/csv" => "table",
        _ => "text",
    };
}
