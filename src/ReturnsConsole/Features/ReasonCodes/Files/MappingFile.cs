using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.ReasonCodes.Files;

/// <summary>A row as it stands in the file.</summary>
/// <param name="Line">1-based line of the text, or row of the sheet.</param>
public sealed record FileRow(int Line, IReadOnlyList<string> Cells);

/// <summary>The file is not what it must be, in words.</summary>
public sealed class MappingFileException(string message) : Exception(message);

/// <summary>Reads a CSV or XLSX, of reason codes or of another small table, into rows of text. What it is, its content says, not its name.</summary>
public static class MappingFile
{
    public const int MaxBytes = 2 * 1024 * 1024;
    public const int MaxRows = 20_000;
    public const int MaxCells = 50;

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    /// <param name="what">What the table is of; null: reason codes.</param>
    /// <param name="columns">What it may have.</param>
    /// <exception cref="MappingFileException">It is too large, or neither CSV nor XLSX.</exception>
    public static async Task<IReadOnlyList<FileRow>> ReadAsync(Stream file, CancellationToken ct, string? what = null, IReadOnlyList<string>? columns = null)
    {
        var bytes = await TakeAsync(file, what ?? "reason codes", ct);
        var rows = bytes.AsSpan().StartsWith(Zip) ? SheetText.Read(bytes) : CsvText.Read(bytes, columns ?? MappingColumns.All);
        return [.. rows.Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c))).Select(r => r with { Cells = [.. r.Cells.Select(Plain)] })];
    }

    /// <summary>An export puts an apostrophe before what a spreadsheet would run; here it goes again.</summary>
    public static string Plain(string cell)
    {
        var text = cell.Trim();
        return text.Length > 1 && text[0] == '\'' && SpreadsheetText.Safe(text[1..]) == text ? text[1..] : text;
    }

    private static async Task<byte[]> TakeAsync(Stream file, string what, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await file.ReadAsync(buffer, ct)) > 0)
        {
            if (kept.Length + read > MaxBytes)
                throw new MappingFileException($"The file is larger than the {MaxBytes / 1024 / 1024} MB that a table of {what} may have.");
            kept.Write(buffer, 0, read);
        }
        return kept.Length == 0 ? throw new MappingFileException("The file is empty. Expected a table with a header row.") : kept.ToArray();
    }
}
