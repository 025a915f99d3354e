using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Triage.Verbs;

/// <summary><c>export cases FILE</c> and <c>export settlement ID FILE</c>: CSV or XLSX by the file's extension. A file that fails halfway is removed.</summary>
public sealed class ExportVerb(ExportTables tables)
{
    /// <param name="what">"cases" or "settlement".</param>
    /// <param name="settlementId">Amazon's settlement id, for "settlement".</param>
    /// <param name="file">Where to; .csv or .xlsx.</param>
    public async Task<int> RunAsync(TextWriter output, TextWriter error, bool json, string what, string? settlementId, string file, CancellationToken ct)
    {
        var extension = Path.GetExtension(file).ToLowerInvariant();
        if (extension is not (".csv" or ".xlsx"))
            return await BadAsync(error, $"export: '{file}' ends neither in .csv nor in .xlsx.");
        var (table, fault) = what switch
        {
            "cases" => await tables.CasesAsync(Actor.Terminal, ct),
            "settlement" when !string.IsNullOrWhiteSpace(settlementId) => await tables.SettlementAsync(Actor.Terminal, settlementId.Trim(), ct),
            "settlement" => (null, "a settlement is exported by its settlement id: export settlement 26688578961 lines.csv"),
            _ => (null, $"there is nothing called '{what}' to export; known are cases and settlement"),
        };
        if (table is null)
            return await BadAsync(error, $"export: {fault}.");
        var temporary = file + ".part";
        long rows;
        try
        {
            await using (var stream = File.Create(temporary))
                rows = extension == ".csv" ? await CsvExport.WriteAsync(table, stream, ct) : await XlsxExport.WriteAsync(table, stream, ct);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception fault2) when (fault2 is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            File.Delete(temporary);
            return await BadAsync(error, $"export: {file} could not be written: {fault2.Message}");
        }
        await VerbLines.WriteAsync(output, json, new { File = file, Rows = rows }, $"{rows:N0} rows written to {file}.");
        return VerbExit.Done;
    }

    private static async Task<int> BadAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return VerbExit.BadInput;
    }
}
