using System.Globalization;

namespace ReturnsConsole.Connectors.Files;

/// <summary>The words of the refusals that more than one reader gives.</summary>
internal static class Refusals
{
    public static PartnerFileException Stop(FileRefusal refusal) => new(refusal);

    public static PartnerFileException Stop(FileRefusal refusal, Exception inner) => new(refusal, inner);

    public static FileInspection Refuse(RefusalReason reason, string message) => new(null, new FileRefusal(reason, message));

    public static FileRefusal LineTooLong(long line, int limit, bool openQuote) => new(
        RefusalReason.LineTooLong,
        Text($"Line {line} is longer than {limit:N0} bytes, which no report has. ")
        + (openQuote ? "Perhaps a quotation mark that is opened there is never closed. " : "The file is damaged or is not a report. ")
        + "Download the report again.");

    public static FileRefusal TooLarge(string what) => new(
        RefusalReason.TooLarge, what + " Nothing was imported. If the file is genuine, import it in parts or raise the limit in the settings.");

    public static FileRefusal DamagedArchive(string name, string why) => new(
        RefusalReason.DamagedArchive, $"{name} cannot be unpacked: {why}. Download it again.");

    public static FileRefusal Truncated(string name, string why) => new(
        RefusalReason.Truncated, $"{name} is not complete: {why}. Download it again.");

    public static FileRefusal Changed(string name) => new(
        RefusalReason.ChangedWhileReading, $"{name} changed while it was being read. Nothing was imported. Wait until it is completely written, then import it again.");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What stands in a file, shortened and without control characters, for a message.</summary>
    public static string Show(ReadOnlySpan<byte> text, int most = 200)
    {
        var shown = System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, most * 4)]);
        return Show(shown, most);
    }

    public static string Show(string text, int most = 200)
    {
        text = text.Length > most ? text[..(most - 1)] + "…" : text;
        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
    }
}
