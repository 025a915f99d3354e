using System.Text;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Text of a document in the charset that its host declared; without one strict UTF-8, else Windows-1252.</summary>
internal static class ReportText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(byte[] bytes, string? charset)
    {
        var from = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        if (from == 0 && Declared(charset) is { } declared)
            return declared.GetString(bytes);
        try
        {
            return StrictUtf8.GetString(bytes, from, bytes.Length - from);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    /// <summary>Amazon's names for charsets are Java's.</summary>
    private static Encoding? Declared(string? charset) => charset?.Trim().ToLowerInvariant() switch
    {
        "cp1252" or "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        "windows-31j" or "ms932" or "cp932" or "shift_jis" or "shift-jis" => CodePagesEncodingProvider.Instance.GetEncoding(932),
        "iso-8859-1" or "latin1" => Encoding.Latin1,
        _ => null,
    };
}
