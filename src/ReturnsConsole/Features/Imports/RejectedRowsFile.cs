using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Writes the rows of a file that were not taken, as a file that can be mended and imported again. For XML, or when the file is no longer kept: a list.</summary>
public sealed class RejectedRowsFile(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence, IPartnerFileReader reader)
{
    /// <param name="output">Takes UTF-8 with a byte order mark; stays open.</param>
    /// <returns>Done with the file name to offer as the message, or why not.</returns>
    public async Task<Outcome> RunAsync(Actor actor, int fileId, Stream output, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewImports, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.SourceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId, ct);
        if (file is null)
            return Outcome.Refused("There is no such import.");
        if (await AccountChoice.RefusalAsync(db, guard, actor, file, ct) is { } unseen)
            return unseen;
        if (!await db.RejectedRows.AnyAsync(r => r.FileId == fileId, ct))
            return Outcome.Refused($"Every row of {file.Name} was taken: there is nothing to mend.");
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        var name = Path.GetFileNameWithoutExtension(file.Name);
        if (Profile(file, ct) is { Delimiter: not '\0' } profile)
        {
            await WriteRowsAsync(db, file, profile, text, ct);
            return Outcome.Done($"{name} - rejected rows{(profile.Delimiter == '\t' ? ".txt" : ".csv")}");
        }
        await WriteListAsync(db, fileId, text, ct);
        return Outcome.Done($"{name} - rejected rows (list).csv");
    }

    private FileProfile? Profile(SourceFile file, CancellationToken ct)
    {
        if (file.Format == FileFormat.AmazonReturnsXml || !evidence.Has(file.Sha256))
            return null;
        return reader.Inspect(evidence.Open(file.Sha256, file.Name, file.Bytes), new ReadingAnswers(file.Culture), ct).Profile;
    }

    private async Task WriteRowsAsync(ConsoleContext db, SourceFile file, FileProfile profile, StreamWriter text, CancellationToken ct)
    {
        await text.WriteLineAsync(string.Join(profile.Delimiter, profile.Columns.Select(c => Cell(c, profile.Delimiter))));
        // A settlement's lines do not name their currency: the summary row does, and goes with them.
        foreach (var line in await SummaryLinesAsync(db, file, ct))
        {
            if (PartnerFiles.RowText(evidence.Open(file.Sha256, file.Name, file.Bytes), profile, line) is { } summary)
                await text.WriteLineAsync(summary.Raw);
        }
        await foreach (var raw in db.RejectedRows.AsNoTracking().Where(r => r.FileId == file.Id).OrderBy(r => r.Line).ThenBy(r => r.Id).Select(r => r.Raw).AsAsyncEnumerable().WithCancellation(ct))
            await text.WriteLineAsync(raw.TrimEnd('\r', '\n'));
    }

    private static async Task<List<long>> SummaryLinesAsync(ConsoleContext db, SourceFile file, CancellationToken ct) =>
        await db.Settlements.Where(s => s.FileId == file.Id && !db.SettlementLines.Any(l => l.SettlementPk == s.Id && l.FileId == file.Id && l.Line == s.Line)
            && !db.RejectedRows.Any(r => r.FileId == file.Id && r.Line == s.Line)).OrderBy(s => s.Line).Select(s => s.Line).ToListAsync(ct);

    private static async Task WriteListAsync(ConsoleContext db, int fileId, StreamWriter text, CancellationToken ct)
    {
        await text.WriteLineAsync("line,field,found,expected,row");
        await foreach (var row in db.RejectedRows.AsNoTracking().Where(r => r.FileId == fileId).OrderBy(r => r.Line).ThenBy(r => r.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            string[] cells = [row.Line.ToString(CultureInfo.InvariantCulture), row.Field, row.Found, row.Expected, row.Raw];
            await text.WriteLineAsync(string.Join(',', cells.Select(c => Cell(Neutral(c), ','))));
        }
    }

    private static string Cell(string text, char delimiter) =>
        text.AsSpan().IndexOfAny(delimiter, '"', '\n') < 0 && !text.Contains('\r', StringComparison.Ordinal) ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A cell that a spreadsheet would run as a formula is shown as text.</summary>
    private static string Neutral(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;
}
