using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>A row's place in its file.</summary>
public readonly record struct RowPlace(long Line, int Part);

/// <param name="File">Where the row stands.</param>
/// <param name="Text">The row; null when it cannot be shown, then <paramref name="WhyNot"/> says why.</param>
/// <param name="Outcome">What became of the row; null when nothing was recorded for it.</param>
public sealed record ShownRow(ImportRow File, RowPlace Place, SourceRowText? Text, string? WhyNot, SourceRecordOutcome? Outcome, RowPlace? Previous, RowPlace? Next);

/// <summary>The very row a fact came from, with its file's provenance and its neighbours.</summary>
public sealed class ShowEvidence(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, SourceRowReader rows)
{
    public async Task<Answer<ShownRow>> RunAsync(Actor actor, int fileId, RowPlace place, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ShownRow>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await ImportList.Rows(db, ImportList.Seen(db, await guard.CompaniesAsync(actor, ct)).Where(f => f.Id == fileId)).SingleOrDefaultAsync(ct);
        if (file is null || place.Line < 1 || !SourceRecord.Holds(place.Line, place.Part))
            return Answer.Refused<ShownRow>("This row is not in a file of the accounts you see.");
        var key = SourceRecord.KeyOf(fileId, place.Line, place.Part);
        var records = db.SourceRecords.AsNoTracking();
        var (first, after) = (SourceRecord.KeyOf(fileId, 0, 0), SourceRecord.KeyOf(fileId + 1, 0, 0));
        var before = await records.Where(r => r.Id >= first && r.Id < key).OrderByDescending(r => r.Id).Select(r => (long?)r.Id).FirstOrDefaultAsync(ct);
        var next = await records.Where(r => r.Id > key && r.Id < after).OrderBy(r => r.Id).Select(r => (long?)r.Id).FirstOrDefaultAsync(ct);
        var outcome = await records.Where(r => r.Id == key).Select(r => (SourceRecordOutcome?)r.Outcome).SingleOrDefaultAsync(ct);
        var row = await rows.RunAsync(actor, fileId, place.Line, place.Part, ct);
        return Answer.Of(new ShownRow(file, place, row.Text, row.WhyNot, outcome, PlaceOf(before), PlaceOf(next)));
    }

    private static RowPlace? PlaceOf(long? key)
    {
        if (key is not { } id)
            return null;
        var (_, line, part) = SourceRecord.PartsOf(id);
        return new RowPlace(line, part);
    }
}
