using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Imports queued files, one at a time. A file ends in a status with a message; a stop of the process puts it back into the queue.</summary>
public sealed class ImportRunner
{
    private const int SqliteBusy = 5;
    private readonly IDbContextFactory<ConsoleContext> contexts;
    private readonly EvidenceStore evidence;
    private readonly IPartnerFileReader reader;
    private readonly AuditTrail audit;
    private readonly TimeProvider clock;
    private readonly ImportProgress progress;
    private readonly ChangeFeed feed;
    private readonly ReconciliationRequests reconciliation;
    private readonly ILogger<ImportRunner> log;
    private readonly ImportQueue queue;
    private readonly ImportTransaction import;

    public ImportRunner(
        IDbContextFactory<ConsoleContext> contexts, EvidenceStore evidence, IPartnerFileReader reader, AuditTrail audit, TimeProvider clock, ImportProgress progress, ChangeFeed feed,
        ReconciliationRequests reconciliation, ILogger<ImportRunner> log)
    {
        this.contexts = contexts;
        this.evidence = evidence;
        this.reader = reader;
        this.audit = audit;
        this.clock = clock;
        this.progress = progress;
        this.feed = feed;
        this.reconciliation = reconciliation;
        this.log = log;
        queue = new ImportQueue(contexts, clock);
        import = new ImportTransaction(contexts, evidence, reader, audit, clock);
    }

    /// <summary>Puts back into the queue what a killed process left half done. Called once at start.</summary>
    public Task<int> RecoverAsync(CancellationToken ct) => queue.RecoverAsync(ct);

    /// <summary>Imports the next queued file; false when there is none.</summary>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await queue.TakeNextAsync(ct) is not { } next)
            return false;
        await RunAsync(next.FileId, next.Claim, ct);
        return true;
    }

    /// <summary>Imports this file now; false when it is not queued or another reader has it.</summary>
    public async Task<bool> RunFileAsync(int fileId, CancellationToken ct)
    {
        if (await queue.TakeAsync(fileId, ct) is not { } claim)
            return false;
        await RunAsync(fileId, claim, ct);
        return true;
    }

    private async Task RunAsync(int fileId, string claim, CancellationToken ct)
    {
        using var run = progress.Begin(fileId, ct);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewal = RenewAsync(fileId, claim, over.Token);
        try
        {
            await ImportAsync(fileId, claim, run);
        }
        catch (OperationCanceledException) when (run.CancelledBy is { } by)
        {
            await EndAsync(fileId, claim, ImportStatus.Cancelled, $"Cancelled by {by.Name}. Nothing of the file was imported.", by);
        }
        catch (OperationCanceledException)
        {
            await queue.PutBackAsync(fileId, claim, CancellationToken.None);
            throw;
        }
        catch (PartnerFileException refused)
        {
            await RefuseAsync(fileId, claim, refused.Refusal);
        }
        catch (ClaimLostException)
        {
            log.LogWarning("File {FileId} was taken over by another process; this import was undone.", fileId);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SqliteBusy)
        {
            log.LogWarning("The database was busy; file {FileId} is imported later.", fileId);
            await queue.PutBackAsync(fileId, claim, CancellationToken.None);
        }
        catch (Exception exception)
        {
            log.LogError(exception, "File {FileId} could not be imported.", fileId);
            var words = DiskTrouble.Words(exception) ?? (exception is InvalidDataException
                ? "The stored file is damaged: it no longer has the content it came with. Import it again from where you have it."
                : "The import failed for a reason on our side; nothing of the file was imported. Try it again; if it fails again, give your administrator the time and the file's name.");
            await EndAsync(fileId, claim, ImportStatus.Failed, words, Actor.System);
        }
        finally
        {
            await over.CancelAsync();
            await renewal;
            run.Dispose();
            feed.Publish(ChangeTopic.Imports);
        }
    }

    private async Task ImportAsync(int fileId, string claim, ImportProgress.Running run)
    {
        var ct = run.Stop.Token;
        SourceFile file;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            file = await db.SourceFiles.AsNoTracking().SingleAsync(f => f.Id == fileId, ct);
        run.Enter(ImportPhase.Inspecting);
        var entry = evidence.Open(file.Sha256, file.Name, file.Bytes);
        var inspection = await Task.Run(() => reader.Inspect(entry, new ReadingAnswers(file.Culture), ct), ct);
        if (inspection.Profile is not { } profile)
        {
            await RefuseAsync(fileId, claim, inspection.Refusal!);
            return;
        }
        await DescribeAsync(fileId, claim, profile, ct);
        await import.RunAsync(file, profile, claim, run);
        reconciliation.Request("import");
    }

    private async Task DescribeAsync(int fileId, string claim, FileProfile profile, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var decisions = string.Join('\n', profile.Evidence.Concat(profile.UnknownColumns.Count == 0 ? [] : [$"Columns not known and not read: {string.Join(", ", profile.UnknownColumns)}"]));
        var until = clock.GetUtcNow().UtcDateTime + ImportQueue.Lease;
        var described = await db.SourceFiles.Where(f => f.Id == fileId && f.ClaimedBy == claim).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.Format, profile.Format).SetProperty(f => f.Layout, Clip(profile.Layout, 200)).SetProperty(f => f.Encoding, profile.Encoding)
                .SetProperty(f => f.Numbers, profile.Numbers).SetProperty(f => f.Dates, profile.Dates).SetProperty(f => f.Decisions, Clip(decisions, 4000))
                .SetProperty(f => f.Question, (string?)null).SetProperty(f => f.Answers, (string?)null).SetProperty(f => f.ClaimedUntil, until), ct);
        if (described != 1)
            throw new ClaimLostException();
    }

    private async Task RefuseAsync(int fileId, string claim, FileRefusal refusal)
    {
        var asks = refusal.Question is not null;
        await EndAsync(fileId, claim, asks ? ImportStatus.NeedsAnswer : ImportStatus.Refused, refusal.Message, Actor.System, refusal.Question, refusal.Answers);
    }

    private async Task EndAsync(int fileId, string claim, ImportStatus status, string message, Actor by, string? question = null, IReadOnlyList<string>? answers = null)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var now = clock.GetUtcNow().UtcDateTime;
        var choices = answers is null ? null : Clip(string.Join(',', answers), 200);
        var ended = await db.SourceFiles.Where(f => f.Id == fileId && f.ClaimedBy == claim).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.Status, status).SetProperty(f => f.Message, Clip(message, 1000)).SetProperty(f => f.Question, question == null ? null : Clip(question, 500))
                .SetProperty(f => f.Answers, choices).SetProperty(f => f.FinishedAt, now).SetProperty(f => f.ClaimedBy, (string?)null).SetProperty(f => f.ClaimedUntil, (DateTime?)null)
                .SetProperty(f => f.Version, f => f.Version + 1));
        if (ended != 1)
            return;
        var action = $"import.{(status == ImportStatus.NeedsAnswer ? "asked" : status.ToString().ToLowerInvariant())}";
        await audit.AppendAsync(db, new AuditRecord(by, action, "file", fileId.ToString(System.Globalization.CultureInfo.InvariantCulture), Why: message), CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>On SQLite the import's transaction holds the only right to write: nobody can take its file over meanwhile, and nothing needs renewing.</summary>
    private async Task RenewAsync(int fileId, string claim, CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            if (db.Database.IsSqlite())
                return;
        }
        using var timer = new PeriodicTimer(ImportQueue.Lease / 4, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
                await queue.RenewAsync(fileId, claim, ct);
        }
        catch (OperationCanceledException)
        {
            // The import is over.
        }
    }

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
