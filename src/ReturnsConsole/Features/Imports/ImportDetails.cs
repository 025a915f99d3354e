using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>A settlement that a file brought.</summary>
public sealed record ImportedSettlement(int Id, string SettlementId, string Currency, long? Declared, long Summed, int Lines);

public sealed record RejectedLine(long Id, long Line, string Field, string Found, string Expected);

/// <param name="Corrected">Rows that corrected what an earlier file said; they are among the accepted.</param>
/// <param name="Rejected">The first rejected rows; the download holds all.</param>
public sealed record ImportDetail(ImportRow File, long Corrected, IReadOnlyList<ImportedSettlement> Settlements, IReadOnlyList<RejectedLine> Rejected);

/// <summary>One received file: what was decided about it and what became of its rows.</summary>
public sealed class ImportDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int MostRejected = 200;

    public async Task<Answer<ImportDetail>> RunAsync(Actor actor, int fileId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewImports, ct) is { } refusal)
            return Answer.Refused<ImportDetail>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await ImportList.Rows(db, ImportList.Seen(db, await guard.CompaniesAsync(actor, ct)).Where(f => f.Id == fileId)).SingleOrDefaultAsync(ct);
        if (file is null)
            return Answer.Refused<ImportDetail>("There is no such import among the accounts you see.");
        var (first, after) = (SourceRecord.KeyOf(fileId, 0, 0), SourceRecord.KeyOf(fileId + 1, 0, 0));
        var corrected = file.Status == ImportStatus.Done
            ? await db.SourceRecords.CountAsync(r => r.Id >= first && r.Id < after && r.Outcome == SourceRecordOutcome.Corrected, ct)
            : 0;
        var settlements = await db.Settlements.AsNoTracking().Where(s => s.FileId == fileId).OrderBy(s => s.Line)
            .Select(s => new ImportedSettlement(s.Id, s.SettlementId, s.Currency, s.DeclaredTotal, s.SummedTotal, s.LineCount)).ToListAsync(ct);
        var rejected = await db.RejectedRows.AsNoTracking().Where(r => r.FileId == fileId).OrderBy(r => r.Line).ThenBy(r => r.Id).Take(MostRejected)
            .Select(r => new RejectedLine(r.Id, r.Line, r.Field, r.Found, r.Expected)).ToListAsync(ct);
        return Answer.Of(new ImportDetail(file, corrected, settlements, rejected));
    }
}
