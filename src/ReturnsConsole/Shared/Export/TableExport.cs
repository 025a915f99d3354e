using ReturnsConsole.Shared;

namespace ReturnsConsole.Shared.Export;

/// <summary>One cell of an exported table: text, a whole number, an amount or an instant. Nothing else, so that no cell can become a formula by accident.</summary>
public readonly record struct ExportCell
{
    private ExportCell(ExportCellKind kind, string text, decimal number, int places)
    {
        (Kind, Text, Number, Places) = (kind, text, number, places);
    }

    public ExportCellKind Kind { get; }

    public string Text { get; }

    public decimal Number { get; }

    /// <summary>Decimal places shown.</summary>
    public int Places { get; }

    public static ExportCell Of(string? text) => new(ExportCellKind.Text, text ?? "", 0, 0);

    public static ExportCell Of(long number) => new(ExportCellKind.Number, "", number, 0);

    public static ExportCell Of(Money money) => new(ExportCellKind.Number, "", Currencies.ToDecimal(money.Minor, money.Currency), Currencies.Places(money.Currency));

    /// <summary>UTC, as ISO 8601 text: a spreadsheet's own dates have no zone.</summary>
    public static ExportCell Of(DateTime? utc) => Of(utc?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
}

public enum ExportCellKind
{
    Text,
    Number,
}

/// <summary>A table to be written row by row.</summary>
/// <param name="Name">Of the sheet; at most 31 characters.</param>
public sealed record ExportTable(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows);

/// <summary>Makes text safe in a spreadsheet: what would run as a formula gets an apostrophe in front; characters that no cell can hold are left out.</summary>
public static class SpreadsheetText
{
    public static string Safe(string text)
    {
        if (text.Length == 0)
            return text;
        var dangerous = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠';
        var clean = text.Any(IsUnprintable) ? string.Concat(text.Where(c => !IsUnprintable(c))) : text;
        return dangerous ? "'" + clean : clean;
    }

    private static bool IsUnprintable(char c) => (c < ' ' && c is not ('\t' or '\n' or '\r')) || c is '\uFFFE' or '\uFFFF';
}
