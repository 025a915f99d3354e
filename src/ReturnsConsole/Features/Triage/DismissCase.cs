using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Ends a case by a person's judgement. It stays closed while the facts stay the same.</summary>
public sealed class DismissCase(CaseEditing editing)
{
    public const int MaxReason = 1000;

    public Task<Outcome> RunAsync(Actor actor, long caseId, int version, string reason, CancellationToken ct) =>
        editing.RunAsync(actor, Permission.WorkCases, caseId, version, (_, c, now) =>
        {
            var why = (reason ?? "").Trim();
            if (why.Length is 0 or > MaxReason)
                return Task.FromResult(CaseChange.Refused(why.Length == 0 ? "Say why: the reason is kept with the case." : $"A reason has at most {MaxReason} characters; this one has {why.Length}."));
            if (!TallyKey.IsOpen(c.Status))
                return Task.FromResult(CaseChange.Refused("The case is closed already."));
            c.Status = CaseStatus.Dismissed;
            c.ClosedAt = now;
            c.ClosedReason = why;
            return Task.FromResult(new CaseChange(CaseEventKind.Dismissed, $"Dismissed: {why}", "case.dismissed", "Case dismissed. It comes back only if its facts change.", why));
        }, ct);
}
