using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Puts a file into the queue again; shared by the two use cases that do so.</summary>
internal sealed class RequeueFile(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence, AuditTrail audit, ImportWork work, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, int fileId, string action, Func<SourceFile, string?> refusalOf, string? culture, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ImportFiles, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var file = await db.SourceFiles.SingleOrDefaultAsync(f => f.Id == fileId, ct);
        if (file is null)
            return Outcome.Refused("There is no such import.");
        if (await AccountChoice.RefusalAsync(db, guard, actor, file, ct) is { } unseen)
            return unseen;
        if (refusalOf(file) is { } unfit)
            return Outcome.Refused(unfit);
        if (!evidence.Has(file.Sha256))
            return Outcome.Refused($"{file.Name} is no longer kept as it came. Import it again from where you have it.");
        var before = file.Status.ToString();
        file.Status = ImportStatus.Queued;
        file.Culture = culture ?? file.Culture;
        file.Message = null;
        file.Question = null;
        file.Answers = null;
        file.FinishedAt = null;
        await audit.AppendAsync(db, new AuditRecord(actor, action, "file", fileId.ToString(CultureInfo.InvariantCulture), before, culture ?? ImportStatus.Queued.ToString()), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        work.Signal();
        feed.Publish(ChangeTopic.Imports);
        return Outcome.Done($"{file.Name} is queued.");
    }
}

/// <summary>Tries a file again that failed, was cancelled or was refused.</summary>
public sealed class RetryImport(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence, AuditTrail audit, ImportWork work, ChangeFeed feed)
{
    private readonly RequeueFile requeue = new(contexts, guard, evidence, audit, work, feed);

    public Task<Outcome> RunAsync(Actor actor, int fileId, CancellationToken ct) => requeue.RunAsync(
        actor, fileId, "import.requeued",
        file => file.Status is ImportStatus.Failed or ImportStatus.Cancelled or ImportStatus.Refused ? null : $"{file.Name} cannot be tried again: it is {file.Status}.", null, ct);
}

/// <summary>Answers how a file's numbers and dates are to be read, when the file itself does not tell.</summary>
public sealed class AnswerCulture(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence, AuditTrail audit, ImportWork work, ChangeFeed feed)
{
    private readonly RequeueFile requeue = new(contexts, guard, evidence, audit, work, feed);

    /// <param name="culture">One of the answers the file asks for: "de-DE".</param>
    public Task<Outcome> RunAsync(Actor actor, int fileId, string culture, CancellationToken ct) => requeue.RunAsync(actor, fileId, "import.answered", file =>
    {
        if (file.Status != ImportStatus.NeedsAnswer)
            return $"{file.Name} asks nothing: it is {file.Status}.";
        var answers = file.Answers?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return answers.Length == 0 || answers.Contains(culture, StringComparer.OrdinalIgnoreCase) ? null : $"\"{culture}\" is not one of the answers: {string.Join(", ", answers)}.";
    }, culture, ct);
}
