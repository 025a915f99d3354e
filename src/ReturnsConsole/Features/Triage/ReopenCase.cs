using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Takes back a person's decision: a dismissed, force-matched, written-off or waiting case is open again.</summary>
public sealed class ReopenCase(CaseEditing editing)
{
    public Task<Outcome> RunAsync(Actor actor, long caseId, int version, string? reason, CancellationToken ct) =>
        editing.RunAsync(actor, Permission.WorkCases, caseId, version, async (db, c, _) =>
        {
            if (c.Status == CaseStatus.Open)
                return CaseChange.Refused("The case is open already.");
            if (c.Status == CaseStatus.ClosedByFacts)
                return CaseChange.Refused("The facts closed this case: it is no longer true. It opens by itself if they change again.");
            if (c.Status == CaseStatus.WrittenOff)
            {
                if (await editing.WhyNotAsync(actor, Permission.WriteOffCases, ct) is { } refusal)
                    return CaseChange.Refused(refusal);
                await db.WriteOffs.Where(w => w.CaseId == c.Id && w.State == WriteOffState.Approved).ExecuteUpdateAsync(set => set.SetProperty(w => w.State, WriteOffState.Overtaken), ct);
            }
            if (c.Status == CaseStatus.Resolved)
                await ForceMatchCase.UndoAsync(db, c, ct);
            c.Status = CaseStatus.Open;
            c.ClearsBy = null;
            c.ClosedAt = null;
            c.ClosedReason = null;
            var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
            return new(CaseEventKind.Reopened, why is null ? "Reopened" : $"Reopened: {why}", "case.reopened", "The case is open again.", why);
        }, ct);
}
