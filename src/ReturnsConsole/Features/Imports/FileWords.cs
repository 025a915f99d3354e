using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Features.Imports;

/// <summary>The one mapping from what was decided about a file to words and tones.</summary>
internal static class FileWords
{
    public static string Of(FileFormat format) => format switch
    {
        FileFormat.AmazonReturnsFlat => "Amazon returns report",
        FileFormat.AmazonReturnsXml => "Amazon returns report, XML",
        FileFormat.AmazonSettlementV2 => "Amazon settlement",
        FileFormat.AmazonSettlementV1 => "Amazon settlement",
        FileFormat.AmazonFbaReturns => "FBA customer returns",
        FileFormat.AmazonFbaReimbursements => "FBA reimbursements",
        FileFormat.AmazonAllOrders => "Amazon all orders",
        FileFormat.ConsoleReceipts => "Goods receipts",
        FileFormat.VendorReturns => "Vendor returns",
        FileFormat.VendorRemittances => "Vendor remittances",
        FileFormat.VendorDebitNotes => "Vendor debit notes",
        FileFormat.VendorDisputes => "Vendor disputes",
        _ => PayloadFormat.Of(format)?.Title ?? "Not recognised",
    };

    public static string Of(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8Bom => "UTF-8 with byte order mark",
        FileEncoding.Windows1252 => "Windows-1252",
        FileEncoding.ShiftJis932 => "Shift-JIS (cp932)",
        FileEncoding.Utf16 => "UTF-16",
        _ => "UTF-8",
    };

    public static string Of(NumberCulture numbers) => numbers switch
    {
        NumberCulture.DecimalPoint => "1,234.56",
        NumberCulture.DecimalComma => "1.234,56",
        _ => "no number depends on it",
    };

    public static string Of(DateOrder dates) => dates switch
    {
        DateOrder.DayFirst => "day first",
        DateOrder.MonthFirst => "month first",
        _ => "unambiguous",
    };

    public static string Of(ImportStatus status) => status switch
    {
        ImportStatus.NeedsAnswer => "Needs an answer",
        ImportStatus.Reading => "Importing",
        ImportStatus.Done => "Imported",
        ImportStatus.Refused => "Refused",
        ImportStatus.Cancelled => "Cancelled",
        ImportStatus.AlreadyImported => "Known already",
        ImportStatus.Failed => "Failed",
        _ => "Waiting",
    };

    public static Tone ToneOf(ImportStatus status, long rejected = 0) => status switch
    {
        ImportStatus.NeedsAnswer or ImportStatus.Refused => Tone.Warn,
        ImportStatus.Reading => Tone.Flow,
        ImportStatus.Done => rejected > 0 ? Tone.Warn : Tone.Good,
        ImportStatus.Failed => Tone.Critical,
        ImportStatus.Queued => Tone.Expected,
        _ => Tone.Still,
    };

    public static string Of(ImportPhase phase) => phase switch
    {
        ImportPhase.Inspecting => "Deciding format and culture",
        ImportPhase.Waiting => "Waits for another import",
        ImportPhase.Finishing => "Finishing: indexes, totals",
        _ => "Reading",
    };

    public static bool IsRunning(ImportStatus status) => status is ImportStatus.Queued or ImportStatus.Reading;

    /// <summary>"de-DE" as an answer one can choose by sight.</summary>
    public static string OfCulture(string name)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
            var day = new DateTime(2026, 11, 3);
            return $"{1234.56m.ToString("N2", culture)} and {day.ToString("d", culture)} for 3 November ({culture.EnglishName})";
        }
        catch (CultureNotFoundException)
        {
            return name;
        }
    }

    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.#} MB"),
        >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 10):0} kB"),
        _ => $"{bytes} bytes",
    };

    public static string Count(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"2 min left", "a few seconds left".</summary>
    public static string Left(TimeSpan left) => left.TotalSeconds < 10 ? "a few seconds left" : left.TotalMinutes < 2 ? $"{left.TotalSeconds:0} s left" : $"{left.TotalMinutes:0} min left";
}
