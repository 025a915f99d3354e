using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Facts;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>One file into the database in one transaction: all of it or nothing.</summary>
internal sealed class ImportTransaction(IDbContextFactory<ConsoleContext> contexts, EvidenceStore evidence, IPartnerFileReader reader, AuditTrail audit, TimeProvider clock)
{
    /// <summary>From so many rows on, secondary indexes are built once at the end where that pays.</summary>
    private const long ManyRows = 20_000;

    /// <exception cref="PartnerFileException">The file cannot be taken; nothing was changed.</exception>
    /// <exception cref="ClaimLostException">Another process has the file now; nothing was changed.</exception>
    public async Task RunAsync(SourceFile file, FileProfile profile, string claim, ImportProgress.Running run)
    {
        var ct = run.Stop.Token;
        await using var db = await contexts.CreateDbContextAsync(ct);
        run.Enter(ImportPhase.Waiting);
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await SameContentAsync(db, file, ct) is { } same)
        {
            await StoreAsync(db, file, claim, ImportStatus.AlreadyImported, ReceiveFile.AlreadyImported(same), new Result { Rows = same.Rows, Duplicates = same.Rows }, ct);
            await transaction.CommitAsync(ct);
            return;
        }
        run.Enter(ImportPhase.Reading, profile.EstimatedRows);
        using var sink = new FactSink(db, file, run.Rows, ct);
        var indexes = profile.EstimatedRows >= ManyRows && profile.Format is FileFormat.AmazonSettlementV1 or FileFormat.AmazonSettlementV2
            ? SecondaryIndexes.DropWhereRebuildingPays(db, profile.EstimatedRows, typeof(SettlementLine), typeof(RefundSighting))
            : null;
        await Task.Factory.StartNew(
            () => reader.Read(evidence.Open(file.Sha256, file.Name, file.Bytes), profile, sink, null, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        run.Enter(ImportPhase.Finishing);
        var ties = sink.Finish();
        await MatchShelved.RunAsync(db, audit, ct);
        indexes?.Rebuild();
        ct.ThrowIfCancellationRequested();
        await StoreAsync(db, file, claim, ImportStatus.Done, Message(sink.Records, ties), Result.Of(sink.Records, ties), ct);
        // From here on it is done: a cancel that comes now comes too late.
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static Task<SourceFile?> SameContentAsync(ConsoleContext db, SourceFile file, CancellationToken ct) =>
        db.SourceFiles.AsNoTracking().Where(f => f.Sha256 == file.Sha256 && f.AccountId == file.AccountId && f.Status == ImportStatus.Done && f.Id != file.Id).OrderBy(f => f.Id).FirstOrDefaultAsync(ct);

    private async Task StoreAsync(
        ConsoleContext db, SourceFile file, string claim, ImportStatus status, string? message, Result result, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var stored = await db.SourceFiles.Where(f => f.Id == file.Id && f.ClaimedBy == claim).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.Status, status).SetProperty(f => f.Message, message).SetProperty(f => f.FinishedAt, now)
                .SetProperty(f => f.Rows, result.Rows).SetProperty(f => f.Accepted, result.Accepted)
                .SetProperty(f => f.Corrected, result.Corrected)
                .SetProperty(f => f.Duplicates, result.Duplicates).SetProperty(f => f.Rejected, result.Rejected)
                .SetProperty(f => f.Ignored, result.Ignored)
                .SetProperty(f => f.ClaimedBy, (string?)null).SetProperty(f => f.ClaimedUntil, (DateTime?)null).SetProperty(f => f.Version, f => f.Version + 1),
            ct);
        if (stored != 1)
            throw new ClaimLostException();
        var by = new Actor(file.ReceivedById, file.ReceivedByName, null);
        await audit.AppendAsync(db, new AuditRecord(by, "import.finished", "file", file.Id.ToString(CultureInfo.InvariantCulture), After: Summary(file, status, result)), ct);
        await db.SaveChangesAsync(ct);
    }

    private static string? Message(SourceRecords records, IReadOnlyList<TieOut> ties)
    {
        var text = new StringBuilder();
        foreach (var tie in ties.Take(5))
        {
            if (tie.Declared is null)
                text.Append(CultureInfo.InvariantCulture, $"Settlement {tie.SettlementId} declares no total; its lines sum to {new Money(tie.Summed, tie.Currency).ToDecimalString()} {tie.Currency}. ");
            else if (tie.Declared != tie.Summed)
                text.Append(CultureInfo.InvariantCulture, $"Settlement {tie.SettlementId} does not tie out: lines {new Money(tie.Summed, tie.Currency).ToDecimalString()}, declared {new Money(tie.Declared.Value, tie.Currency).ToDecimalString()} {tie.Currency}. ");
        }
        if (records.Rejected > 0)
            text.Append(CultureInfo.InvariantCulture, $"{records.Rejected:N0} rows were not taken: download them, mend them and import them again. ");
        if (records.Superseded > 0)
            text.Append(CultureInfo.InvariantCulture, $"{records.Superseded:N0} rows tell less than what is known already and changed nothing. ");
        if (records.Accepted + records.Rejected == 0)
            text.Append(records.Duplicates > 0 ? "Nothing new: every row was known. " : "The file holds no data rows. ");
        return text.Length == 0 ? null : text.ToString().TrimEnd();
    }

    private static string Summary(SourceFile file, ImportStatus status, Result result) => JsonSerializer.Serialize(new
    {
        file = file.Name,
        sha256 = file.Sha256,
        status = status.ToString(),
        rows = result.Rows,
        accepted = result.Accepted,
        corrected = result.Corrected,
        duplicates = result.Duplicates,
        rejected = result.Rejected,
        ignored = result.Ignored,
        settlements = result.Ties.Take(20).Select(t => new
        {
            id = t.SettlementId,
            currency = t.Currency,
            declared = t.Declared is { } declared ? new Money(declared, t.Currency).ToDecimalString() : null,
            summed = new Money(t.Summed, t.Currency).ToDecimalString(),
        }),
    });

    /// <summary>What became of the file's rows.</summary>
    private sealed record Result
    {
        public long Rows { get; init; }

        public long Accepted { get; init; }

        public long Corrected { get; init; }

        public long Duplicates { get; init; }

        public long Rejected { get; init; }

        public long Ignored { get; init; }

        public IReadOnlyList<TieOut> Ties { get; init; } = [];

        public static Result Of(SourceRecords r, IReadOnlyList<TieOut> ties) =>
            new() { Rows = r.Rows, Accepted = r.Accepted, Corrected = r.Corrected, Duplicates = r.Duplicates, Rejected = r.Rejected, Ignored = r.Ignored, Ties = ties };
    }
}

/// <summary>The file is no longer this reader's: its claim ran out and another process took it.</summary>
internal sealed class ClaimLostException : Exception;
