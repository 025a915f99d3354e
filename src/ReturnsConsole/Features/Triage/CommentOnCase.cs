using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Adds a comment to a case's timeline.</summary>
public sealed class CommentOnCase(CaseEditing editing)
{
    public const int MaxLength = 4000;

    public Task<Outcome> RunAsync(Actor actor, long caseId, int version, string comment, CancellationToken ct) =>
        editing.RunAsync(actor, Permission.CommentOnCases, caseId, version, (_, _, _) =>
        {
            var text = (comment ?? "").Trim();
            if (text.Length is 0 or > MaxLength)
                return Task.FromResult(CaseChange.Refused(text.Length == 0 ? "Write something first." : $"A comment has at most {MaxLength} characters; this one has {text.Length}."));
            return Task.FromResult(new CaseChange(CaseEventKind.Comment, text, "case.commented", "Comment added."));
        }, ct);
}
