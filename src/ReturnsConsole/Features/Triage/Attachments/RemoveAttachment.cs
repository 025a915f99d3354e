using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Attachments;

/// <summary>Takes a file away again: by who laid it there, or an administrator, with a reason. Who, what and why stay in the timeline and the audit trail; the bytes go.</summary>
public sealed class RemoveAttachment(IDbContextFactory<ConsoleContext> contexts, CaseEditing editing, IAccessGuard guard, EvidenceStore evidence)
{
    public async Task<Outcome> RunAsync(Actor actor, long caseId, int attachmentId, string reason, CancellationToken ct)
    {
        var mayAny = await guard.WhyNotAsync(actor, Permission.ManageSettings, ct) is null;
        string? content = null;
        var outcome = await editing.RunAnyVersionAsync(actor, Permission.CommentOnCases, caseId, async (db, c, now) =>
        {
            var why = (reason ?? "").Trim();
            if (why.Length is 0 or > CaseAttachment.MaxReason)
                return CaseChange.Refused(why.Length == 0 ? "Say why: the reason is kept." : $"A reason has at most {CaseAttachment.MaxReason} characters; this one has {why.Length}.");
            var file = await db.CaseAttachments.SingleOrDefaultAsync(a => a.Id == attachmentId && a.CaseId == c.Id, ct);
            if (file is null)
                return CaseChange.Refused("This file is not attached to the case.");
            if (file.RemovedAt is not null)
                return CaseChange.Refused($"{file.RemovedByName} removed it already.");
            if (!mayAny && file.AddedById != actor.UserId)
                return CaseChange.Refused($"Only {file.AddedByName}, who attached it, or an administrator may remove it.");
            (file.RemovedAt, file.RemovedByName, file.RemovedReason) = (now, actor.Name, why);
            content = file.Sha256;
            return new(CaseEventKind.AttachmentRemoved, $"Removed {file.Name}: {why}", "case.attachment-removed", $"{file.Name} is removed.", why) { Was = AttachToCase.Detail(file.Name, file.Sha256, file.Bytes) };
        }, ct);
        if (outcome.Succeeded && content is not null)
            await EraseUnusedAsync(content, ct);
        return outcome;
    }

    /// <summary>The same content may be another case's, a dock picture's or an import's.</summary>
    private async Task EraseUnusedAsync(string sha256, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        if (!await db.CaseAttachments.AnyAsync(a => a.Sha256 == sha256 && a.RemovedAt == null, ct) && !await db.IntakePhotos.AnyAsync(p => p.Sha256 == sha256 && p.ErasedAt == null, ct)
            && !await db.SourceFiles.AnyAsync(f => f.Sha256 == sha256, ct))
            evidence.Erase(sha256);
    }
}
