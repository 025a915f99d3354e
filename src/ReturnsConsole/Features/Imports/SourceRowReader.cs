using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports.Evidence;

namespace ReturnsConsole.Features.Imports;

/// <summary>The very row that a fact came from, or why it cannot be shown.</summary>
public sealed record SourceRow(string FileName, long Line, SourceRowText? Text, string? WhyNot);

/// <summary>Shows the row of a file that a fact came from.</summary>
public sealed class SourceRowReader(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence, IPartnerFileReader reader)
{
    private const int Remembered = 64;
    private readonly ConcurrentDictionary<int, FileProfile> profiles = new();

    /// <param name="part">Ordinal among rows that begin on the same line (XML without line breaks).</param>
    public async Task<SourceRow> RunAsync(Actor actor, int fileId, long line, int part, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return new SourceRow("", line, null, refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.SourceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId, ct);
        if (file is null || await AccountChoice.RefusalAsync(db, guard, actor, file, ct) is not null)
            return new SourceRow("", line, null, "This file is not among the accounts you see.");
        if (file.EvidenceErasedAt is { } erased)
            return new SourceRow(file.Name, line, null, $"The file as it came was deleted on {erased:yyyy-MM-dd}, as the retention setting says. The facts taken from it stay.");
        if (!evidence.Has(file.Sha256))
            return new SourceRow(file.Name, line, null, "The file as it came is missing from the data folder.");
        var hash = await db.SourceRecords.Where(r => r.Id == SourceRecord.KeyOf(fileId, line, part)).Select(r => (long?)r.Hash).SingleOrDefaultAsync(ct);
        try
        {
            return await Task.Run(() => Find(file, line, hash, ct), ct);
        }
        catch (Exception exception) when (exception is PartnerFileException or InvalidDataException or IOException)
        {
            return new SourceRow(file.Name, line, null, "The stored file is damaged: it no longer has the content it came with.");
        }
    }

    private SourceRow Find(SourceFile file, long line, long? hash, CancellationToken ct)
    {
        var entry = evidence.Open(file.Sha256, file.Name, file.Bytes);
        if (!profiles.TryGetValue(file.Id, out var profile))
        {
            if (reader.Inspect(entry, new ReadingAnswers(file.Culture), ct).Profile is not { } found)
                return new SourceRow(file.Name, line, null, "The file can no longer be read.");
            if (profiles.Count >= Remembered)
                profiles.Clear();
            profiles[file.Id] = profile = found;
        }
        var text = PartnerFiles.RowText(entry, profile, line, hash);
        return new SourceRow(file.Name, line, text, text is null ? "No row begins on this line." : null);
    }
}
